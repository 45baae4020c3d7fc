import { definitionOf, lifecycleOf, moment } from '../../test/support/given.js';
import type { Errand } from './instance.js';
import { birthsOf, childrenOpened, isOpen, occurrenceKey, rosterDay, seriesKey, sourceKey, toldTo } from './opening.js';

const year = { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 };
const child = (kind: 'task' | 'occurrence') => definitionOf(lifecycleOf({ states: { drafting: {} } }), { kind });
const errand = (more: object = {}) =>
  ({
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
      parentFacts: { due: '2023-06-15' },
      facts: {},
      unit: null,
      reopens: null,
      ...more,
    },
  }) as Parameters<typeof birthsOf>[0];
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
    context: { unit: 'u2', period: year, facts: {}, parentFacts: { due: '2023-06-15' } },
    actor: { kind: 'instance', key: 'p/R0/2023' },
  });
});

test.each([
  ['p/R1/2023/u1', 'p/R1/2023/u1~2'],
  ['p/R1/2023/u1~2', 'p/R1/2023/u1~3'],
  ['p/R1/2023/u1~9', 'p/R1/2023/u1~10'],
])('%s opened again is %s, and points at it', (closed, again) => {
  expect(births({ reopens: closed }, 'task', ['u1'])).toMatchObject([{ key: again, reopens: closed }]);
});

test('a link means the same period, the year around it, or one that is named', () => {
  const quarter = { id: '2023-Q2', start: '2023-04-01', end: '2023-06-30', year: 2023 };
  const to = (period: string) => sourceKey('p', { obligation: 'S4', period, as: 'table' }, quarter);
  expect(['same', 'year', '2022'].map(to)).toEqual(['p/S4/2023-Q2', 'p/S4/2023', 'p/S4/2022']);
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

test('units are those of the day of the opening, in Vietnam', () => {
  expect(rosterDay({ ...errand(), at: moment('05-31 23:59') })).toBe('2023-05-31');
  expect(rosterDay({ ...errand(), at: moment('06-01 00:00') })).toBe('2023-06-01');
});
