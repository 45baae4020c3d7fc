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
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
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
  expect(body).not.toMatch(/(?:src|href)="https?:/);
});

test('every route of the first cut is described', () => {
  expect(
    operations
      .map(([name]) => name)
      .filter((name) => !/inbox|problems/.test(name))
      .sort(),
  ).toEqual([
    'get /api/v1/instances',
    'get /api/v1/instances/{id}',
    'get /api/v1/instances/{id}/timeline',
    'get /api/v1/obligations',
    'get /api/v1/occurrences',
    'get /api/v1/people',
    'get /api/v1/plans',
    'get /api/v1/plans/{plan}/versions/{version}',
    'get /api/v1/plans/{plan}/versions/{version}/files',
    'get /api/v1/plans/{plan}/versions/{version}/preview',
    'get /api/v1/sandbox/clock',
    'get /api/v1/tasks',
    'get /api/v1/units',
    'post /api/v1/instances/{id}/events',
    'post /api/v1/plans',
    'post /api/v1/plans/{plan}/compare',
    'post /api/v1/plans/{plan}/versions/{version}/activate',
    'post /api/v1/plans/{plan}/versions/{version}/lint',
    'post /api/v1/sandbox/clock',
  ]);
});

test('every route says what it does, what it answers and which problems it knows', () => {
  for (const [name, { summary, responses }] of operations) {
    expect([name, summary]).toEqual([name, expect.stringMatching(/\w/)]);
    const statuses = Object.keys(responses);
    const good = statuses.filter((status) => /^2/.test(status));
    expect([name, good.length > 0]).toEqual([name, true]);
    for (const status of good) expect([name, responses[status]?.content]).toEqual([name, expect.anything()]);
    expect([name, statuses]).toEqual([name, expect.arrayContaining(['400', '500', '503'])]);
    for (const status of statuses.filter((one) => !good.includes(one)))
      expect(responses[status]?.content).toHaveProperty(['application/problem+json', 'schema', '$ref']);
  }
});

test('the problems that a route names are problems, under their own status', () => {
  const known = new Map(Object.entries(problems));
  for (const [, { responses }] of operations)
    for (const [status, { description }] of Object.entries(responses)) {
      if (/^2/.test(status)) continue;
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
    'post /api/v1/plans': '#/components/schemas/ImportPlan',
    'post /api/v1/plans/{plan}/compare': '#/components/schemas/ComparePlans',
    'post /api/v1/plans/{plan}/versions/{version}/activate': '#/components/schemas/ActivatePlan',
    'post /api/v1/instances/{id}/events': '#/components/schemas/SendEvent',
    'post /api/v1/sandbox/clock': '#/components/schemas/MoveClock',
  });
  expect(document.components.schemas['SendEvent']).toMatchObject({
    additionalProperties: false,
    required: ['event', 'by'],
  });
});

test('names of operations are told apart', () => {
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('each kind of problem has a page of its own, in the language that is asked for', async () => {
  const { body } = await api().get<{ problems: { code: string; status: number; title: string }[] }>('/problems');
  expect(Object.fromEntries(body.problems.map(({ code, status }) => [code, status]))).toEqual(problems);
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
