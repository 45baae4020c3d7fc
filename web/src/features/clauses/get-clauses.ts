import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Clauses = components['schemas']['PlanClauses'];
export type Clause = components['schemas']['ClauseView'];

/** The words of a plan: they stay what they are as long as somebody looks. */
export const clausesQuery = (plan: string) =>
  queryOptions({
    queryKey: ['clauses', plan],
    staleTime: Infinity,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/plans/{plan}/clauses', { params: { path: { plan } }, signal })),
  });
