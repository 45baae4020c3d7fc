import { answerOf, api, ifMatch } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import type { Account, NewPost } from './get-accounts';

type Schemas = components['schemas'];
type Of = { readonly name: string };
/** What was looked at: a change acts on that, and on nothing newer. */
type Looked = Of & { readonly etag: string | undefined };

/** A new account, and its first post; that this post was not given does not undo the account. */
export async function addAccount({
  post,
  ...body
}: Schemas['AddAccount'] & { readonly post: NewPost | undefined }): Promise<{
  readonly account: Schemas['AddedAccount'];
  readonly problem: unknown;
}> {
  const account = await answerOf(api.POST('/api/v1/accounts', { body }));
  if (!post) return { account, problem: undefined };
  try {
    await addPost({ name: body.name, post });
    return { account, problem: undefined };
  } catch (problem) {
    return { account, problem };
  }
}

export const addPost = ({ name, post }: Of & { readonly post: NewPost }) =>
  answerOf(api.POST('/api/v1/accounts/{name}/posts', { params: { path: { name } }, body: post }));
export const removePost = ({ name, id }: Of & { readonly id: number }) =>
  answerOf(api.DELETE('/api/v1/accounts/{name}/posts/{id}', { params: { path: { name, id } } }));

export const changeAccount = ({
  name,
  etag,
  change,
}: Looked & { readonly change: Schemas['ChangeAccount'] }): Promise<Account> =>
  answerOf(
    api.PATCH('/api/v1/accounts/{name}', {
      params: { path: { name }, header: { 'If-Match': etag ?? '' } },
      headers: ifMatch(etag),
      body: change,
    }),
  );

export const resetPassword = ({ name, etag }: Looked) =>
  answerOf(api.POST('/api/v1/accounts/{name}/password', { params: { path: { name } }, headers: ifMatch(etag) }));

export const forgetTotp = ({ name, etag }: Looked) =>
  answerOf(api.DELETE('/api/v1/accounts/{name}/totp', { params: { path: { name } }, headers: ifMatch(etag) }));

export const endSessions = (name: string) =>
  answerOf(api.DELETE('/api/v1/accounts/{name}/sessions', { params: { path: { name } } }));
