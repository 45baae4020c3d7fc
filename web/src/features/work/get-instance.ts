import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, pageOf, taggedAnswerOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { allOf } from '../../lib/all-of';
import { whole } from '../../lib/whole';

type Schemas = components['schemas'];
export type Instance = Schemas['InstanceView'];
export type PossibleEvent = Schemas['PossibleEvent'];
export type EventField = Schemas['FieldView'];
export type Entry = Schemas['TimelineEntry'];
export type WorkRow = Schemas['WorkItem'];
export type Unit = Schemas['UnitView'];
type Person = Schemas['PersonView'];

/** All that begins with `work` and its number is asked for anew when it moves. */
export const workKey = (id: number) => ['work', id] as const;

/** With its tag: what is sent acts on what was looked at. */
export const instanceQuery = (id: number) =>
  queryOptions({
    queryKey: [...workKey(id), 'instance'],
    queryFn: ({ signal }) => taggedAnswerOf(api.GET('/api/v1/instances/{id}', { params: { path: { id } }, signal })),
  });

export const timelineQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: [...workKey(id), 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/instances/{id}/timeline', {
          params: {
            path: { id },
            query: { sort: '-seq', limit: 30, ...(pageParam !== undefined && { cursor: pageParam }) },
          },
          signal,
        }),
      ).then(whole<Entry>),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** The last that happened by one of these events, or null; `*.return` is every event that ends so. */
export const latestQuery = (id: number, ...events: readonly string[]) =>
  queryOptions({
    queryKey: [...workKey(id), 'latest', ...events],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/instances/{id}/timeline', {
          params: { path: { id }, query: { event: events.join(','), sort: '-seq', limit: 1 } },
          signal,
        }),
      ).then((page) => whole<Entry>(page).items[0] ?? null),
  });

/** What stands below it: of a schedule its occurrences, of an occurrence its tasks. */
export const childrenQuery = ({ id, kind }: Pick<Instance, 'id' | 'kind'>) =>
  infiniteQueryOptions({
    queryKey: [...workKey(id), 'children'],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        parent: id,
        limit: 50,
        sort: 'urgency' as const,
        ...(pageParam !== undefined && { cursor: pageParam }),
      };
      return answerOf(
        kind === 'series'
          ? api.GET('/api/v1/occurrences', { params: { query: { ...query, sort: '-due' } }, signal })
          : api.GET('/api/v1/tasks', { params: { query }, signal }),
      ).then(whole<WorkRow>);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** All of them, in official order. */
export const unitsQuery = (plan: string) =>
  queryOptions({
    queryKey: ['units', plan],
    queryFn: ({ signal }) =>
      allOf((more) =>
        pageOf<Unit>(api.GET('/api/v1/units', { params: { query: { plan, limit: 200, ...more } }, signal })),
      ),
    staleTime: 10 * 60_000,
  });

/** Those whom one may know by name. */
export const peopleQuery = (plan: string) =>
  queryOptions({
    queryKey: ['people', plan],
    queryFn: ({ signal }) =>
      allOf((more) =>
        pageOf<Person>(api.GET('/api/v1/people', { params: { query: { plan, limit: 200, ...more } }, signal })),
      ),
    staleTime: 10 * 60_000,
  });
