import { differences, versionsOf } from './compatible.rules.js';
import type { Document } from './shapes.js';

const base = {
  openapi: '3.1.0',
  info: { title: 'x', version: '1' },
  paths: {
    '/api/v1/things': {
      get: {
        operationId: 'thingsList',
        security: [{ session: [] }, { token: [] }],
        'x-problems': ['bad-request', 'not-found'],
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200 } },
          { name: 'sort', in: 'query', schema: { type: 'string', enum: ['a', '-a'] } },
          { $ref: '#/components/parameters/Language' },
        ],
        responses: {
          '200': {
            description: 'Done.',
            headers: { ETag: {} },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } },
          },
          '404': { description: 'not-found' },
        },
      },
      post: {
        operationId: 'thingsAdd',
        security: [{ session: [] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Add' } } },
        },
        responses: { '201': { description: 'Made.' } },
      },
    },
  },
  components: {
    parameters: { Language: { name: 'Accept-Language', in: 'header', required: false, schema: { type: 'string' } } },
    schemas: {
      Page: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
          next: { type: ['string', 'null'] },
        },
      },
      Thing: {
        type: 'object',
        required: ['id', 'state'],
        properties: {
          id: { type: 'integer' },
          state: { type: 'string', enum: ['open', 'closed'] },
          at: { type: 'string', format: 'date-time' },
          above: { anyOf: [{ $ref: '#/components/schemas/Thing' }, { type: 'null' }] },
          facts: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      Add: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 100, pattern: '^[a-z]+$' },
          kind: { type: 'string', enum: ['a', 'b'] },
          count: { type: 'integer' },
          whole: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
        },
      },
    },
  },
};

/** The description with one part replaced, added, or (undefined) taken away. */
function changed(path: string, value: unknown): Document {
  const copy = structuredClone(base) as unknown as Record<string, unknown>;
  const steps = path.split(' ');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<Record<string, unknown>>((part, step) => part[step] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy as unknown as Document;
}
const was = base as unknown as Document;
const list = 'paths /api/v1/things get';
const add = 'paths /api/v1/things post';
const thing = 'components schemas Thing';
const body = 'components schemas Add';

test('the same description differs in nothing', () => {
  expect(differences(was, structuredClone(was))).toEqual([]);
});

test.each<[string, string, unknown]>([
  ['a route is gone', list, undefined],
  ['a whole address is gone', 'paths /api/v1/things', undefined],
  ['another operationId', `${list} operationId`, 'things'],
  ['a way to sign in is gone', `${list} security`, [{ session: [] }]],
  ['signing in is needed', `${list} security`, [{ session: [] }]],
  ['a code of a problem is gone', `${list} x-problems`, ['bad-request']],
  ['a parameter is gone', `${list} parameters 1`, { name: 'order', in: 'query', schema: {} }],
  ['a parameter must be sent', `${list} parameters 0 required`, true],
  ['a shared parameter must be sent', 'components parameters Language required', true],
  [
    'a new parameter that must be sent',
    `${list} parameters 3`,
    { name: 'plan', in: 'query', required: true, schema: {} },
  ],
  ['a smaller bound', `${list} parameters 0 schema maximum`, 100],
  ['a value of a parameter is gone', `${list} parameters 1 schema enum`, ['a']],
  ['a parameter is written in another way', `${list} parameters 1 explode`, false],
  ['a body is needed', `${list} requestBody`, { required: true, content: {} }],
  ['another kind of body', `${add} requestBody content`, { 'text/plain': {} }],
  ['no body any more', `${add} requestBody`, undefined],
  ['a field must be sent', `${body} required`, ['name', 'kind']],
  [
    'a new field that must be sent',
    body,
    {
      ...base.components.schemas.Add,
      required: ['name', 'new'],
      properties: { ...base.components.schemas.Add.properties, new: {} },
    },
  ],
  ['a field of a body is gone', `${body} properties kind`, undefined],
  ['a shorter text', `${body} properties name maxLength`, 50],
  ['another pattern', `${body} properties name pattern`, '^[a-c]+$'],
  ['a value of a body is gone', `${body} properties kind enum`, ['a']],
  ['a type of a body', `${body} properties count type`, 'string'],
  ['a form of a body is gone', `${body} properties whole anyOf`, [{ type: 'string' }]],
  ['a status of success is gone', `${add} responses`, { '204': { description: 'Done.' } }],
  ['a new status of success', `${add} responses 202`, { description: 'Begun.' }],
  ['a header is gone', `${list} responses 200 headers`, {}],
  ['another kind of answer', `${list} responses 200 content`, { 'text/csv': {} }],
  ['a field of an answer is gone', `${thing} properties at`, undefined],
  ['a field of an answer is not always there', `${thing} required`, ['id']],
  ['a value of an answer is gone', `${thing} properties state enum`, ['open']],
  ['an answer may be null', `${thing} properties id type`, ['integer', 'null']],
  ['a type of an answer', `${thing} properties id type`, 'string'],
  ['a format of an answer', `${thing} properties at format`, 'date'],
  ['a type of fields without names', `${thing} properties facts additionalProperties`, { type: 'integer' }],
  [
    'a form of an answer that comes unasked',
    `${list} responses 200 content`,
    { 'application/json': { schema: { anyOf: [{ $ref: '#/components/schemas/Page' }, { type: 'object' }] } } },
  ],
  [
    'a new form of an answer',
    `${thing} properties above anyOf`,
    [...base.components.schemas.Thing.properties.above.anyOf, { type: 'string' }],
  ],
])('breaks programs: %s', (_, path, value) => {
  const found = differences(was, changed(path, value));
  expect([found, found.some(({ breaks }) => breaks)]).toEqual([found, true]);
});

test.each<[string, string, unknown]>([
  ['a new route', `paths /api/v1/others`, { get: { operationId: 'others', responses: {} } }],
  ['nobody need sign in', `${list} security`, []],
  ['a new problem', `${list} x-problems`, ['bad-request', 'not-found', 'internal']],
  ['a new status of a problem', `${list} responses 409`, { description: 'conflict' }],
  ['problems of any status', `${list} responses default`, { description: 'whatever else goes wrong' }],
  ['a new parameter', `${list} parameters 3`, { name: 'plan', in: 'query', schema: {} }],
  ['a wider bound', `${list} parameters 0 schema maximum`, 500],
  ['a new value of a parameter', `${list} parameters 1 schema enum`, ['a', '-a', 'b']],
  ['a field need not be sent', `${body} required`, []],
  ['a new field of a body', `${body} properties new`, { type: 'string' }],
  ['a longer text', `${body} properties name maxLength`, 200],
  ['any pattern', `${body} properties name pattern`, undefined],
  ['a wider type of a body', `${body} properties count type`, 'number'],
  ['a new field of an answer', `${thing} properties new`, { type: 'string' }],
  ['a field of an answer is always there', `${thing} required`, ['id', 'state', 'at']],
  ['a new value of an answer', `${thing} properties state enum`, ['open', 'closed', 'lost']],
  ['an answer is never null', 'components schemas Page properties next type', 'string'],
  [
    'a form of an answer that comes only with a parameter',
    `${list} responses 200 content`,
    {
      'application/json': {
        schema: { anyOf: [{ $ref: '#/components/schemas/Page' }, { type: 'object', 'x-only-with': 'fields' }] },
      },
    },
  ],
  ['a new header', `${list} responses 200 headers`, { ETag: {}, Link: {} }],
  ['other words', 'info title', 'y'],
])('breaks nobody: %s', (name, path, value) => {
  const found = differences(was, changed(path, value));
  expect(found.filter(({ breaks }) => breaks)).toEqual([]);
  if (name !== 'a new header' && name !== 'a new status of a problem' && name !== 'problems of any status')
    expect(found).not.toEqual([]);
});

test('a difference says where it is', () => {
  expect(differences(was, changed(`${thing} properties at`, undefined))).toContainEqual({
    at: 'GET /api/v1/things 200 application/json.items[].at',
    what: 'the field is gone',
    breaks: true,
  });
});

test('paths carry the version', () => {
  expect(versionsOf(was)).toEqual(['v1']);
});
