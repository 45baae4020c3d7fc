import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';

/** How one can sign in here. */
export const waysQuery = queryOptions({
  queryKey: ['session', 'ways'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/session/ways', { signal })),
  staleTime: Infinity,
});
