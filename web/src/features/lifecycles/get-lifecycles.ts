import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Chart = Schemas['LifecycleChart'];
export type ChartState = Schemas['ChartState'];
export type ChartEdge = Schemas['ChartEdge'];
export type Standing = Schemas['LifecycleStanding'];
export type InstancePath = Schemas['PathView'];

export const lifecyclesQuery = queryOptions({
  queryKey: ['lifecycles'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/lifecycles', { params: { query: { limit: 200 } }, signal })),
});
export const chartQuery = (hash: string) =>
  queryOptions({
    queryKey: ['lifecycles', hash],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/lifecycles/{hash}', { params: { path: { hash } }, signal })),
    // A content hash never changes what it means.
    staleTime: Infinity,
  });
export const standingQuery = (hash: string) =>
  queryOptions({
    queryKey: ['lifecycles', hash, 'standing'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/lifecycles/{hash}/standing', { params: { path: { hash } }, signal })),
    refetchInterval: 15_000,
  });
export const instancePathQuery = (id: number) =>
  queryOptions({
    queryKey: ['instances', id, 'path'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/instances/{id}/path', { params: { path: { id } }, signal })),
  });
