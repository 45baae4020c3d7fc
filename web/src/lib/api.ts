import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './api.gen';
import { spokenLanguage } from './language';
import { problemIn } from './problem';
import { send } from './transport';

/** What every request says of itself. A command has a key: sent again, it is not done again. */
const dressed: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', spokenLanguage());
    const isCommand = request.method !== 'GET' && request.method !== 'HEAD';
    if (isCommand && !request.headers.has('idempotency-key')) request.headers.set('Idempotency-Key', newKey());
    return request;
  },
};

/** The API as its description has it: paths, parameters, bodies and answers are typed. */
export const api = createClient<paths>({ baseUrl: '/', fetch: send });
api.use(dressed);

/** One per wish. Whoever may send a wish again after the page was closed keeps its key. */
export const newKey = (): string => crypto.randomUUID();

type Asked<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };
export type Tagged<Data> = { readonly data: Data; readonly etag: string | undefined };

/** What was answered. @throws ApiProblem */
export async function answerOf<Data>(asked: Promise<Asked<Data>>): Promise<Data> {
  return (await taggedAnswerOf(asked)).data;
}

/** With its tag, for `ifMatch` of what changes it. @throws ApiProblem */
export async function taggedAnswerOf<Data>(asked: Promise<Asked<Data>>): Promise<Tagged<Data>> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemIn(error, response.status);
  return { data: data as Data, etag: response.headers.get('etag') ?? undefined };
}

export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };

/** A page of a list that was asked for without `fields`: every row is whole, which the description cannot say. */
export const pageOf = <Item>(asked: Promise<Asked<Page<Partial<Item>>>>): Promise<Page<Item>> =>
  answerOf(asked) as Promise<Page<Item>>;

/** `headers` of a command that acts on what was looked at, and on nothing newer. */
export const ifMatch = (etag: string | undefined): Readonly<Record<string, string>> =>
  etag === undefined ? {} : { 'If-Match': etag };
