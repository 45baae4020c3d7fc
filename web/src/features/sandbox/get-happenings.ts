import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Happening = components['schemas']['HappeningView'];
/** A stretch of virtual time: after the one moment, up to the other. */
export type Stretch = { readonly from: string; readonly to: string };

export const happeningsQuery = ({ from, to }: Stretch) =>
  queryOptions({
    queryKey: ['sandbox', 'happenings', from, to],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/sandbox/happenings', { params: { query: { from, to } }, signal })),
  });
