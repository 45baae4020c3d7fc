import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, pageOf, taggedAnswerOf, type Tagged } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Account = Schemas['AccountView'];
export type HeldPost = Schemas['HeldPost'];
export type NewPost = Schemas['AddPost'];

export const accountsQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', name],
    queryFn: ({ signal, pageParam }) =>
      pageOf<Account>(
        api.GET('/api/v1/accounts', {
          params: { query: { limit: 50, ...(name && { name }), ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const accountQuery = (name: string) =>
  queryOptions({
    queryKey: ['accounts', name],
    queryFn: ({ signal }): Promise<Tagged<Account>> =>
      taggedAnswerOf(api.GET('/api/v1/accounts/{name}', { params: { path: { name } }, signal })),
  });

export const postsQuery = (name: string) =>
  queryOptions({
    queryKey: ['accounts', name, 'posts'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/accounts/{name}/posts', { params: { path: { name }, query: { limit: 200 } }, signal })),
  });

export const sessionsQuery = (name: string) =>
  queryOptions({
    queryKey: ['accounts', name, 'sessions'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/accounts/{name}/sessions', { params: { path: { name }, query: { limit: 100 } }, signal }),
      ),
  });

export type Place = {
  readonly plan: string;
  readonly units: Schemas['PlanVocabulary']['units'];
  readonly groups: Schemas['PlanVocabulary']['groups'];
};
/** The plans that run, with the units in which a post may be given. */
export const placesQuery = queryOptions({
  queryKey: ['plans', 'places'],
  queryFn: async ({ signal }): Promise<readonly Place[]> => {
    const { items } = await answerOf(api.GET('/api/v1/plans', { params: { query: { limit: 200 } }, signal }));
    const running = items.flatMap(({ plan, active }) => (active === null ? [] : [{ plan, version: active }]));
    return Promise.all(
      running.map(async (path) => {
        const { units, groups } = await answerOf(
          api.GET('/api/v1/plans/{plan}/versions/{version}/vocabulary', { params: { path }, signal }),
        );
        return { plan: path.plan, units, groups };
      }),
    );
  },
  staleTime: 60_000,
});
