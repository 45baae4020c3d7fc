import fc from 'fast-check';
import { oddity, Values, type Known, type Schema, type Schemas } from './values.js';

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema };
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
const header = {
  'accept-language': fc.constantFrom('vi', 'en', 'fr;q=0.5,*', 'x'.repeat(200), ';;;'),
  'if-match': fc.constantFrom('"1"', '"2"', 'W/"1"', '*', 'garbage', '""'),
  'if-none-match': fc.constantFrom('"1"', '*', 'x'),
  'idempotency-key': fc.oneof(fc.constantFrom('key-1', 'key-2', 'key-3', ' ', 'x'.repeat(300)), fc.uuid()),
  'x-request-id': fc.constantFrom('abc', 'x'.repeat(500), '../..'),
} as const;
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 6, nil: undefined });

/** Every route of the document, by anybody, mostly rightly and often not. */
export function anyCall(document: Document, known: Known, callers: readonly (string | null)[]): fc.Arbitrary<Call> {
  const values = new Values(document.components.schemas, known);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return fc
    .constantFrom(...operations)
    .chain(({ path, method, operation }) =>
      fc.record({
        who: fc.constantFrom(...callers),
        route: fc.constant(`${method} ${path}`),
        method: fc.constant(method.toUpperCase()),
        path: anyAddress(path, operation, values),
        headers: anyHeaders(operation),
        body: method === 'get' ? fc.constant(undefined) : anyBody(operation, values),
      }),
    )
    .map(({ body, ...call }) => (body === undefined ? call : { ...call, body }));
}

function anyAddress(path: string, { parameters = [] }: Operation, values: Values): fc.Arbitrary<string> {
  const given = (one: Parameter, oddly: number) =>
    fc.oneof({ weight: 12, arbitrary: values.named(one.name, one.schema ?? {}) }, { weight: oddly, arbitrary: oddity });
  const places = parameters.filter((one) => one.in === 'path');
  const questions = parameters.filter((one) => one.in === 'query');
  return fc
    .tuple(
      fc.tuple(...places.map((one) => given(one, 2))),
      fc.tuple(
        ...questions.map((one) =>
          one.required
            ? fc.option(given(one, 1), { freq: 15, nil: undefined })
            : fc.option(given(one, 1), { freq: 1, nil: undefined }),
        ),
      ),
      rarely(fc.constantFrom('x=1', '__proto__=1', 'limit=1&limit=2', 'a[b][c]=d', '%', '%ff')),
    )
    .map(([placed, asked, more]) => {
      const address = places.reduce((so, { name }, index) => so.replace(`{${name}}`, encoded(placed[index])), path);
      const query = questions.flatMap(({ name }, index) =>
        asked[index] === undefined ? [] : [`${name}=${encoded(asked[index])}`],
      );
      return [address, [...query, ...(more === undefined ? [] : [more])].join('&')].filter(Boolean).join('?');
    });
}

function anyHeaders({ requestBody }: Operation): fc.Arbitrary<Record<string, string>> {
  const type = requestBody
    ? fc.oneof(
        { weight: 15, arbitrary: fc.constantFrom(...Object.keys(requestBody.content)) },
        { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'nothing', 'multipart/form-data') },
      )
    : fc.constant(undefined);
  const idempotent = fc.option(header['idempotency-key'], { freq: 4, nil: undefined });
  return fc
    .record({
      'accept-language': rarely(header['accept-language']),
      'if-match': rarely(header['if-match']),
      'if-none-match': rarely(header['if-none-match']),
      'x-request-id': rarely(header['x-request-id']),
      'idempotency-key': idempotent,
      'content-type': type,
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    );
}

function anyBody({ requestBody }: Operation, values: Values): fc.Arbitrary<string | undefined> {
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  if (!schema) return rarely(fc.constantFrom('{}', '[1]', 'x'));
  const fitting = values.of(schema);
  return fc.oneof(
    { weight: 6, arbitrary: fitting.map(asText) },
    { weight: 3, arbitrary: bent(fitting).map(asText) },
    { weight: 1, arbitrary: broken },
  );
}
