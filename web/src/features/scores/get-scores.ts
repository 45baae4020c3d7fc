import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type ScoreRow = Schemas['ScoreRow'];
export type Score = Schemas['Score'];
export type Criterion = Schemas['ScoreCriterion'];
type Page = Schemas['ScoresPage'];
export type Scores = Omit<Page, 'items' | 'next'> & { readonly rows: readonly ScoreRow[] };

/** Every sheet of a scoring round, in official order: the table is compared whole, so it is asked for whole. */
export const scoresQuery = (id: number) =>
  queryOptions({
    queryKey: ['scores', id],
    queryFn: async ({ signal }): Promise<Scores> => {
      const rows: ScoreRow[] = [];
      for (let cursor: string | undefined; ;) {
        const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
        const { items, next, ...rest } = await answerOf(
          api.GET('/api/v1/monitoring/scores/{id}', { params: { path: { id }, query }, signal }),
        );
        rows.push(...items);
        if (next === null) return { ...rest, rows };
        cursor = next;
      }
    },
  });
