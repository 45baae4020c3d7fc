import { z } from 'zod';
import { expectations, Problem } from '../core/problem.js';
import { as, typed, wholeText } from './read-schema.js';
import { SchemaPipe } from './schema.pipe.js';

const schema = z.strictObject({
  name: z.string().min(2),
  size: z.enum(['small', 'large']).optional(),
  parts: z.array(z.strictObject({ n: z.int().max(9) })).default([]),
});
const read = (value: unknown, of: z.ZodType = schema, data?: string): unknown =>
  new SchemaPipe().transform(value, { type: 'body', schema: of, ...(data !== undefined && { data }) });
const refused = (value: unknown, of?: z.ZodType, data?: string): Pick<Problem, 'code' | 'facts'> => {
  try {
    read(value, of, data);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('nothing was refused');
};

test('what fits is read, with what the schema adds', () => {
  expect(read({ name: 'ab' })).toEqual({ name: 'ab', parts: [] });
});

test('a field that nobody declared is refused by its name, however deep', () => {
  expect(refused({ name: 'ab', colour: 1 })).toMatchObject({
    code: 'unknown-field',
    facts: { field: 'colour', expected: 'nothing' },
  });
  const deep = refused({ name: 'ab', parts: [{ n: 1, m: 2 }] });
  expect(deep).toMatchObject({ code: 'unknown-field', facts: { field: 'parts.0.m' } });
});

test.each([
  [{ name: 1 }, 'name', { expected: 'text' }],
  [{}, 'name', { expected: 'required' }],
  [{ name: 'a' }, 'name', { expected: 'long-text', least: 2 }],
  [{ name: 'ab', size: 'huge' }, 'size', { expected: 'one-of', choices: ['small', 'large'] }],
  [{ name: 'ab', parts: [{ n: 10 }] }, 'parts.0.n', { expected: 'at-most', most: 9 }],
  [{ name: 'ab', parts: [{ n: 1.5 }] }, 'parts.0.n', { expected: 'integer' }],
  [{ name: 'ab', parts: 'none' }, 'parts', { expected: 'list' }],
  [[], 'body', { expected: 'object' }],
  ['text', 'body', { expected: 'object' }],
])('%j: %s must be %j', (value, field, expected) => {
  const { code, facts } = refused(value);
  expect({ code, facts }).toEqual({
    code: 'bad-request',
    facts: { field, ...expected, errors: [{ field, ...expected }] },
  });
});

test('a request without a body is one with an empty body', () => {
  expect(read(undefined, z.strictObject({ n: z.int().default(1) }))).toEqual({ n: 1 });
});

test.each([
  ['x', { expected: 'integer' }],
  ['1.5', { expected: 'integer' }],
  ['1e300', { expected: 'integer' }],
  ['0', { expected: 'at-least', least: 1 }],
  ['99999999999', { expected: 'at-most', most: 2_147_483_647 }],
])('a parameter is called by its own name: %s', (text, expected) => {
  expect(refused(text, wholeText(1), 'id')).toMatchObject({ facts: { field: 'id', ...expected } });
});

test('of several forms, the one that came nearest says what is wrong', () => {
  const form = z.union([z.strictObject({ to: z.string(), at: z.string() }), z.strictObject({ next: z.literal(true) })]);
  expect(refused({ next: false }, form)).toMatchObject({
    code: 'bad-request',
    facts: { field: 'next', expected: 'one-of', choices: [true] },
  });
});

test('what a schema says of its own comes first; a code, whatever the schema', () => {
  const own = z.string(typed('day')).refine((text) => text === '2024-01-01', as('day'));
  expect(refused({ on: 1 }, z.object({ on: own }))).toMatchObject({ facts: { field: 'on', expected: 'day' } });
  expect(refused({ on: 'x' }, z.object({ on: own }))).toMatchObject({ facts: { field: 'on', expected: 'day' } });
  const careless: readonly z.ZodType[] = [
    z.string().refine(() => false, { error: 'in prose' }),
    z.string().regex(/^a$/, 'in prose'),
    z.email(),
    z.string().max(0),
    z.record(z.string().max(0), z.string()),
    z.map(z.string(), z.string()),
    z.tuple([z.number()]),
    z.date(),
    z.set(z.string()),
    z.number().multipleOf(7),
    z.never(),
    z.union([z.date(), z.never()]),
  ];
  for (const one of careless)
    for (const value of ['b', { ab: 'c' }, 5, ['x'], true]) {
      if (one.safeParse(value).success) continue;
      const { facts } = refused(value, one);
      expect(expectations).toContain(facts['expected']);
      for (const { expected } of facts['errors'] as { expected: string }[]) expect(expectations).toContain(expected);
    }
});

test('the name of a field that may not be is said with its place', () => {
  const files = z.record(z.string().regex(/\.md$/, as('plan-path')), z.string());
  expect(refused({ files: { 'a.js': '' } }, z.object({ files }))).toMatchObject({
    facts: { field: 'files.a.js', expected: 'plan-path' },
  });
});

test('words of every language come through as they are', () => {
  const said = { words: 'Đúng hạn, 準時, ⏰', more: { reason: ['ký ngày 20/11'] } };
  expect(read(said, z.json())).toEqual(said);
});

test.each([
  [{ words: 'a\0b' }, 'words'],
  [{ words: 'half a pair: \ud83d' }, 'words'],
  [{ words: '', more: { reason: [{ deep: '\0' }] } }, 'more.reason.0.deep'],
  [{ words: '', more: { 'na\0me': 1 } }, 'more'],
])('what PostgreSQL cannot keep is refused with its place: %j', (value, field) => {
  expect(refused(value, z.json())).toMatchObject({ code: 'bad-request', facts: { field, expected: 'plain-text' } });
});

test('what is nested without an end is refused, not walked through', () => {
  const nested = (depth: number): unknown => JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  expect(read(nested(10), z.json())).toEqual(nested(10));
  for (const depth of [100, 20_000, 500_000])
    expect(refused(nested(depth), z.json())).toMatchObject({ facts: { expected: 'shallow-json', most: 32 } });
});
