import { queryOptions } from '@tanstack/react-query';
import { allOf } from '../../lib/all-of';
import { answerOf, api, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Delegation = components['schemas']['DelegationView'];
type Person = components['schemas']['PersonView'];
type Account = components['schemas']['AccountView'];

/** Posts that one lent or was lent; of whole plans, where one administers them. */
export const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: ({ signal }) =>
    pageOf<Delegation>(api.GET('/api/v1/delegations', { params: { query: { limit: 200 } }, signal })),
});

export const lend = (body: components['schemas']['Delegate']) => answerOf(api.POST('/api/v1/delegations', { body }));

export const endDelegation = (id: number) =>
  answerOf(api.DELETE('/api/v1/delegations/{id}', { params: { path: { id } } }));

/** Whom a post may be lent to: the people that a plan names, as far as one sees them. */
export const deputiesQuery = (plan: string) =>
  queryOptions({
    queryKey: ['delegations', 'deputies', plan],
    queryFn: ({ signal }) =>
      allOf((more) =>
        pageOf<Person>(api.GET('/api/v1/people', { params: { query: { plan, limit: 200, ...more } }, signal })),
      ),
    staleTime: 5 * 60_000,
  });

/** Accounts by a part of their names: for whoever looks after them. */
export const accountsNamedQuery = (name: string) =>
  queryOptions({
    queryKey: ['delegations', 'accounts', name],
    queryFn: ({ signal }) =>
      pageOf<Account>(api.GET('/api/v1/accounts', { params: { query: { limit: 20, ...(name && { name }) } }, signal })),
    placeholderData: (before) => before,
  });

/** What somebody holds, and could lend. */
export const heldQuery = (name: string) =>
  queryOptions({
    queryKey: ['accounts', name, 'posts'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/accounts/{name}/posts', { params: { path: { name }, query: { limit: 200 } }, signal })),
  });
