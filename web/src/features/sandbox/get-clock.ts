import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Clock = components['schemas']['ClockView'];

/** While it is moved, somebody watches it go by. */
const WATCHED = 1_000;
const SELDOM = 60_000;

/** The clock that everybody here goes by; anybody may ask. */
export const clockQuery = queryOptions({
  queryKey: ['sandbox', 'clock'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sandbox/clock', { signal })),
  refetchInterval: ({ state: { data } }) => (data?.movingTo || data?.preparing ? WATCHED : SELDOM),
  staleTime: 0,
});
