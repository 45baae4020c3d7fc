import { problems } from '../../src/core/problem.js';
import { tinyPlan, useApp, type Problem } from './api.js';

const api = useApp(tinyPlan);

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly [keyword: string]: unknown;
};
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Operation = {
  readonly summary?: string;
  readonly operationId: string;
  readonly requestBody?: { readonly content: Content };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

let document: Document;
let operations: readonly (readonly [string, Operation])[];
beforeAll(async () => {
  document = (await api().get<Document>('/api/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
});

/** Every part of the document, whatever its depth. */
function* partsOf(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Record<string, unknown>;
  for (const part of Object.values(node)) yield* partsOf(part);
}

test('the address leads to the pages of the API, which load nothing from outside', async () => {
  const root = await api().get<string>('/');
  expect({ status: root.status, to: root.headers.get('location') }).toEqual({ status: 302, to: '/api/docs' });
  const { status, body } = await api().get<string>('/api/docs');
  expect(status).toBe(200);
  expect(body).toContain('<title>Đúng Hạn · API</title>');
  expect(body).not.toMatch(/(?:src|href)="https?:/);
});

test('every route of the first cut is described', () => {
  expect(
    operations
      .map(([name]) => name)
      .filter((name) => !/inbox|problems|session/.test(name))
      .sort(),
  ).toEqual([
    'delete /api/v1/accounts/{name}/links/{id}',
    'delete /api/v1/accounts/{name}/posts/{id}',
    'delete /api/v1/accounts/{name}/totp',
    'delete /api/v1/delegations/{id}',
    'delete /api/v1/tokens/{id}',
    'get /api/v1/accounts',
    'get /api/v1/accounts/{name}',
    'get /api/v1/accounts/{name}/links',
    'get /api/v1/accounts/{name}/posts',
    'get /api/v1/audit',
    'get /api/v1/audit/export',
    'get /api/v1/delegations',
    'get /api/v1/delegations/{id}',
    'get /api/v1/imports',
    'get /api/v1/imports/users/template',
    'get /api/v1/instances',
    'get /api/v1/instances/{id}',
    'get /api/v1/instances/{id}/timeline',
    'get /api/v1/obligations',
    'get /api/v1/occurrences',
    'get /api/v1/people',
    'get /api/v1/plans',
    'get /api/v1/plans/{plan}',
    'get /api/v1/plans/{plan}/versions/{version}',
    'get /api/v1/plans/{plan}/versions/{version}/files',
    'get /api/v1/plans/{plan}/versions/{version}/preview',
    'get /api/v1/sandbox/clock',
    'get /api/v1/tasks',
    'get /api/v1/tokens',
    'get /api/v1/tokens/{id}',
    'get /api/v1/units',
    'patch /api/v1/accounts/{name}',
    'post /api/v1/accounts',
    'post /api/v1/accounts/{name}/erase',
    'post /api/v1/accounts/{name}/links',
    'post /api/v1/accounts/{name}/password',
    'post /api/v1/accounts/{name}/posts',
    'post /api/v1/delegations',
    'post /api/v1/imports/users',
    'post /api/v1/imports/users/{id}/undo',
    'post /api/v1/instances/{id}/events',
    'post /api/v1/password-resets',
    'post /api/v1/plans',
    'post /api/v1/plans/{plan}/compare',
    'post /api/v1/plans/{plan}/versions/{version}/activate',
    'post /api/v1/plans/{plan}/versions/{version}/lint',
    'post /api/v1/sandbox/clock',
    'post /api/v1/tokens',
    'put /api/v1/password-resets',
  ]);
});

test('every route says what it does, what it answers and which problems it knows', () => {
  for (const [name, { summary, responses }] of operations) {
    expect([name, summary]).toEqual([name, expect.stringMatching(/\w/)]);
    const statuses = Object.keys(responses);
    // A browser is sent elsewhere without a word.
    const good = statuses.filter((status) => /^[23]/.test(status));
    expect([name, good.length > 0]).toEqual([name, true]);
    for (const status of good.filter((one) => one !== '204' && one !== '302'))
      expect([name, responses[status]?.content]).toEqual([name, expect.anything()]);
    expect([name, statuses]).toEqual([name, expect.arrayContaining(['400', '500', '503'])]);
    for (const status of statuses.filter((one) => !good.includes(one)))
      expect(responses[status]?.content).toHaveProperty(['application/problem+json', 'schema', '$ref']);
  }
});

test('the problems that a route names are problems, under their own status', () => {
  const known = new Map(Object.entries(problems));
  for (const [, { responses }] of operations)
    for (const [status, { description }] of Object.entries(responses)) {
      if (/^[23]/.test(status)) continue;
      for (const code of description.split(', ')) expect([code, known.get(code)]).toEqual([code, Number(status)]);
    }
});

test('no schema is empty, and every reference leads somewhere', () => {
  const { schemas } = document.components;
  for (const [name, schema] of Object.entries(schemas)) {
    const parts = schema.properties ?? schema['anyOf'] ?? schema['oneOf'];
    expect([name, Object.keys(parts ?? {}).length > 0]).toEqual([name, true]);
    for (const [field, part] of Object.entries(schema.properties ?? {}))
      expect([name, field, Object.keys(part).length > 0]).toEqual([name, field, true]);
  }
  for (const { $ref } of partsOf(document))
    if (typeof $ref === 'string') expect(Object.keys(schemas)).toContain($ref.replace('#/components/schemas/', ''));
});

test('what is sent is described by the schema that checks it', () => {
  const bodies = operations.flatMap(([name, { requestBody }]) =>
    requestBody ? [[name, requestBody.content['application/json']?.schema?.$ref] as const] : [],
  );
  expect(Object.fromEntries(bodies)).toEqual({
    'post /api/v1/accounts': '#/components/schemas/AddAccount',
    'patch /api/v1/accounts/{name}': '#/components/schemas/ChangeAccount',
    'post /api/v1/accounts/{name}/erase': '#/components/schemas/ErasePerson',
    'post /api/v1/accounts/{name}/links': '#/components/schemas/AddLink',
    'post /api/v1/accounts/{name}/posts': '#/components/schemas/AddPost',
    'post /api/v1/delegations': '#/components/schemas/Delegate',
    'post /api/v1/password-resets': '#/components/schemas/AskPasswordReset',
    'put /api/v1/password-resets': '#/components/schemas/ResetPassword',
    'post /api/v1/tokens': '#/components/schemas/MakeToken',
    'post /api/v1/plans': '#/components/schemas/ImportPlan',
    'post /api/v1/plans/{plan}/compare': '#/components/schemas/ComparePlans',
    'post /api/v1/plans/{plan}/versions/{version}/activate': '#/components/schemas/ActivatePlan',
    'post /api/v1/instances/{id}/events': '#/components/schemas/SendEvent',
    'post /api/v1/sandbox/clock': '#/components/schemas/MoveClock',
    'post /api/v1/session': '#/components/schemas/SignIn',
    'put /api/v1/session/code': '#/components/schemas/GiveCode',
    'put /api/v1/session/password': '#/components/schemas/ChangePassword',
    'put /api/v1/session/totp': '#/components/schemas/ConfirmTotp',
  });
  expect(document.components.schemas['SendEvent']).toMatchObject({
    additionalProperties: false,
    required: ['event'],
  });
});

test('a header is named once, and needed only where nothing goes without it', () => {
  const needed = ['Idempotency-Key of post /api/v1/instances/{id}/events', 'If-Match of patch /api/v1/accounts/{name}'];
  for (const [name, { parameters = [] }] of operations) {
    const headers = parameters.filter((one) => one.in === 'header');
    const names = headers.map((one) => one.name.toLowerCase());
    expect([name, names]).toEqual([name, [...new Set(names)]]);
    for (const { name: header, required } of headers)
      expect([name, header, required]).toEqual([name, header, needed.includes(`${header} of ${name}`)]);
  }
  const [, send] = operations.find(([name]) => name === 'post /api/v1/instances/{id}/events') ?? [];
  expect(send?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
});

test('a problem tells of the facts that programs go by', () => {
  expect(Object.keys(document.components.schemas['ProblemDetails']?.properties ?? {})).toEqual(
    expect.arrayContaining(['code', 'field', 'expected', 'errors', 'possible', 'findings', 'suggestion']),
  );
});

/** Every text of an answer with what its schema says of it. */
function* textsIn(
  schema: Schema | undefined,
  value: unknown,
  path: string,
): Generator<readonly [string, string, unknown]> {
  const name = schema?.$ref?.replace('#/components/schemas/', '');
  const parts = [name === undefined ? schema : document.components.schemas[name]].flatMap((one) => [
    one,
    ...((one?.['allOf'] as Schema[] | undefined) ?? []),
  ]);
  const [own] = parts;
  if (typeof value === 'string') yield [path, value, own?.['format']];
  if (Array.isArray(value)) for (const item of value) yield* textsIn(own?.items, item, `${path}[]`);
  else if (typeof value === 'object' && value !== null)
    for (const [field, inner] of Object.entries(value)) {
      const found = parts.flatMap((part) => (part?.$ref ? [] : [part?.properties?.[field]])).find(Boolean);
      if (found) yield* textsIn(found['allOf'] ? (found['allOf'] as Schema[])[0] : found, inner, `${path}.${field}`);
    }
}

test('what is a day or an instant in an answer is declared as one', async () => {
  await api().post('/sandbox/clock', { next: true });
  const { body: round } = await api().get<{ id: number }>('/instances?key=tiny/R0/2024-H1');
  const paths = {
    '/plans': '/plans',
    '/plans/{plan}/versions/{version}': '/plans/tiny/versions/1',
    '/plans/{plan}/versions/{version}/preview': '/plans/tiny/versions/1/preview?from=2024-01-01&to=2024-12-31',
    '/obligations': '/obligations',
    '/occurrences': '/occurrences',
    '/instances/{id}': `/instances/${round.id}`,
    '/instances/{id}/timeline': `/instances/${round.id}/timeline`,
    '/sandbox/clock': '/sandbox/clock',
  };
  const seen: string[] = [];
  for (const [path, address] of Object.entries(paths)) {
    const schema = document.paths[`/api/v1${path}`]?.['get']?.responses['200']?.content?.['application/json']?.schema;
    const { status, body } = await api().get(address);
    expect([path, status]).toEqual([path, 200]);
    for (const [place, text, format] of textsIn(schema, body, path)) {
      const wanted = /^\d{4}-\d\d-\d\dT/.test(text) ? 'date-time' : /^\d{4}-\d\d-\d\d$/.test(text) ? 'date' : undefined;
      if (wanted === undefined) continue;
      seen.push(place);
      expect([place, format]).toEqual([place, wanted]);
    }
  }
  expect(new Set(seen).size).toBeGreaterThan(12);
});

test('content of another kind, an address that cannot be read, a method that is not taken: each has its own words', async () => {
  const form = await api().post<Problem>('/plans', 'directory=tiny', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(form).toMatchObject({ status: 415, body: { code: 'unsupported-media-type', accepted: 'application/json' } });
  const charset = await api().post<Problem>('/plans', '{}', { 'content-type': 'application/json; charset=klingon' });
  expect(charset).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  const path = await api().get<Problem>('/plans/%E0%A4%A/versions/1');
  expect(path).toMatchObject({ status: 400, body: { code: 'bad-path' } });
  for (const [method, address, allow] of [
    ['DELETE', '/api/v1/tasks', 'GET, HEAD'],
    ['PUT', '/api/v1/plans', 'GET, HEAD, POST'],
    ['GET', '/api/v1/plans/tiny/compare', 'POST'],
  ] as const) {
    const response = await fetch(`${api().url}${address}`, { method });
    expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allow]);
    expect(await response.json()).toMatchObject({ code: 'method-not-allowed', method });
  }
  expect((await fetch(`${api().url}/api/v1/nowhere`, { method: 'DELETE' })).status).toBe(404);
});

test('names of operations are told apart', () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('each kind of problem has a page of its own, in the language that is asked for', async () => {
  const { body } = await api().get<{ items: { code: string; status: number; title: string }[] }>('/problems');
  expect(Object.fromEntries(body.items.map(({ code, status }) => [code, status]))).toEqual(problems);
  const one = await api().get('/problems/key-reused', { 'accept-language': 'en' });
  expect(one.body).toEqual({ code: 'key-reused', status: 422, title: 'The key belongs to another request' });
  expect((await api().get<Problem>('/problems/no-such')).body.code).toBe('not-found');
});

test('an address that is not there is a problem too, and a name of the request comes back', async () => {
  const { status, headers, body } = await api().get<Problem>('/nowhere', { 'x-request-id': 'nguoi-goi-123' });
  expect({ status, code: body.code, requestId: body.requestId }).toEqual({
    status: 404,
    code: 'not-found',
    requestId: 'nguoi-goi-123',
  });
  expect(headers.get('x-request-id')).toBe('nguoi-goi-123');
  const odd = await api().get<Problem>('/nowhere', { 'x-request-id': 'a b\tc' });
  expect(odd.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
});
