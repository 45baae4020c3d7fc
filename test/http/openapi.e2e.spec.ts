import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problems } from '../../src/core/problem.js';
import { differences } from '../../src/platform/openapi/compatible.rules.js';
import {
  isRef,
  targetOf,
  type Document,
  type Operation,
  type Parameter,
  type Schema,
} from '../../src/platform/openapi/shapes.js';
import { checkout } from '../support/app.js';
import { tinyPlan, useApp, type Problem } from './api.js';

const api = useApp(tinyPlan);

let document: Document;
let operations: readonly (readonly [string, Operation])[];
beforeAll(async () => {
  document = (await api().get<Document>('/api/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );
});

const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.map((one) => {
    const found = isRef(one) ? document.components.parameters?.[one.$ref.replace('#/components/parameters/', '')] : one;
    if (!found) throw new Error(`${JSON.stringify(one)} leads nowhere`);
    return found;
  });

/** Every part of the document, whatever its depth. */
function* partsOf(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Record<string, unknown>;
  for (const part of Object.values(node)) yield* partsOf(part);
}

test('a linter and a generator of clients have nothing to say about it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-contract-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  const args = [join(checkout, 'scripts', 'lint-contract.mjs'), file];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('what is served is what was published: else npm run publish-contract', () => {
  const published = JSON.parse(readFileSync(join(checkout, 'docs', 'api', 'openapi.json'), 'utf8')) as Document;
  const found = differences(published, document);
  const breaking = found.filter(({ breaks }) => breaks);
  // What breaks programs belongs into another version of the API; anything else is published with the change.
  expect({ 'breaks programs': breaking, 'breaks nobody': found.filter((one) => !breaking.includes(one)) }).toEqual({
    'breaks programs': [],
    'breaks nobody': [],
  });
});

test('it is OpenAPI 3.1, says where it is served, and carries the version in its paths', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document['servers']).toEqual([expect.objectContaining({ url: '/' })]);
  expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual([]);
  const tags = document['tags'] as { name: string; description: string }[];
  const described = new Map(tags.map(({ name, description }) => [name, description]));
  for (const [name, { tags: own = [] }] of operations)
    expect([name, own.map((tag) => described.get(tag))]).toEqual([name, [expect.stringMatching(/\w/)]]);
  expect(Object.keys(document.components.securitySchemes ?? {})).toEqual(['session', 'token']);
});

test('every parameter is described, and everything that is sent or answered has an example', () => {
  for (const [name, operation] of operations) {
    for (const { name: parameter, description, example } of parametersOf(operation))
      expect([name, parameter, description, example]).toEqual([
        name,
        parameter,
        expect.stringMatching(/\w/),
        expect.anything(),
      ]);
    const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap((one) =>
      Object.values(one?.content ?? {}),
    );
    for (const { example, examples } of contents)
      expect([name, example ?? examples]).toEqual([name, expect.anything()]);
  }
});

test('every look has a tag, and every command takes a key', () => {
  const without = (header: string, some: typeof operations) =>
    some
      .filter(([, one]) => !parametersOf(one).some(({ name }) => name === header))
      .map(([name]) => name)
      .sort();
  const isLook = ([name]: (typeof operations)[number]): boolean => name.startsWith('get ');
  expect(without('If-None-Match', operations.filter(isLook))).toEqual([
    'get /api/v1/audit/export',
    'get /api/v1/live',
    'get /api/v1/plans/{plan}/versions/{version}/preview',
    'get /api/v1/session/oidc',
    'get /api/v1/session/oidc/callback',
  ]);
  const commands = operations.filter((one) => !isLook(one));
  // Open to everybody, or looks only.
  expect(without('Idempotency-Key', commands)).toEqual([
    'post /api/v1/password-resets',
    'post /api/v1/plans/{plan}/compare',
    'post /api/v1/plans/{plan}/versions/{version}/lint',
    'post /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/check',
    'post /api/v1/session',
    'put /api/v1/password-resets',
  ]);
});

/** What a look is answered, with every field where only some may be asked for. */
function wholeForm(operation: Operation | undefined): Schema | undefined {
  const schema = operation?.responses['200']?.content?.['application/json']?.schema;
  return schema && targetOf(schema['anyOf']?.[0] ?? schema, document.components.schemas);
}

test('a list of which fields can be asked for says so: one form with every field, and one with none for certain', () => {
  const sparse = operations.filter(([, one]) => parametersOf(one).some(({ name }) => name === 'fields'));
  expect(sparse.length).toBeGreaterThan(5);
  for (const [name, operation] of sparse) {
    const [whole, some] = operation.responses['200']?.content?.['application/json']?.schema?.['anyOf'] ?? [];
    const formOf = (form: Schema = {}) => {
      const page = targetOf(form, document.components.schemas);
      const row = targetOf(page?.properties?.['items']?.items ?? {}, document.components.schemas);
      return { with: page?.['x-only-with'], fields: Object.keys(row?.properties ?? {}), required: row?.required ?? [] };
    };
    const [all, few] = [formOf(whole), formOf(some)];
    expect([name, all.with, all.required.length > 0]).toEqual([name, undefined, true]);
    expect([name, few]).toEqual([name, { with: 'fields', fields: all.fields, required: [] }]);
  }
});

test('every list is asked with a limit, a cursor and an order', () => {
  for (const [name, operation] of operations) {
    const { items, next } = wholeForm(operation)?.properties ?? {};
    if (!items || !name.startsWith('get ')) continue;
    expect([name, next]).toEqual([name, expect.anything()]);
    expect([name, parametersOf(operation).map((one) => one.name)]).toEqual([
      name,
      expect.arrayContaining(['limit', 'cursor', 'sort']),
    ]);
  }
});

test('the pages of the API load nothing from outside', async () => {
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
    'delete /api/v1/files/{id}',
    'delete /api/v1/instances/{id}/forms/{form}/draft',
    'delete /api/v1/instances/{id}/remarks/{remark}',
    'delete /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}',
    'delete /api/v1/tokens/{id}',
    'get /api/v1/accounts',
    'get /api/v1/accounts/{name}',
    'get /api/v1/accounts/{name}/links',
    'get /api/v1/accounts/{name}/posts',
    'get /api/v1/audit',
    'get /api/v1/audit/export',
    'get /api/v1/delegations',
    'get /api/v1/delegations/{id}',
    'get /api/v1/files/{id}',
    'get /api/v1/files/{id}/content',
    'get /api/v1/imports',
    'get /api/v1/imports/units/{plan}/template',
    'get /api/v1/imports/units/{plan}/{id}',
    'get /api/v1/imports/users/template',
    'get /api/v1/imports/users/{id}',
    'get /api/v1/instances',
    'get /api/v1/instances/{id}',
    'get /api/v1/instances/{id}/answers',
    'get /api/v1/instances/{id}/files',
    'get /api/v1/instances/{id}/forms',
    'get /api/v1/instances/{id}/forms/{form}',
    'get /api/v1/instances/{id}/forms/{form}/draft',
    'get /api/v1/instances/{id}/forms/{form}/submissions',
    'get /api/v1/instances/{id}/forms/{form}/submissions/{version}',
    'get /api/v1/instances/{id}/forms/{form}/submissions/{version}/receipt',
    'get /api/v1/instances/{id}/path',
    'get /api/v1/instances/{id}/remarks',
    'get /api/v1/instances/{id}/steps',
    'get /api/v1/instances/{id}/talk',
    'get /api/v1/instances/{id}/timeline',
    'get /api/v1/instances/{id}/working-day',
    'get /api/v1/lifecycles',
    'get /api/v1/lifecycles/{hash}',
    'get /api/v1/lifecycles/{hash}/standing',
    'get /api/v1/live',
    'get /api/v1/monitoring/ageing',
    'get /api/v1/monitoring/explanations',
    'get /api/v1/monitoring/matrix',
    'get /api/v1/monitoring/matrix/export',
    'get /api/v1/monitoring/queue',
    'get /api/v1/monitoring/rounds/{id}',
    'get /api/v1/monitoring/scores/{id}',
    'get /api/v1/monitoring/standing',
    'get /api/v1/monitoring/standing/items',
    'get /api/v1/monitoring/trend',
    'get /api/v1/monitoring/year',
    'get /api/v1/obligations',
    'get /api/v1/occurrences',
    'get /api/v1/operations',
    'get /api/v1/operations/errands',
    'get /api/v1/operations/outbox',
    'get /api/v1/operations/quarantine',
    'get /api/v1/operations/timers',
    'get /api/v1/people',
    'get /api/v1/plans',
    'get /api/v1/plans/{plan}',
    'get /api/v1/plans/{plan}/clauses',
    'get /api/v1/plans/{plan}/versions/{version}',
    'get /api/v1/plans/{plan}/versions/{version}/calendars/{year}',
    'get /api/v1/plans/{plan}/versions/{version}/files',
    'get /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}',
    'get /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/messages',
    'get /api/v1/plans/{plan}/versions/{version}/preview',
    'get /api/v1/plans/{plan}/versions/{version}/units',
    'get /api/v1/plans/{plan}/versions/{version}/vocabulary',
    'get /api/v1/plans/{plan}/versions/{version}/working-day',
    'get /api/v1/sandbox/clock',
    'get /api/v1/sandbox/happenings',
    'get /api/v1/sandbox/people',
    'get /api/v1/search',
    'get /api/v1/tasks',
    'get /api/v1/tasks/counts',
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
    'post /api/v1/files/{id}/attach',
    'post /api/v1/imports/units/{plan}',
    'post /api/v1/imports/units/{plan}/{id}/undo',
    'post /api/v1/imports/users',
    'post /api/v1/imports/users/{id}/undo',
    'post /api/v1/instances/{id}/events',
    'post /api/v1/instances/{id}/files',
    'post /api/v1/instances/{id}/forms/{form}/presence',
    'post /api/v1/instances/{id}/remarks',
    'post /api/v1/instances/{id}/talk/read',
    'post /api/v1/occurrences/{id}/reminders',
    'post /api/v1/operations/errands/{id}/retry',
    'post /api/v1/operations/outbox/{id}/retry',
    'post /api/v1/operations/quarantine/{id}/retry',
    'post /api/v1/password-resets',
    'post /api/v1/plans',
    'post /api/v1/plans/{plan}/compare',
    'post /api/v1/plans/{plan}/versions',
    'post /api/v1/plans/{plan}/versions/{version}/activate',
    'post /api/v1/plans/{plan}/versions/{version}/lint',
    'post /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/check',
    'post /api/v1/sandbox/clock',
    'post /api/v1/tokens',
    'put /api/v1/instances/{id}/forms/{form}/draft',
    'put /api/v1/instances/{id}/remarks/{remark}/settled',
    'put /api/v1/password-resets',
    'put /api/v1/plans/{plan}/versions/{version}/calendars/{year}',
    'put /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}',
    'put /api/v1/plans/{plan}/versions/{version}/units/{unit}',
  ]);
});

test('every route says what it does, what it answers and which problems it knows', () => {
  for (const [name, { summary, responses }] of operations) {
    expect([name, summary]).toEqual([name, expect.stringMatching(/\w/)]);
    const statuses = Object.keys(responses);
    // A browser is sent elsewhere without a word.
    const good = statuses.filter((status) => /^[23]/.test(status));
    expect([name, good.length > 0]).toEqual([name, true]);
    for (const status of good.filter((one) => !['204', '302', '304'].includes(one)))
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
      if (/^(?:[23]|default$)/.test(status)) continue;
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
  const { components } = document as unknown as { components: Record<string, object> };
  for (const { $ref } of partsOf(document)) {
    if (typeof $ref !== 'string') continue;
    const [, , kind = '', name = ''] = $ref.split('/');
    expect([$ref, Object.keys(components[kind] ?? {}).includes(name)]).toEqual([$ref, true]);
  }
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
    'post /api/v1/plans/{plan}/versions': '#/components/schemas/DerivePlan',
    'put /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}': '#/components/schemas/WriteObligation',
    'post /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/check':
      '#/components/schemas/WriteObligation',
    'put /api/v1/plans/{plan}/versions/{version}/calendars/{year}': '#/components/schemas/WriteCalendar',
    'put /api/v1/plans/{plan}/versions/{version}/units/{unit}': '#/components/schemas/WriteUnit',
    'post /api/v1/files/{id}/attach': '#/components/schemas/AttachFile',
    'post /api/v1/instances/{id}/events': '#/components/schemas/SendEvent',
    'post /api/v1/instances/{id}/forms/{form}/presence': '#/components/schemas/HaveFormOpen',
    'put /api/v1/instances/{id}/forms/{form}/draft': '#/components/schemas/SaveDraft',
    'post /api/v1/instances/{id}/remarks': '#/components/schemas/NewRemark',
    'put /api/v1/instances/{id}/remarks/{remark}/settled': '#/components/schemas/SettleRemark',
    'post /api/v1/instances/{id}/talk/read': '#/components/schemas/ReadTalk',
    'post /api/v1/occurrences/{id}/reminders': '#/components/schemas/RemindAll',
    'post /api/v1/sandbox/clock': '#/components/schemas/MoveClock',
    'post /api/v1/sandbox/session': '#/components/schemas/SwitchPerson',
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
  const needed = [
    'Idempotency-Key of post /api/v1/instances/{id}/events',
    'Idempotency-Key of post /api/v1/instances/{id}/files',
    'Idempotency-Key of post /api/v1/occurrences/{id}/reminders',
    'X-File-Name of post /api/v1/instances/{id}/files',
    'If-Match of patch /api/v1/accounts/{name}',
    'If-Match of put /api/v1/plans/{plan}/versions/{version}/units/{unit}',
    'If-Match of put /api/v1/plans/{plan}/versions/{version}/calendars/{year}',
    'If-Match of put /api/v1/instances/{id}/forms/{form}/draft',
    'If-Match of delete /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}',
    'If-Match of put /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}',
  ];
  for (const [name, operation] of operations) {
    const headers = parametersOf(operation).filter((one) => one.in === 'header');
    const names = headers.map((one) => one.name.toLowerCase());
    expect([name, names]).toEqual([name, [...new Set(names)]]);
    for (const { name: header, required } of headers)
      expect([name, header, required ?? false]).toEqual([name, header, needed.includes(`${header} of ${name}`)]);
  }
  const [, send] = operations.find(([name]) => name === 'post /api/v1/instances/{id}/events') ?? [];
  expect(send && parametersOf(send)).toContainEqual(
    expect.objectContaining({ name: 'Idempotency-Key', required: true }),
  );
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
    const schema = wholeForm(document.paths[`/api/v1${path}`]?.['get']);
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
