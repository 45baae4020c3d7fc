import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Operations = Schemas['OperationsView'];
export type OutboxStatus = Schemas['OutboxRow']['status'];
export type AsideKind = 'instance' | 'errand';

/** What the machine is at changes by itself: looked at again while somebody looks. */
const EVERY = 15_000;

export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operations', { signal })),
  refetchInterval: EVERY,
});
export const timersQuery = queryOptions({
  queryKey: ['operations', 'timers'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operations/timers', { params: { query: { limit: 50 } }, signal })),
});
export const outboxQuery = (status: OutboxStatus) =>
  queryOptions({
    queryKey: ['operations', 'outbox', status],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/operations/outbox', { params: { query: { status, limit: 100 } }, signal })),
  });
export const asideQuery = (kind: AsideKind) =>
  queryOptions({
    queryKey: ['operations', 'aside', kind],
    queryFn: ({ signal }) =>
      answerOf(
        kind === 'instance'
          ? api.GET('/api/v1/operations/quarantine', { params: { query: { limit: 100 } }, signal })
          : api.GET('/api/v1/operations/errands', { params: { query: { limit: 100 } }, signal }),
      ),
  });

type What = { readonly what: 'outbox' | 'quarantine' | 'errands'; readonly id: number };
export const retry = ({ what, id }: What) =>
  answerOf(api.POST(`/api/v1/operations/${what}/{id}/retry`, { params: { path: { id } } }));
