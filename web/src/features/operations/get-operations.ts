import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
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
const PAGE = 50;
type Page<Row> = { readonly items: Row[]; readonly next: string | null };
/** A list of it, page by page. */
const listed = <Row>(
  key: readonly string[],
  ask: (query: { readonly limit: number; readonly cursor?: string }, signal: AbortSignal) => Promise<Page<Row>>,
) =>
  infiniteQueryOptions({
    queryKey: ['operations', ...key],
    queryFn: ({ signal, pageParam }) => ask({ limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const timersQuery = listed(['timers'], (query, signal) =>
  answerOf(api.GET('/api/v1/operations/timers', { params: { query }, signal })),
);
export const outboxQuery = (status: OutboxStatus) =>
  listed(['outbox', status], (query, signal) =>
    answerOf(api.GET('/api/v1/operations/outbox', { params: { query: { ...query, status } }, signal })),
  );
export const asideQuery = (kind: AsideKind) =>
  listed(['aside', kind], (query, signal) =>
    answerOf(
      kind === 'instance'
        ? api.GET('/api/v1/operations/quarantine', { params: { query }, signal })
        : api.GET('/api/v1/operations/errands', { params: { query }, signal }),
    ),
  );

type What = { readonly what: 'outbox' | 'quarantine' | 'errands'; readonly id: number };
export const retry = ({ what, id }: What) =>
  answerOf(api.POST(`/api/v1/operations/${what}/{id}/retry`, { params: { path: { id } } }));
