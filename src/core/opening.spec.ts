import { definitionOf, lifecycleOf, moment } from '../../test/support/given.js';
import type { Errand } from './instance.js';
import {
  birthsOf,
  childrenOpened,
  isOpen,
  occurrenceKey,
  seriesKey,
  sourceKey,
  toldTo,
  unitsMeant,
  type OpenErrand,
} from './opening.js';
import { periodBefore } from './calendar/period.js';
import { againKey } from './reopening.js';

const year = { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 };
const child = (kind: 'task' | 'occurrence') => definitionOf(lifecycleOf({ states: { drafting: {} } }), { kind });
const errand = (more: Partial<OpenErrand['task']> = {}): OpenErrand => ({
  instance: 'p/R0/2023',
  seq: 4,
  index: 1,
  at: moment('05-10'),
  hop: 2,
  task: {
    type: 'open',
    group: 'R1',
    definition: 'd',
    period: year,
    place: '2023',
    parentUnit: 'p1',
    parentFacts: { due: '2023-06-15' },
    facts: {},
    units: null,
    name: null,
    ...more,
  },
});
const births = (more: object, kind: 'task' | 'occurrence' = 'task', units = ['u1', 'u2']) =>
  birthsOf(errand(more), child(kind), {
    calendar: 'c',
    units,
    listenersOf: (key) => (key.endsWith('u2') ? [{ key: 'p/R4/2023', as: 'x' }] : []),
  });

test('a task is named after its unit, an occurrence after its period', () => {
  expect(births({}).map(({ key }) => key)).toEqual(['p/R1/2023/u1', 'p/R1/2023/u2']);
  expect(births({}, 'occurrence', ['office']).map(({ key }) => key)).toEqual(['p/R1/2023']);
  expect(seriesKey('p', 'R1')).toBe('p/R1');
  expect(occurrenceKey('p', 'R1', '2023-Q1')).toBe('p/R1/2023-Q1');
});

test('a name stands behind a colon, and below a task the period says whose it is', () => {
  expect(births({ name: 'item-3' }).map(({ key }) => key)).toEqual(['p/R1/2023/u1:item-3', 'p/R1/2023/u2:item-3']);
  expect(births({ name: 'extra' }, 'occurrence', ['office']).map(({ key }) => key)).toEqual(['p/R1/2023:extra']);
  expect(births({ place: '2023.huyen-a~2' })[0]).toMatchObject({
    key: 'p/R1/2023.huyen-a~2/u1',
    context: { period: year },
  });
});

test('a birth knows its parent, its unit, what the parent knew, and who already waits for it', () => {
  expect(births({})[1]).toEqual({
    key: 'p/R1/2023/u2',
    at: moment('05-10'),
    hop: 2,
    definition: 'd',
    calendar: 'c',
    parent: 'p/R0/2023',
    group: 'R1',
    reopens: null,
    listeners: [{ key: 'p/R4/2023', as: 'x' }],
    context: { unit: 'u2', parentUnit: 'p1', period: year, facts: {}, parentFacts: { due: '2023-06-15' } },
    actor: { kind: 'instance', key: 'p/R0/2023' },
  });
});

test.each([
  ['p/R1/2023/u1', 'p/R1/2023/u1~2'],
  ['p/R1/2023/u1~2', 'p/R1/2023/u1~3'],
  ['p/R1/2023/u1~9', 'p/R1/2023/u1~10'],
  ['p/R1/2023/u1:item-3', 'p/R1/2023/u1:item-3~2'],
])('%s opened again is %s', (closed, again) => {
  expect(againKey(closed)).toBe(again);
});

test('a link means the same period, the year around it, or one that is named', () => {
  const quarter = { id: '2023-Q2', start: '2023-04-01', end: '2023-06-30', year: 2023 };
  const to = (period: string) => sourceKey('p', { obligation: 'S4', period, as: 'table' }, quarter);
  expect(['same', 'year', 'previous', '2022'].map(to)).toEqual([
    'p/S4/2023-Q2',
    'p/S4/2023',
    'p/S4/2023-Q1',
    'p/S4/2022',
  ]);
});

test.each([
  ['2023-Q1', '2022-Q4'],
  ['2023-H2', '2023-H1'],
  ['2023-H1', '2022-H2'],
  ['2023', '2022'],
  ['2023-2025', '2020-2022'],
  ['2023-05-10', undefined],
  ['once', undefined],
])('before %s comes %s', (period, before) => {
  expect(periodBefore(period)).toBe(before);
});

test('the parent is told how many stand, before any of them speaks, and once', () => {
  const told = childrenOpened(errand(), 2);
  expect(told).toMatchObject({
    to: 'p/R0/2023',
    hop: 3,
    sender: '',
    event: { type: 'children.opened', group: 'R1', n: 2 },
  });
  expect(childrenOpened(errand(), 2).key).toBe(told.key);
});

test('what a parent says to each child has one key per child', () => {
  const tell = { ...errand(), task: { type: 'tell', group: 'R1', event: { type: 'round.closed' } } } as Errand & {
    task: { type: 'tell'; group: string; event: { type: string } };
  };
  expect(toldTo(tell, 'p/R1/2023/u1')).toMatchObject({
    to: 'p/R1/2023/u1',
    key: 'p/R0/2023#4.1',
    hop: 3,
    sender: 'p/R0/2023',
  });
  expect(isOpen(tell)).toBe(false);
  expect(isOpen(errand())).toBe(true);
});

describe('the units that are meant', () => {
  const label = { vi: 'thử', en: 'test' };
  const unit = (code: string, order: number, more: object = {}) => ({
    code,
    name: label,
    kind: 'district',
    order,
    parent: 'p1',
    ...more,
  });
  const all = [
    unit('u1', 1, { to: '2023-05-31', successor: 'u3' }),
    unit('u2', 2),
    unit('u3', 3, { from: '2023-06-01' }),
    unit('u4', 4, { parent: 'p2' }),
  ];
  const meant = (
    named: readonly string[] | null,
    selector: object,
    when = '05-10',
    kind: 'task' | 'occurrence' = 'task',
  ) => unitsMeant({ ...errand({ units: named }), at: moment(when) }, child(kind), selector, all);

  test('are those of the group on the day of the opening, in Vietnam', () => {
    expect(meant(null, { kind: ['district'] }, '05-31 23:59')).toEqual(['u1', 'u2', 'u4']);
    expect(meant(null, { under: 'unit' }, '06-01 00:00')).toEqual(['u2', 'u3']);
    expect(meant(null, {})).toEqual([]);
  });

  test('or those that the event names, once and in official order, with whoever stands for them', () => {
    expect(meant(['u4', 'u1', 'u1'], {})).toEqual(['u1', 'u4']);
    expect(meant(['u4', 'u1'], {}, '06-01 00:00')).toEqual(['u3', 'u4']);
    expect(meant(['nobody'], {})).toEqual([]);
  });

  test('as far as the group allows them', () => {
    expect(meant(['u4', 'u2'], { under: 'unit' })).toEqual(['u2']);
    expect(meant(['u1', 'u2'], { kind: ['district'], except: ['u1'] })).toEqual(['u2']);
    expect(meant(['u1', 'u2'], { except: ['u1'] })).toEqual(['u2']);
  });

  test('and of an occurrence its owner, whatever the roster says', () => {
    expect(meant(['office'], {}, '05-10', 'occurrence')).toEqual(['office']);
    expect(meant(null, {}, '05-10', 'occurrence')).toEqual([]);
  });
});
