import { z } from 'zod';
import { Problem } from '../core/problem.js';
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
  expect(refused({ name: 'ab', colour: 1 })).toMatchObject({ code: 'unknown-field', facts: { field: 'colour' } });
  const deep = refused({ name: 'ab', parts: [{ n: 1, m: 2 }] });
  expect(deep).toMatchObject({ code: 'unknown-field', facts: { field: 'parts.0.m' } });
});

test.each([
  [{ name: 1 }, 'name', 'string'],
  [{}, 'name', 'string'],
  [{ name: 'a' }, 'name', '≥ 2'],
  [{ name: 'ab', size: 'huge' }, 'size', 'small | large'],
  [{ name: 'ab', parts: [{ n: 10 }] }, 'parts.0.n', '≤ 9'],
  [[], 'body', 'object'],
  ['text', 'body', 'object'],
])('%j: %s must be %s', (value, field, expected) => {
  expect(refused(value)).toMatchObject({ code: 'bad-request', facts: { field, expected } });
});

test('a request without a body is one with an empty body', () => {
  expect(read(undefined, z.strictObject({ n: z.int().default(1) }))).toEqual({ n: 1 });
});

test('a parameter is called by its own name', () => {
  expect(refused('x', z.coerce.number(), 'id')).toMatchObject({ facts: { field: 'id', expected: 'number' } });
});

test('of several forms, the one that came nearest says what is wrong', () => {
  const form = z.union([z.strictObject({ to: z.string(), at: z.string() }), z.strictObject({ next: z.literal(true) })]);
  expect(refused({ next: false }, form)).toMatchObject({
    code: 'bad-request',
    facts: { field: 'next', expected: 'true' },
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
  expect(refused(value, z.json())).toMatchObject({ code: 'bad-request', facts: { field } });
});
