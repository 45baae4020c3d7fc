import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, ifMatch, taggedAnswerOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Account = Schemas['AccountView'];
export type HeldPost = Schemas['HeldPost'];
export type Delegation = Schemas['DelegationView'];

export const accountsQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['accounts', 'list', name],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/v1/accounts', {
          params: { query: { limit: 50, ...(name && { name }), ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const postsQuery = (name: string) =>
  queryOptions({
    queryKey: ['accounts', name, 'posts'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/accounts/{name}/posts', { params: { path: { name } }, signal })),
  });

export const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/delegations', { params: { query: { limit: 200 } }, signal })),
});
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/imports', { params: { query: { limit: 50 } }, signal })),
});

export const addAccount = (body: Schemas['AddAccount']) => answerOf(api.POST('/api/v1/accounts', { body }));
export const addPost = ({ name, post }: { readonly name: string; readonly post: Schemas['AddPost'] }) =>
  answerOf(api.POST('/api/v1/accounts/{name}/posts', { params: { path: { name } }, body: post }));
export const removePost = ({ name, id }: { readonly name: string; readonly id: number }) =>
  answerOf(api.DELETE('/api/v1/accounts/{name}/posts/{id}', { params: { path: { name, id } } }));

/** Disabled, or let in again: of what was looked at, and of nothing newer. */
export async function setDisabled({
  name,
  disabled,
}: {
  readonly name: string;
  readonly disabled: boolean;
}): Promise<Account> {
  const { etag } = await taggedAnswerOf(api.GET('/api/v1/accounts/{name}', { params: { path: { name } } }));
  return answerOf(
    api.PATCH('/api/v1/accounts/{name}', {
      params: { path: { name }, header: { 'If-Match': etag ?? '' } },
      headers: ifMatch(etag),
      body: { disabled },
    }),
  );
}
