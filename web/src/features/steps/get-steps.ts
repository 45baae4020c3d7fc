import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { whole } from '../../lib/whole';

type Schemas = components['schemas'];
export type Step = Schemas['StepView'];
export type StepEntry = Schemas['TimelineEntry'];
export type Paper = Schemas['SubmissionView'];
export type Kept = Schemas['FileView'];

/** All that begins with `work` and its number is asked for anew when it moves. */
export const stepsQuery = (id: number) =>
  queryOptions({
    queryKey: ['work', id, 'steps'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/instances/{id}/steps', { params: { path: { id } }, signal })),
  });

/** What was filled in, of every form that there is. */
export const papersQuery = (id: number) =>
  queryOptions({
    queryKey: ['work', id, 'papers'],
    queryFn: async ({ signal }): Promise<readonly Paper[]> => {
      const { forms } = await answerOf(api.GET('/api/v1/instances/{id}/forms', { params: { path: { id } }, signal }));
      const asked = forms
        .filter(({ versions }) => versions > 0)
        .map(({ name }) =>
          answerOf(
            api.GET('/api/v1/instances/{id}/forms/{form}/submissions', {
              params: { path: { id, form: name } },
              signal,
            }),
          ),
        );
      return (await Promise.all(asked)).flatMap(({ submissions }) => submissions);
    },
  });

/** The documents that belong to it. */
export const filesQuery = (id: number) =>
  queryOptions({
    queryKey: ['work', id, 'files'],
    queryFn: async ({ signal }) =>
      whole<Kept>(
        await answerOf(
          api.GET('/api/v1/instances/{id}/files', { params: { path: { id }, query: { limit: 200 } }, signal }),
        ),
      ).items,
  });

/** Adds a file to a step that is over. */
export const attachFile = ({ id, seq }: { readonly id: number; readonly seq: number }) =>
  answerOf(api.POST('/api/v1/files/{id}/attach', { params: { path: { id } }, body: { seq } }));
