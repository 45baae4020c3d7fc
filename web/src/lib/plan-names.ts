import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from './api';

/** The plans in which somebody has a post, each with its versions. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/plans', { params: { query: { limit: 200 } }, signal })),
});

/** A plan by the number of its document, “19-KH/BCĐ”; by its id as long as that is asked. */
export function usePlanName(): (plan: string) => string {
  const { data } = useQuery({ ...plansQuery, staleTime: 600_000 });
  return (plan) => data?.items.find((one) => one.plan === plan)?.number ?? plan;
}
