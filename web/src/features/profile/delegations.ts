import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Delegation = components['schemas']['DelegationView'];
type Person = components['schemas']['PersonView'];

/** Posts that one lent or was lent; of whole plans, where one administers them. */
export const delegationsQuery = queryOptions({
  queryKey: ['profile', 'delegations'],
  queryFn: ({ signal }) =>
    pageOf<Delegation>(api.GET('/api/v1/delegations', { params: { query: { limit: 100 } }, signal })),
});

export const lend = (body: components['schemas']['Delegate']) => answerOf(api.POST('/api/v1/delegations', { body }));

export const endDelegation = (id: number) =>
  answerOf(api.DELETE('/api/v1/delegations/{id}', { params: { path: { id } } }));

/** Whom a post may be lent to: the people that a plan names, as far as one sees them. */
export const deputiesQuery = (plan: string) =>
  queryOptions({
    queryKey: ['profile', 'deputies', plan],
    queryFn: ({ signal }) =>
      pageOf<Person>(api.GET('/api/v1/people', { params: { query: { plan, limit: 200 } }, signal })),
    staleTime: 5 * 60_000,
  });
