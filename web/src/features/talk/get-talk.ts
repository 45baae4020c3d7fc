import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Form } from '../../../../src/core/form/form';
import { answerOf, api, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type TalkView = components['schemas']['TalkView'];
export type Remark = components['schemas']['TalkRemark'];
/** A form of the work, or a heading of it, that a remark may be about. */
export type Heading = {
  readonly form: string;
  readonly path: string | undefined;
  readonly label: Form['label'];
};

/** How one stands in it, and what of it one has not read. */
export const talkQuery = (id: number) =>
  queryOptions({
    queryKey: ['talk', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/instances/{id}/talk', { params: { path: { id } }, signal })),
  });

/** What was said, the newest first. */
export const remarksQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['talk', id, 'remarks'],
    queryFn: ({ signal, pageParam }) =>
      pageOf<Remark>(
        api.GET('/api/v1/instances/{id}/remarks', {
          params: { path: { id }, query: { limit: 30, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Its forms with their headings: asked for when somebody is about to write. */
export const headingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['talk', id, 'headings'],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<readonly Heading[]> => {
      const { forms } = await answerOf(api.GET('/api/v1/instances/{id}/forms', { params: { path: { id } }, signal }));
      const views = await Promise.all(
        forms.map(({ name }) =>
          answerOf(
            api.GET('/api/v1/instances/{id}/forms/{form}', { params: { path: { id, form: name } }, signal }),
          ).then(({ form }) => [name, form as unknown as Form] as const),
        ),
      );
      return views.flatMap(([name, { label, sections }]) => [
        { form: name, path: undefined, label },
        ...sections.map((section) => ({ form: name, path: section.id, label: section.label })),
      ]);
    },
  });
