import { label } from '../../test/support/given.js';
import type { EventSpec, FieldSpec } from './definition/schema.js';
import { malformed } from './payload.js';

const spec = (carries: Readonly<Record<string, FieldSpec>>): EventSpec => ({ label, by: ['unit.officer'], carries });
const wrong = (field: FieldSpec, value: unknown) =>
  malformed(spec({ field }), { type: 'x', field: value as never })?.[0];

test.each<[FieldSpec['type'], readonly unknown[], readonly unknown[]]>([
  ['identifier', ['7', '07-CV/BCĐ', 'p/R0/2023', 'u1', 'Ủy_ban'], ['', 'a b', 7, true, ['a'], '<b>', 'a'.repeat(201)]],
  ['number', [0, -1, 7.5], ['7', Number.NaN, Infinity, true]],
  ['boolean', [true, false], ['true', 0]],
  [
    'day',
    ['2023-11-20', '2024-02-29'],
    ['2023-02-29', '20/11/2023', '2023-11-20T00:00', 20231120, '1900-01-01', '9999-12-31'],
  ],
  ['instant', [1_700_000_000_000], ['2023-11-20', 1.5, 1e20, -1e15, Number.NaN]],
  ['unit', ['huyen-a', 'u1.2'], ['', 'Huyện A', 'a/b', 'u1~2', ['huyen-a'], 7]],
  ['units', [['huyen-a'], ['huyen-a', 'huyen-b']], ['huyen-a', [], ['huyen-a', 'huyen-a'], ['a b'], [7], [['a']]]],
  ['instance', ['p/R0/2023-H1', 'p/R1/2023.d1/u1:item~2', 'p/R0@v2'], ['', 'a b', 7, ['p/R0']]],
  ['name', ['3', 'kiến-nghị-1', 'a.b_c'], ['', 'a b', 'a/b', 'a:b', 'a~2', '-a', 7, 'a'.repeat(101)]],
])('%s', (type, good, bad) => {
  for (const value of good) expect(wrong({ type }, value)).toBeUndefined();
  for (const value of bad) expect(wrong({ type }, value)).toEqual({ field: 'field', expected: type });
});

test('a choice is one of its own', () => {
  const choice: FieldSpec = { type: 'choice', choices: ['good', 'fair'] };
  expect(wrong(choice, 'good')).toBeUndefined();
  expect(wrong(choice, 'weak')).toEqual({ field: 'field', expected: 'one-of', choices: ['good', 'fair'] });
  const missing = { field: 'field', expected: 'one-of', choices: ['good', 'fair'], missing: true };
  expect(wrong(choice, undefined)).toEqual(missing);
  expect(wrong({ type: 'choice' }, 'weak')).toEqual({ field: 'field', expected: 'choice' });
});

test('what is missing is said, unless it may be', () => {
  for (const value of [undefined, null]) {
    expect(wrong({ type: 'day' }, value)).toEqual({ field: 'field', expected: 'day', missing: true });
    expect(wrong({ type: 'day', optional: true }, value)).toBeUndefined();
  }
  expect(wrong({ type: 'day', optional: true }, 'soon')).toEqual({ field: 'field', expected: 'day' });
});

test.each(['note', 'constructor', 'toString'])('a field that nobody declared (%s) is refused', (field) => {
  expect(malformed(spec({}), { type: 'x', [field]: 'y' })).toEqual([{ field, expected: 'nothing' }]);
  expect(malformed({ label, by: ['unit.officer'] }, { type: 'x', [field]: 'y' })).toEqual([
    { field, expected: 'nothing' },
  ]);
});

test('all that is wrong is told at once: what nobody declared, what is missing, what does not fit', () => {
  const form = spec({ number: { type: 'identifier' }, due: { type: 'day' }, note: { type: 'name', optional: true } });
  expect(malformed(form, { type: 'x', colour: 'red', due: 'May' })).toEqual([
    { field: 'colour', expected: 'nothing' },
    { field: 'number', expected: 'identifier', missing: true },
    { field: 'due', expected: 'day' },
  ]);
});

test('an event without anything to carry is well formed', () => {
  expect(malformed(spec({}), { type: 'x' })).toBeUndefined();
});
