import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Player = components['schemas']['Player'];

/** Whoever can be played today, with what waits for them, in the official order of their units. */
export const playersQuery = queryOptions({
  queryKey: ['sandbox', 'people'],
  queryFn: ({ signal }) =>
    answerOf(api.GET('/api/v1/sandbox/people', { params: { query: { limit: 200, sort: 'unit' } }, signal })),
});
