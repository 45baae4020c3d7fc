import fc from 'fast-check';

/** A JSON Schema as the API's document has it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly [keyword: string]: unknown;
};
export type Schemas = Readonly<Record<string, Schema>>;
/** What a field or parameter of this name means in the world that is asked: real ids, units, days. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const DEEPEST = 6;
const numberOf = (schema: Schema, keyword: string): number | undefined =>
  typeof schema[keyword] === 'number' ? schema[keyword] : undefined;

/** What no schema of ours takes, or few do. */
export const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      2 ** 53,
      '',
      ' ',
      'a\0b',
      '\ud800',
      "';drop table instance--",
      '../../etc/passwd',
    ],
    ...[
      'x'.repeat(5000),
      '99999999999999999999',
      '{{7*7}}',
      '%00',
      'Tây Ninh',
      'Ta\u0302y',
      '＜script＞',
      [],
      {},
      [[[]]],
    ],
    ...[{ __proto__: null, constructor: { prototype: 1 } }, { length: 3 }, '0001-01-01', '9999-12-31', '2024-02-30'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that fit a schema; where the name of a field says what it is, mostly one that exists. */
export class Values {
  constructor(
    private readonly schemas: Schemas,
    private readonly known: Known,
  ) {}

  named(name: string, schema: Schema, depth = 0): fc.Arbitrary<unknown> {
    const fitting = this.of(schema, depth);
    const pool = this.known[name];
    return pool?.length
      ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pool) }, { weight: 1, arbitrary: fitting })
      : fitting;
  }

  of(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
    if (depth > DEEPEST) return fc.constant(null);
    if (schema.$ref !== undefined) return this.of(this.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth + 1);
    if ('const' in schema) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return fc.oneof(...choices.map((one) => this.of(one, depth + 1)));
    if (schema.allOf) return this.of(Object.assign({}, ...schema.allOf) as Schema, depth + 1);
    if (typeof schema.type === 'object')
      return fc.oneof(...schema.type.map((type) => this.of({ ...schema, type }, depth + 1)));
    switch (schema.type) {
      case 'string':
        return this.text(schema);
      case 'integer':
        return fc.integer(this.bounds(schema, 2 ** 31 - 1));
      case 'number':
        return fc.double({ ...this.bounds(schema, 1e9), noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return fc.array(this.of(schema.items ?? {}, depth + 1), {
          minLength: Math.min(numberOf(schema, 'minItems') ?? 0, 5),
          maxLength: Math.min(numberOf(schema, 'maxItems') ?? 4, 5),
        });
      case 'object':
        return this.object(schema, depth);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  private bounds(schema: Schema, widest: number): { readonly min: number; readonly max: number } {
    const least = numberOf(schema, 'minimum') ?? numberOf(schema, 'exclusiveMinimum') ?? -widest;
    const most = numberOf(schema, 'maximum') ?? numberOf(schema, 'exclusiveMaximum') ?? widest;
    return { min: Math.max(least, -widest), max: Math.min(most, widest) };
  }

  private text(schema: Schema): fc.Arbitrary<string> {
    const days = ['2024-01-15', '2024-06-18', '2024-12-31', '2025-03-01'];
    if (schema.format === 'date') return fc.constantFrom(...days);
    if (schema.format === 'date-time') return fc.constantFrom(...days.map((day) => `${day}T08:00:00+07:00`));
    const minLength = numberOf(schema, 'minLength') ?? 0;
    const maxLength = Math.max(minLength, Math.min(numberOf(schema, 'maxLength') ?? 30, 60));
    const any = fc.string({ unit: 'grapheme', minLength, maxLength });
    if (schema.pattern === undefined) return any;
    try {
      return fc.stringMatching(new RegExp(schema.pattern, 'u'));
    } catch {
      // A pattern with look-around has no generator: then any text, most of it refused.
      return any;
    }
  }

  private object(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const properties = schema.properties ?? {};
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, one]) => [name, this.named(name, one, depth + 1)]),
    );
    const required = (schema.required ?? []).filter((name) => name in fields);
    const own = fc.record(fields, { requiredKeys: required });
    if (typeof schema.additionalProperties !== 'object') return own;
    const more = fc.dictionary(
      fc.constantFrom('due', 'day', 'số', 'x'),
      this.of(schema.additionalProperties, depth + 1),
      {
        maxKeys: 3,
      },
    );
    return fc.tuple(own, more).map(([first, second]) => ({ ...second, ...first }));
  }
}
