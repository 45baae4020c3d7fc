import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from './api';
import type { components } from './api.gen';

export type Clock = components['schemas']['ClockView'];

/** While it is moved, somebody watches it go by. */
const WATCHED = 1_000;
const SELDOM = 60_000;

/** The clock of the house, which everybody goes by and anybody may ask: in a sandbox it is not the browser's. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sandbox/clock', { signal })),
  refetchInterval: ({ state: { data } }) => (data?.movingTo || data?.preparing ? WATCHED : SELDOM),
  staleTime: 15_000,
});

/** Now, as the house has it; undefined as long as it is asked. */
export const useNow = (): string | undefined => useQuery(clockQuery).data?.now;

/** Whether time is a game here. */
export const useIsSandbox = (): boolean => useQuery(clockQuery).data?.mode === 'sandbox';
