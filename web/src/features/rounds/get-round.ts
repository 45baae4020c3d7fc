import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type RoundRow = Schemas['RoundRow'];
export type Act = Schemas['PossibleEvent'];
export type Round = { readonly rows: readonly RoundRow[]; readonly tasks: number; readonly handedIn: number };

/** All that begins with it is asked for anew when something moved in the round. */
export const roundKey = (id: number) => ['rounds', id] as const;

/** Every unit of it, in official order: the table is looked through whole, so it is asked for whole. */
export const roundQuery = (id: number) =>
  queryOptions({
    queryKey: [...roundKey(id), 'table'],
    queryFn: async ({ signal }): Promise<Round> => {
      const rows: RoundRow[] = [];
      for (let cursor: string | undefined; ;) {
        const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
        const page = await answerOf(
          api.GET('/api/v1/monitoring/rounds/{id}', { params: { path: { id }, query }, signal }),
        );
        rows.push(...page.items);
        if (page.next === null) return { rows, tasks: page.tasks, handedIn: page.handedIn };
        cursor = page.next;
      }
    },
  });
