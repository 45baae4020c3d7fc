import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from './api';
import type { components } from './api.gen';

export type Clock = components['schemas']['ClockView'];

/** The clock of the house: in a sandbox it is not the browser's. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sandbox/clock', { signal })),
  staleTime: 15_000,
});

/** Now, as the house has it; undefined as long as it is asked. */
export const useNow = (): string | undefined => useQuery(clockQuery).data?.now;
