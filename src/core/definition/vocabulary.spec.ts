import {
  calendar,
  chart,
  definitionOf,
  engine,
  label,
  lifecycleOf,
  officer,
  parent,
  source,
  voice,
} from '../../../test/support/given.js';
import { guards, until } from './vocabulary.js';
import type { Context, Event } from '../instance.js';

const listens = [
  { obligation: 'R0', period: 'same', as: 'round' },
  { obligation: 'S4', period: 'same', as: 'table' },
];
const quiet = definitionOf(lifecycleOf({ states: { drafting: {} } }), { listens });
const base = chart(quiet).given().instance.snapshot.context;
type Named = keyof ReturnType<typeof guards>;
const holds = (name: Named, params: object, context: Partial<Context> = {}, event: Event = { type: 'x' }): boolean =>
  (guards(quiet, calendar)[name] as (args: object, params: object) => boolean)(
    { context: { ...base, ...context }, event },
    params,
  );

const children = {
  R1: { expected: 3, opened: true, tags: { submitted: 1, accepted: 2 } },
  R2: { expected: 0, opened: true, tags: {} },
};

describe('guards', () => {
  test('children.all: opened, and as many in these tags as are expected', () => {
    const all = (tags: string[], group?: string) => holds('children.all', { tags, group }, { children });
    expect(all(['accepted'])).toBe(false);
    expect(all(['accepted', 'submitted'])).toBe(true);
    expect(all(['accepted'], 'R2')).toBe(true);
    expect(holds('children.all', { tags: ['accepted'] })).toBe(false);
    const counting = { R1: { expected: 0, opened: false, tags: { accepted: 1, open: -1 } } };
    expect(holds('children.all', { tags: ['open', 'accepted'] }, { children: counting })).toBe(false);
  });

  test('children.any: one is enough', () => {
    expect(holds('children.any', { tags: ['submitted'] }, { children })).toBe(true);
    expect(holds('children.any', { tags: ['submitted'], group: 'R2' }, { children })).toBe(false);
    expect(holds('children.any', { tags: ['submitted'] })).toBe(false);
  });

  test('source.in and sources.all: who has not spoken is in nothing', () => {
    const sources = { round: { tag: 'closed', facts: {} } };
    expect(holds('source.in', { source: 'round', tags: ['closed'] }, { sources })).toBe(true);
    expect(holds('source.in', { source: 'round', tags: ['open'] }, { sources })).toBe(false);
    expect(holds('source.in', { source: 'table', tags: ['closed'] }, { sources })).toBe(false);
    expect(holds('sources.all', { tags: ['closed'] }, { sources })).toBe(false);
    const both = { ...sources, table: { tag: 'closed', facts: {} } };
    expect(holds('sources.all', { tags: ['closed'] }, { sources: both })).toBe(true);
  });

  test('counter.below', () => {
    expect(holds('counter.below', { counter: 'n', limit: 1 })).toBe(true);
    expect(holds('counter.below', { counter: 'n', limit: 1 }, { counters: { n: 1 } })).toBe(false);
  });

  test('parameter.is, fact.is: a fact that nobody stated is null', () => {
    expect(holds('parameter.is', { value: true, equals: true })).toBe(true);
    expect(holds('parameter.is', { value: 'true', equals: true })).toBe(false);
    expect(holds('fact.is', { fact: 'number', equals: null })).toBe(true);
    expect(holds('fact.is', { fact: 'number', equals: '7' }, { facts: { number: '7' } })).toBe(true);
  });

  test('event.has, event.is', () => {
    expect(holds('event.has', { field: 'to' }, {}, { type: 'x', to: 0 })).toBe(true);
    expect(holds('event.has', { field: 'to' }, {}, { type: 'x', to: null })).toBe(false);
    expect(holds('event.is', { field: 'class', equals: 'good' }, {}, { type: 'x', class: 'good' })).toBe(true);
    expect(holds('event.is', { field: 'class', equals: 'good' })).toBe(false);
  });

  test.each([
    ['2023-10-31', false],
    ['2023-11-01', true],
    ['2023-12-31', true],
    ['2024-01-01', false],
  ])('event.day: %s within now … the end of the period is %s', (day, expected) => {
    const within = { field: 'day', notBefore: 'now', notAfter: 'period.end' };
    expect(holds('event.day', within, {}, { type: 'x', day })).toBe(expected);
  });

  test('event.day reads an instant too, and nothing is no day', () => {
    expect(holds('event.day', { field: 'to', notBefore: 'now' }, {}, { type: 'x', to: base.at })).toBe(true);
    expect(holds('event.day', { field: 'to' })).toBe(false);
  });

  test('due.past is strict: at the very moment the timer has still to fire', () => {
    const at = (past: number) => holds('due.past', { due: 'end' }, { due: { end: base.at - past } });
    expect([at(1), at(0), at(-1)]).toEqual([true, false, false]);
    expect(holds('due.past', { due: 'soon' }, { due: {} })).toBe(false);
  });
});

describe('delays', () => {
  const delay = (name: string, due: Context['due']) => until(name)({ context: { ...base, due } });

  test('an instant is made relative to the moment of the letter', () => {
    expect(delay('end', { end: base.at + 5 })).toBe(5);
  });

  test('a past deadline is due at once, a past reminder never', () => {
    expect(delay('end', { end: base.at - 5 })).toBe(0);
    expect(delay('w-objection', { 'w-objection': base.at - 5 })).toBe(0);
    expect(delay('e-1', { 'e-1': base.at - 5 })).toBe(0);
    expect(delay('r-t5', { 'r-t5': base.at - 5 })).toBe(Infinity);
    expect(delay('r-t5', { 'r-t5': base.at })).toBe(0);
  });

  test('what is not known is never due', () => {
    expect(delay('end', {})).toBe(Infinity);
  });
});

describe('actions', () => {
  const by = { label, by: ['unit.officer'] };
  const acting = (actions: object | object[], carries: object = {}, more: object = {}) =>
    chart(
      definitionOf(
        lifecycleOf({
          events: { act: { ...by, carries } },
          states: { drafting: { on: { act: { actions } } } },
          ...more,
        }),
        { groups: { T1: { units: {}, definition: 't1' }, T2: { units: {}, definition: 't2' } } },
      ),
    );
  const optional = (type: string) => ({ type, optional: true });

  test('facts are kept from the event, and set', () => {
    const one = acting(
      [
        { type: 'fact.keep', params: { fields: ['number', 'pages', 'final'] } },
        { type: 'fact.set', params: { fact: 'seen', value: true } },
      ],
      { number: optional('identifier'), pages: optional('number'), final: optional('boolean') },
    );
    const kept = one.given(officer('11-02', { type: 'act', number: '7', pages: 3 }));
    expect(kept.instance.snapshot.context.facts).toEqual({ number: '7', pages: 3, seen: true });
    const again = kept.and(officer('11-03', { type: 'act', pages: 4 }));
    expect(again.instance.snapshot.context.facts).toEqual({ number: '7', pages: 4, seen: true });
  });

  test('actions of one transition see what those before them did', () => {
    const one = acting(
      [
        { type: 'fact.keep', params: { fields: ['day'] } },
        { type: 'deadline.set', params: { within: { from: 'day', workingDays: -3 } } },
        { type: 'tasks.open', params: { group: 'T1' } },
        { type: 'fact.set', params: { fact: 'day', value: '2023-12-31' } },
        { type: 'tasks.open', params: { group: 'T2' } },
      ],
      { day: { type: 'day' } },
    );
    const told = one.given(officer('11-02', { type: 'act', day: '2023-11-24' }));
    expect(told.due['end']).toBe('11-21 17:00');
    expect(told.errands.map(({ task }) => (task.type === 'open' ? [task.group, task.parentFacts] : []))).toEqual([
      ['T1', { day: '2023-11-24', deadline: '2023-11-21' }],
      ['T2', { day: '2023-12-31', deadline: '2023-11-21' }],
    ]);
  });

  test('a deadline whose anchor nobody knows is not set', () => {
    const told = acting({ type: 'deadline.set', params: { by: 'day' } }).given(officer('11-02', 'act'));
    expect(told.due['end']).toBe('11-20 23:59:59.999');
  });

  test('a deadline may be set to an instant', () => {
    const one = acting({ type: 'deadline.set', params: { field: 'to' } }, { to: { type: 'instant' } });
    const to = one.given().instance.at + 3_600_000;
    expect(one.given(officer('11-01', { type: 'act', to })).due['end']).toBe('11-01 10:00');
  });

  test('tasks are told: one group or all, by name, with words of its own, or with what the event carried', () => {
    const one = acting(
      [
        { type: 'tasks.tell', params: { event: 'round.closed' } },
        { type: 'tasks.tell', params: { event: { type: 'due.moved', reason: 'storm' }, group: 'T2', forward: true } },
      ],
      { due: { type: 'day' } },
    );
    const told = one.given(officer('11-02', { type: 'act', due: '2023-12-01' }));
    expect(told.errands.map(({ task }) => task)).toEqual([
      { type: 'tell', group: 'T1', event: { type: 'round.closed' } },
      { type: 'tell', group: 'T2', event: { type: 'round.closed' } },
      { type: 'tell', group: 'T2', event: { type: 'due.moved', reason: 'storm', due: '2023-12-01' } },
    ]);
    expect(told.errands.map(({ seq, index, hop }) => [seq, index, hop])).toEqual([
      [1, 0, 1],
      [1, 1, 1],
      [1, 2, 1],
    ]);
  });

  test('a source is listened to by the key that the event names', () => {
    const one = acting(
      { type: 'source.listen', params: { field: 'with', as: 'merged' } },
      { with: optional('identifier') },
    );
    const told = one.given(officer('11-02', { type: 'act', with: 'p/M2/2023-Q4' }), officer('11-02', 'act'));
    expect(told.errands.map(({ task }) => task)).toEqual([{ type: 'listen', source: 'p/M2/2023-Q4', as: 'merged' }]);
  });

  test('resumed without having been suspended, nothing moves', () => {
    expect(acting({ type: 'deadline.resume' }).given(officer('11-10', 'act')).due['end']).toBe('11-20 23:59:59.999');
  });

  test('a notice says to whom, once per post, at the moment of the letter', () => {
    const to = ['unit.officer', 'unit.head', 'unit.officer'];
    const one = acting({ type: 'notice.send', params: { to, template: 'news' } });
    const told = one.given(officer('11-02', 'act'));
    expect(told.notices).toMatchObject([
      { unit: 'u1', seat: 'officer', template: 'news', level: 0, seq: 1, index: 0 },
      { unit: 'u1', seat: 'head', template: 'news', level: 0, seq: 1, index: 0 },
    ]);
  });

  test('handed over to a unit, notices of the same transition go there', () => {
    const one = acting(
      [
        { type: 'unit.set', params: { field: 'unit' } },
        { type: 'notice.send', params: { to: ['unit.officer'], template: 'handed-over' } },
      ],
      { unit: optional('identifier') },
    );
    expect(one.given(officer('11-02', { type: 'act', unit: 'u2' })).told).toEqual(['handed-over → u2/officer']);
    expect(one.given(officer('11-02', 'act')).told).toEqual(['handed-over → u1/officer']);
  });
});

describe('the books', () => {
  const booked = (...letters: Parameters<ReturnType<typeof chart>['given']>) =>
    chart(quiet).given(...letters).instance.snapshot.context;
  const child = voice({ kind: 'instance', key: 'p/T1/2023/u1' });
  const moved = (from: string | null, to: string) => child('11-02', { type: 'child.moved', group: 'T1', from, to });
  const opened = (n: number) => parent('11-02', { type: 'children.opened', group: 'T1', n });

  test('children are counted by tag, and a tag that nobody has is not kept', () => {
    expect(booked(opened(2), moved('open', 'submitted'), moved('submitted', 'accepted')).children).toEqual({
      T1: { expected: 2, opened: true, tags: { open: 1, accepted: 1 } },
    });
    expect(booked(opened(1), moved('open', 'accepted'), moved('accepted', 'open')).children['T1']?.tags).toEqual({
      open: 1,
    });
  });

  test('whichever is heard first', () => {
    const letters = [opened(2), moved('open', 'submitted'), opened(1), moved('submitted', 'accepted')];
    expect(booked(...letters.toReversed()).children).toEqual(booked(...letters).children);
  });

  test('a source is remembered by its last word', () => {
    const said = (to: string, facts: object) =>
      source('11-02', { type: 'source.moved', source: 'round', to, facts } as Event);
    expect(booked(said('open', { due: 'x' }), said('closed', {})).sources).toEqual({
      round: { tag: 'closed', facts: {} },
    });
  });

  test.each(['child.moved', 'children.opened', 'source.moved', 'deadline.moved'])(
    '%s that says nothing changes nothing',
    (type) => {
      const { at: _, effectiveAt: __, ...before } = booked();
      const { at: ___, effectiveAt: ____, ...after } = booked(engine('11-02', type));
      expect(after).toEqual(before);
    },
  );
});
