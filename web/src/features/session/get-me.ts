import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Me = components['schemas']['MeView'];

/** Who is signed in. It is asked at the door, so nobody is asked to sign in for it. */
export const meQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/session', { signal })),
  staleTime: 5 * 60_000,
});

/** On pages behind the door there is always somebody. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe is for pages behind the door (app/router.tsx).');
  return data;
}
