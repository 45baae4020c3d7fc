import { queryOptions, useQuery } from '@tanstack/react-query';
import { allOf } from '../../lib/all-of';
import { answerOf, api, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { said } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { periodText } from '../../lib/period';

type Schemas = components['schemas'];
export type Chart = Schemas['LifecycleChart'];
export type ChartState = Schemas['ChartState'];
export type ChartEdge = Schemas['ChartEdge'];
export type Standing = Schemas['LifecycleStanding'];
export type InstancePath = Schemas['PathView'];

export type Head = Schemas['LifecycleHead'];

/** All of them, page after page: what runs is counted over the whole. */
export const lifecyclesQuery = queryOptions({
  queryKey: ['lifecycles'],
  queryFn: ({ signal }): Promise<readonly Head[]> =>
    allOf((more) => answerOf(api.GET('/api/v1/lifecycles', { params: { query: { limit: 200, ...more } }, signal }))),
});

type Of = { readonly plan: string; readonly version: number };
/** What goes by a version: rounds and what units do in them; a series only waits for its days. Undefined as long as it is asked. */
export function useRunning(): (of: Of) => number | undefined {
  const { data } = useQuery(lifecyclesQuery);
  return ({ plan, version }) =>
    data
      ?.filter((one) => one.plan === plan && one.kind !== 'series')
      .flatMap(({ versions }) => versions.filter((one) => one.version === version))
      .reduce((sum, { running }) => sum + running, 0);
}
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

/** What goes by a statechart, or by an earlier one of the same obligation: its first two hundred. */
export const followedQuery = ({ plan, obligation, kind }: Pick<Chart, 'plan' | 'obligation' | 'kind'>) =>
  queryOptions({
    queryKey: ['lifecycles', 'followed', plan, obligation, kind],
    queryFn: async ({ signal }): Promise<readonly Followed[]> => {
      const params = { query: { plan, obligation, limit: 200 } };
      if (kind === 'series') return [];
      const { items } =
        kind === 'task'
          ? await pageOf<Followed>(api.GET('/api/v1/tasks', { params, signal }))
          : await pageOf<Followed>(api.GET('/api/v1/occurrences', { params, signal }));
      return items;
    },
  });
export type Followed = Pick<Schemas['WorkItem'], 'id' | 'unit' | 'period'>;
/** As people call it: whose it is, and of which period. */
export const followedName = ({ unit, period }: Followed, language: Language): string =>
  `${unit.name ? said(unit.name, language) : unit.code} · ${periodText(period)}`;
