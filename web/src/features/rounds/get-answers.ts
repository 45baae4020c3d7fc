import { queryOptions } from '@tanstack/react-query';
import type { Field } from '../../../../src/core/form/form';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { roundKey } from './get-round';

type Page = components['schemas']['AnswersPage'];
export type AnswerRow = components['schemas']['AnswerRow'];
/** What all units say under one heading. */
export type Heading = Omit<Page, 'fields' | 'next'> & { readonly fields: readonly Field[] };
type Asked = { readonly path: string | undefined; readonly obligation: string | undefined };

export const answersQuery = (id: number, { path, obligation }: Asked) =>
  queryOptions({
    queryKey: [...roundKey(id), 'answers', path, obligation],
    queryFn: async ({ signal }): Promise<Heading> => {
      const items: AnswerRow[] = [];
      for (let cursor: string | undefined; ;) {
        const query = {
          limit: 200,
          ...(path !== undefined && { path }),
          ...(obligation !== undefined && { obligation }),
          ...(cursor !== undefined && { cursor }),
        };
        const { next, fields, ...page } = await answerOf(
          api.GET('/api/v1/instances/{id}/answers', { params: { path: { id }, query }, signal }),
        );
        items.push(...page.items);
        if (next === null) return { ...page, items, fields: fields as unknown as readonly Field[] };
        cursor = next;
      }
    },
  });
