import { expand, standingFor } from './roster.js';
import type { Unit } from './schema.js';

const label = { vi: 'thử', en: 'test' };
const unit = (code: string, order: number, more: Partial<Unit> = {}): Unit => ({
  code,
  name: label,
  kind: 'district',
  order,
  ...more,
});
const units = [
  unit('d3', 3, { parent: 'p1' }),
  unit('d1', 1, { parent: 'p1', to: '2023-06-30', successor: 'd4' }),
  unit('d2', 2, { parent: 'p1', to: '2023-06-30' }),
  unit('d4', 4, { parent: 'p1', from: '2023-07-01', to: '2024-12-31', successor: 'd5' }),
  unit('d5', 5, { parent: 'p2', from: '2025-01-01' }),
  unit('x1', 1, { kind: 'department' }),
];
const codes = (selector: Parameters<typeof expand>[1], day: string, under = 'office') =>
  expand(units, selector, day, under).map(({ code }) => code);

test('units of a kind that are valid on the day, in official order', () => {
  expect(codes({ kind: ['district'] }, '2023-06-30')).toEqual(['d1', 'd2', 'd3']);
  expect(codes({ kind: ['district'] }, '2023-07-01')).toEqual(['d3', 'd4']);
  expect(codes({ kind: ['district', 'department'] }, '2023-06-30')).toEqual(['d1', 'x1', 'd2', 'd3']);
});

test('a unit that is named and has ended is stood for by whoever succeeded it', () => {
  expect(codes({ units: ['d1'] }, '2023-06-30')).toEqual(['d1']);
  expect(codes({ units: ['d1'] }, '2023-07-01')).toEqual(['d4']);
  expect(codes({ units: ['d1'] }, '2025-01-01')).toEqual(['d5']);
  expect(codes({ units: ['d1', 'd4'] }, '2023-07-01')).toEqual(['d4']);
  expect(codes({ units: ['d2', 'nobody'] }, '2023-07-01')).toEqual([]);
});

test('an exception holds for the successor too', () => {
  expect(codes({ kind: ['district'], except: ['d1'] }, '2023-06-30')).toEqual(['d2', 'd3']);
  expect(codes({ kind: ['district'], except: ['d1'] }, '2023-07-01')).toEqual(['d3']);
});

test('the units directly under the own one, all or some of them', () => {
  expect(codes({ under: 'unit' }, '2023-06-30', 'p1')).toEqual(['d1', 'd2', 'd3']);
  expect(codes({ under: 'unit', kind: ['department'] }, '2023-06-30', 'p1')).toEqual([]);
  expect(codes({ under: 'unit', units: ['d3', 'x1'] }, '2023-06-30', 'p1')).toEqual(['d3']);
  expect(codes({ under: 'unit' }, '2023-06-30', 'd1')).toEqual([]);
});

test('nobody is meant where nothing is said', () => {
  expect(codes({}, '2023-06-30')).toEqual([]);
});

test('successors that go round in circles end nowhere', () => {
  const circle = new Map(
    [unit('a', 1, { to: '2020-01-01', successor: 'b' }), unit('b', 2, { to: '2020-01-01', successor: 'a' })].map(
      (one) => [one.code, one] as const,
    ),
  );
  expect(standingFor(circle, 'a', '2023-01-01')).toBeUndefined();
});
