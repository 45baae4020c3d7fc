import fc from 'fast-check';
import { oddity, Values, type Known, type Schema, type Schemas } from './values.js';

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly explode?: boolean;
};
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
export type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, unknown>>;
};
export type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
};

/** One request: by whom, and all that goes over the line. */
export type Call = {
  readonly who: string | null;
  /** At a browser, or by a program of theirs with a token. */
  readonly by: 'session' | 'token';
  /** As the document names it: `post /api/v1/tokens`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
/** What a line can carry in an address: a lone surrogate has no encoding. */
const encoded = (value: unknown): string => encodeURIComponent(Buffer.from(asText(value)).toString());

/** A little of what can be wrong with a body that was right: a field gone, one too many, one of another kind. */
function bent(fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(fitting, fc.nat(), oddity).map(([value, pick, odd]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return odd;
    const names = Object.keys(value);
    const name = names[pick % Math.max(1, names.length)];
    if (name === undefined || pick % 5 === 0) return { ...value, [`thừa-${pick % 3}`]: odd };
    if (pick % 5 === 1) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
    return { ...value, [name]: odd };
  });
}

const broken = fc.constantFrom(
  '',
  '{',
  '[]',
  'null',
  '"x"',
  '{"a":',
  '\u0000',
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
);
const strange = {
  'accept-language': fc.constantFrom('vi', 'en', 'fr;q=0.5,*', 'x'.repeat(200), ';;;'),
  'if-match': fc.constantFrom('"1"', '"2"', 'W/"1"', '*', 'garbage', '""'),
  'if-none-match': fc.constantFrom('"1"', '*', 'x'),
  'x-request-id': fc.constantFrom('abc', 'x'.repeat(500), '../..'),
} as const;
const oddKey = fc.oneof(fc.constantFrom('key-1', 'key-2', 'key-3', ' ', 'x'.repeat(300)), fc.uuid());

/** As somebody who has read the document asks; or with something wrong in some places. */
type Mood = 'right' | 'odd';

/** Every route of the document, by anybody: half of them rightly, half with something wrong in some places. */
export function anyCall(document: Document, known: Known, callers: readonly (string | null)[]): fc.Arbitrary<Call> {
  const values = new Values(document.components.schemas, known);
  // Each route's requests are described once: that costs more than making one of them.
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      (['right', 'odd'] as const).map((mood) =>
        fc.record({
          who: fc.constantFrom(...callers),
          by: fc.constantFrom<Call['by'][]>('session', 'token'),
          route: fc.constant(`${method} ${path}`),
          method: fc.constant(method.toUpperCase()),
          path: anyAddress(path, operation, values, mood),
          headers: anyHeaders(operation, mood),
          body: method === 'get' ? nothing : anyBody(operation, values, mood),
        }),
      ),
    ),
  );
  return fc.oneof(...all).map(({ body, ...call }) => (body === undefined ? call : { ...call, body }));
}

const nothing = fc.constant(undefined);
const whenOdd = <T>(mood: Mood, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  mood === 'odd' ? fc.option(arbitrary, { freq: 5, nil: undefined }) : nothing;

/** As the document says that a parameter is written: several values one by one, or with commas between. */
function written({ name, explode }: Parameter, value: unknown): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [`${name}=${encoded(value)}`];
  const values = value.map(encoded);
  return explode === false ? [`${name}=${values.join(',')}`] : values.map((one) => `${name}=${one}`);
}

function anyAddress(path: string, { parameters = [] }: Operation, values: Values, mood: Mood): fc.Arbitrary<string> {
  const given = (one: Parameter) => {
    const fitting = values.named(one.name, one.schema ?? {});
    return mood === 'right' ? fitting : fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 1, arbitrary: oddity });
  };
  const places = parameters.filter((one) => one.in === 'path');
  const questions = parameters.filter((one) => one.in === 'query');
  const isAsked = (one: Parameter) => one.required === true && mood === 'right';
  return fc
    .tuple(
      fc.tuple(...places.map(given)),
      fc.tuple(
        ...questions.map((one) => (isAsked(one) ? given(one) : fc.option(given(one), { freq: 1, nil: undefined }))),
      ),
      whenOdd(mood, fc.constantFrom('x=1', '__proto__=1', 'limit=1&limit=2', 'a[b][c]=d', '%', '%ff')),
    )
    .map(([placed, asked, more]) => {
      const address = places.reduce((so, { name }, index) => so.replace(`{${name}}`, encoded(placed[index])), path);
      const said = questions.flatMap((one, index) => written(one, asked[index]));
      // What would go on until the session ends is asked for what there is.
      const query = path === '/api/v1/live' ? [...said.filter((one) => !one.startsWith('wait=')), 'wait=false'] : said;
      return [address, [...query, ...(more === undefined ? [] : [more])].join('&')].filter(Boolean).join('?');
    });
}

function anyHeaders({ requestBody }: Operation, mood: Mood): fc.Arbitrary<Record<string, string>> {
  const types = fc.constantFrom(...Object.keys(requestBody?.content ?? {}), 'application/json');
  const others = fc.constantFrom('text/plain', 'application/xml', 'nothing', 'multipart/form-data');
  const odd = Object.entries(strange).map(([name, arbitrary]) => [name, whenOdd(mood, arbitrary)] as const);
  return fc
    .record({
      ...Object.fromEntries(odd),
      'idempotency-key': mood === 'right' ? fc.uuid() : fc.option(oddKey, { freq: 4, nil: undefined }),
      'content-type': !requestBody
        ? nothing
        : mood === 'right'
          ? types
          : fc.oneof({ weight: 5, arbitrary: types }, { weight: 1, arbitrary: others }),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    );
}

function anyBody({ requestBody }: Operation, values: Values, mood: Mood): fc.Arbitrary<string | undefined> {
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  if (!schema) return whenOdd(mood, fc.constantFrom('{}', '[1]', 'x'));
  const fitting = values.of(schema);
  if (mood === 'right') return fitting.map(asText);
  return fc.oneof(
    { weight: 2, arbitrary: fitting.map(asText) },
    { weight: 3, arbitrary: bent(fitting).map(asText) },
    { weight: 1, arbitrary: broken },
  );
}
