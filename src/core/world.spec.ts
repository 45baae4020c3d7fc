import fc from 'fast-check';
import { count } from '../../test/support/count.js';
import { calendar, label, lifecycleOf, moment, officer, person, said, voice } from '../../test/support/given.js';
import { digestOf, entriesOf, faultsOf, worldOf } from '../../test/support/play.js';
import type { Letter } from './instance.js';
import type { PlanSource } from './plan/assemble.js';
import { planSchema, unitsSchema } from './plan/schema.js';
import type { World } from './world.js';

const by = (...roles: string[]) => ({ label, by: roles });
const tell = (event: string) => ({ type: 'tasks.tell', params: { event } });

const series = lifecycleOf({
  lifecycle: 'series',
  stages: ['ended', 'running'],
  events: { 'occurrence.request': { ...by('secretariat.officer'), carries: { period: { type: 'identifier' } } } },
  windows: { next: { schedule: 'next' } },
  initial: 'running',
  states: {
    running: {
      tags: ['running'],
      after: { next: { target: 'opening', actions: { type: 'occurrence.open' } } },
      on: { 'occurrence.request': { target: 'opening', actions: { type: 'occurrence.open' } } },
      always: {
        guard: {
          type: 'and',
          guards: [{ type: 'schedule.ended' }, { type: 'children.all', params: { tags: ['closed'] } }],
        },
        target: 'ended',
      },
    },
    opening: { tags: ['running'], on: { 'children.opened': 'running' } },
    ended: { type: 'final', tags: ['ended'] },
  },
});

/** Issued with a due day: opens the reports, greets each of them, waits until all are accepted or closes before. */
const round = lifecycleOf({
  lifecycle: 'round',
  stages: ['closed', 'complete', 'collecting'],
  events: {
    'round.issue': { ...by('owner.officer'), carries: { due: { type: 'day' } } },
    'round.close': by('owner.officer'),
    'round.leave': by('owner.officer'),
  },
  states: {
    drafting: {
      on: {
        'round.issue': {
          target: 'collecting',
          actions: [
            { type: 'fact.keep', params: { fields: ['due'] } },
            { type: 'tasks.open' },
            { type: 'tasks.tell', params: { event: 'round.greets', forward: true } },
          ],
        },
      },
    },
    collecting: {
      tags: ['collecting', 'handed-in'],
      always: { guard: { type: 'children.all', params: { tags: ['accepted'] } }, target: 'complete' },
      on: { 'round.close': 'closing', 'round.leave': 'left' },
    },
    complete: { tags: ['complete', 'handed-in'], on: { 'round.close': 'closing' } },
    closing: {
      tags: ['handed-in'],
      entry: tell('round.closed'),
      always: { guard: { type: 'children.all', params: { tags: ['over'] } }, target: 'closed' },
    },
    // Ends without waiting for anybody.
    left: { type: 'final', tags: ['closed', 'handed-in'] },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});
const report = lifecycleOf({
  lifecycle: 'report',
  stages: ['over', 'accepted', 'submitted'],
  events: {
    'report.submit': by('unit.officer'),
    'report.accept': by('owner.officer'),
    'report.return': by('owner.officer'),
    'report.hand-over': { ...by('owner.officer'), carries: { unit: { type: 'unit' } } },
    'report.plan': { ...by('unit.officer'), carries: { day: { type: 'day', optional: true } } },
  },
  windows: { chase: { on: { from: 'day', workingDays: 1 } } },
  states: {
    drafting: {
      on: {
        'report.submit': 'submitted',
        'round.greets': { actions: { type: 'fact.keep', params: { fields: ['due'] } } },
        'round.closed': 'not-reported',
        'report.hand-over': { actions: { type: 'unit.set', params: { field: 'unit' } } },
        'report.plan': { target: 'planned', actions: { type: 'fact.keep', params: { fields: ['day'] } } },
      },
    },
    // A mistake of the lifecycle: without a day the window cannot be counted.
    planned: { after: { chase: 'drafting' }, on: { 'report.submit': 'submitted', 'round.closed': 'not-reported' } },
    submitted: {
      tags: ['submitted', 'handed-in'],
      on: { 'report.accept': 'accepted', 'round.closed': 'compiled' },
    },
    accepted: { tags: ['accepted', 'handed-in'], on: { 'report.return': 'drafting', 'round.closed': 'compiled' } },
    compiled: { type: 'final', tags: ['over', 'handed-in'] },
    'not-reported': { type: 'final', tags: ['over'] },
  },
});
/** Hears another obligation of its period. */
const listener = lifecycleOf({
  lifecycle: 'listener',
  stages: ['closed', 'ready'],
  events: { 'work.finish': by('owner.officer') },
  states: {
    drafting: {
      always: {
        guard: { type: 'source.in', params: { source: 'other', tags: ['complete', 'closed', 'ready'] } },
        target: 'ready',
      },
      on: { 'work.finish': 'ready' },
    },
    ready: { tags: ['ready'], on: { 'work.finish': 'closed' } },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});
/** One that may be held together with another. */
const meeting = lifecycleOf({
  lifecycle: 'meeting',
  stages: ['closed', 'held', 'merged', 'planned'],
  events: {
    'meeting.hold': { ...by('owner.officer'), onBehalf: ['owner.officer'], reason: 'optional' },
    'meeting.merge': { ...by('owner.officer'), carries: { with: { type: 'instance' } } },
    'meeting.separate': by('owner.officer'),
    'meeting.close': by('owner.officer'),
  },
  initial: 'planned',
  states: {
    planned: {
      tags: ['planned'],
      on: {
        'meeting.hold': 'held',
        'meeting.merge': {
          target: 'merged',
          actions: { type: 'source.listen', params: { field: 'with', as: 'merged-into' } },
        },
      },
    },
    merged: {
      tags: ['merged'],
      always: {
        guard: { type: 'source.in', params: { source: 'merged-into', tags: ['held', 'closed'] } },
        target: 'held',
      },
      on: { 'meeting.separate': 'planned' },
    },
    held: { tags: ['held', 'handed-in'], on: { 'meeting.close': 'closed' } },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});
/** Compiles what the level below has handed in, and hands that in. */
const level = lifecycleOf({
  lifecycle: 'level',
  stages: ['closed', 'ready'],
  events: { 'level.submit': by('unit.officer') },
  states: {
    drafting: { always: { target: 'gathering', actions: { type: 'tasks.open' } } },
    gathering: { always: { guard: { type: 'children.all', params: { tags: ['closed'] } }, target: 'ready' } },
    ready: { tags: ['ready'], on: { 'level.submit': 'closed' } },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});
const leaf = lifecycleOf({
  lifecycle: 'leaf',
  stages: ['closed'],
  events: { 'level.submit': by('unit.officer') },
  states: {
    drafting: { on: { 'level.submit': 'closed' } },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});

const unit = (code: string, kind: string, order: number, more: object = {}) => ({
  code,
  name: label,
  kind,
  order,
  ...more,
});
const units = unitsSchema.parse({
  units: [
    unit('office', 'office', 0),
    unit('chair', 'chair', 1),
    unit('province', 'province', 2),
    unit('d1', 'district', 10, { parent: 'province' }),
    unit('d2', 'district', 11, { parent: 'province', to: '2023-05-31', successor: 'd3' }),
    unit('d3', 'district', 12, { parent: 'province', from: '2023-06-01' }),
    unit('c11', 'commune', 20, { parent: 'd1' }),
    unit('c12', 'commune', 21, { parent: 'd1' }),
    unit('c31', 'commune', 22, { parent: 'd3' }),
  ],
});
const duty = (lifecycle: string, more: object = {}) => ({
  label,
  clause: '1',
  class: 'hard',
  lifecycle,
  owner: 'office',
  ...more,
});
const yearly = { every: 'year', opens: '05-02' };
const timing = { reminders: [{ key: 't3', workingDays: -3, to: ['unit.officer'] }], escalation: [] };
const reports = (units: object) => ({ R1: duty('report', { units, deadline: { by: 'parent.due' }, timing }) });
const rounds = (units: object = { kind: ['district'] }, id = 'R0') =>
  duty('round', { id, schedule: yearly, deadline: { by: '05-15' }, tasks: reports(units) });

const planOf = (...obligations: object[]): PlanSource => ({
  lifecycles: { series, round, report, listener, meeting, level, leaf },
  units,
  plan: planSchema.parse({
    plan: 'p',
    number: '1',
    label,
    term: { from: '2023-01-01', to: '2023-12-31' },
    calendars: ['vn'],
    actors: { secretariat: 'office', leadership: 'chair' },
    obligations,
  }),
});

const office = (to: string) => voice(person('binh', 'office/officer'), to);
const unitOf = (code: string, to = `p/R1/2023/${code}`) => voice(person(`o-${code}`, `${code}/officer`), to);
const issue = (when = '05-10', due = '2023-06-15') => office('p/R0/2023')(when, { type: 'round.issue', due });
/** Plays up to each letter, then the letter. */
function happens(world: World, ...letters: Letter[]): string[] {
  return letters.map((letter) => {
    world.settle(letter.at);
    return world.send(letter).outcome;
  });
}
const stages = (world: World) =>
  Object.fromEntries([...world.instances.values()].map(({ key, stage }) => [key, stage] as const));
const historyOf = (world: World, key: string) =>
  (world.histories.get(key) ?? []).map(
    ({ at, event }) => `${said(at)} ${event.type.replace(/^xstate\.after\.([^.]+)\..*/, '$1')}`,
  );

describe('a round of reports', () => {
  const issued = () => {
    const world = worldOf(planOf(rounds()), calendar);
    expect(happens(world, issue())).toEqual(['moved']);
    world.settle(moment('05-10'));
    return world;
  };

  test('opens one child per unit that is valid on the day, and says so once', () => {
    const world = issued();
    expect(stages(world)).toEqual({
      'p/R0': 'running',
      'p/R0/2023': 'collecting',
      'p/R1/2023/d1': 'open',
      'p/R1/2023/d2': 'open',
    });
    expect(world.instances.get('p/R0/2023')?.snapshot.context.children).toEqual({
      R1: { expected: 2, opened: true, tags: { open: 2 } },
    });
    expect(faultsOf(world)).toEqual([]);
  });

  test('a child knows what its parent knew when it opened it', () => {
    const { snapshot } = issued().instances.get('p/R1/2023/d1') ?? {};
    expect(snapshot?.context.parentFacts).toEqual({ due: '2023-06-15', deadline: '2023-05-15' });
    expect(said(snapshot?.context.due['end'] ?? 0)).toBe('06-15 23:59:59.999');
  });

  test('what the parent says in the same breath reaches the children that it has just opened', () => {
    const world = issued();
    expect(historyOf(world, 'p/R1/2023/d1')).toEqual(['05-10 09:00 xstate.init', '05-10 09:00 round.greets']);
    expect(world.instances.get('p/R1/2023/d2')?.snapshot.context.facts).toEqual({ due: '2023-06-15' });
  });

  test('a unit that ended is stood for by its successor from then on', () => {
    const world = worldOf(planOf(rounds()), calendar);
    happens(world, issue('06-05', '2023-06-30'));
    world.settle(moment('06-05'));
    expect([...world.instances.keys()]).toEqual(expect.arrayContaining(['p/R1/2023/d1', 'p/R1/2023/d3']));
    expect(world.instances.has('p/R1/2023/d2')).toBe(false);
  });

  test('is complete when all are accepted, and not any more when one comes back', () => {
    const world = issued();
    const [d1, d2] = ['d1', 'd2'].map((code) => office(`p/R1/2023/${code}`));
    happens(world, unitOf('d1')('06-01', 'report.submit'), unitOf('d2')('06-02', 'report.submit'));
    happens(world, d1!('06-05', 'report.accept'), d2!('06-06', 'report.accept'));
    world.settle(moment('06-06'));
    expect(stages(world)['p/R0/2023']).toBe('complete');
    happens(world, d1!('06-07', 'report.return'));
    world.settle(moment('06-07'));
    expect(world.instances.get('p/R0/2023')?.snapshot.context.children['R1']?.tags).toEqual({ accepted: 1, open: 1 });
  });

  test('closing it closes its reports, then itself, then its series', () => {
    const world = issued();
    happens(world, unitOf('d1')('06-01', 'report.submit'), office('p/R0/2023')('07-03', 'round.close'));
    world.settle(moment('07-03'));
    expect(stages(world)).toEqual({
      'p/R0': 'ended',
      'p/R0/2023': 'closed',
      'p/R1/2023/d1': 'over',
      'p/R1/2023/d2': 'over',
    });
    expect(world.instances.get('p/R1/2023/d2')?.tags).toEqual(['closed', 'missing', 'over']);
    expect(world.nextDue()).toBeUndefined();
    expect(faultsOf(world)).toEqual([]);
  });

  test('without a unit to ask it is complete at once', () => {
    const world = worldOf(planOf(rounds({ kind: ['ministry'] })), calendar);
    happens(world, issue());
    world.settle(moment('05-10'));
    expect(stages(world)).toEqual({ 'p/R0': 'running', 'p/R0/2023': 'complete' });
    expect(world.instances.get('p/R0/2023')?.snapshot.context.children).toEqual({
      R1: { expected: 0, opened: true, tags: {} },
    });
  });

  test('one that is over already is not harmed by what its children still say', () => {
    const world = issued();
    happens(world, office('p/R0/2023')('05-11', 'round.leave'), unitOf('d1')('06-01', 'report.submit'));
    world.settle(moment('12-31'));
    expect(world.refused.map(({ letter, outcome }) => [letter.to, letter.event.type, outcome])).toEqual([
      ['p/R0/2023', 'child.moved', 'refused'],
    ]);
    expect(world.broken).toEqual([]);
    expect(world.nextDue()).toBeUndefined();
    expect(stages(world)).toMatchObject({ 'p/R0': 'ended', 'p/R1/2023/d1': 'submitted', 'p/R1/2023/d2': 'open' });
    expect(faultsOf(world)).toEqual([]);
  });

  test('a child handed over answers to its new unit, under its old key', () => {
    const world = issued();
    const handOver = office('p/R1/2023/d2')('06-01', { type: 'report.hand-over', unit: 'd3' });
    const [old, heir] = [
      unitOf('d2')('06-02', 'report.submit'),
      unitOf('d3', 'p/R1/2023/d2')('06-03', 'report.submit'),
    ];
    expect(happens(world, handOver, old, heir)).toEqual(['moved', 'forbidden', 'moved']);
    expect(world.instances.get('p/R1/2023/d2')?.snapshot.context.unit).toBe('d3');
  });

  test('a period that is there already is not opened twice, and the series does not wait for it', () => {
    const world = issued();
    const ask = (when: string) => office('p/R0')(when, { type: 'occurrence.request', period: '2023' });
    expect(happens(world, ask('05-20'))).toEqual(['moved']);
    world.settle(moment('05-20'));
    expect(world.instances.get('p/R0')?.snapshot.context.children).toEqual({
      occurrence: { expected: 1, opened: true, tags: { collecting: 1 } },
    });
    expect(historyOf(world, 'p/R0').slice(-2)).toEqual([
      '05-20 09:00 occurrence.request',
      '05-20 09:00 children.opened',
    ]);
  });
});

describe('letters of one moment', () => {
  const letters = [
    unitOf('d1')('06-01', 'report.submit'),
    unitOf('d2')('06-01', 'report.submit'),
    office('p/R0')('06-01', { type: 'occurrence.request', period: '2022' }),
  ];
  const issued = issue();
  const played = (order: readonly Letter[], isSettledBetween: boolean): string => {
    const world = worldOf(planOf(rounds()), calendar);
    happens(world, issued);
    world.settle(moment('06-01'));
    for (const letter of order) {
      world.send(letter);
      if (isSettledBetween) world.settle(moment('06-01'));
    }
    world.settle(moment('12-31'));
    expect(faultsOf(world)).toEqual([]);
    return digestOf(entriesOf(world));
  };

  test('for different instances: the order in which they arrive does not matter', () => {
    const first = played(letters, false);
    expect(played(letters.toReversed(), false)).toBe(first);
    expect(played([...letters.slice(1), ...letters.slice(0, 1)], false)).toBe(first);
  });

  test('nor does it matter whether somebody played on between them', () => {
    expect(played(letters, true)).toBe(played(letters, false));
  });
});

describe('whatever people do', () => {
  const codes = ['c11', 'c12', 'c31', 'd1', 'd2'];
  const anyMoment = fc.record({
    day: fc.nat(60),
    said: fc.uniqueArray(fc.record({ unit: fc.nat(codes.length - 1), what: fc.nat(3), mix: fc.nat(999) }), {
      minLength: 1,
      maxLength: 5,
      selector: ({ unit: n }) => n,
    }),
  });
  type Moment = (typeof anyMoment extends fc.Arbitrary<infer Drawn> ? Drawn : never) & {
    readonly letters: readonly Letter[];
  };
  const letterOf = (day: number, { unit: n, what }: { unit: number; what: number }): Letter => {
    const code = codes[n] ?? '';
    const at = moment('05-11') + day * 24 * 3_600_000;
    const key = `p/R1/2023/${code}`;
    const office1 = office(key);
    return [
      unitOf(code)(at, 'report.submit'),
      office1(at, 'report.accept'),
      office1(at, 'report.return'),
      office1(at, { type: 'report.hand-over', unit: code }),
    ][what]!;
  };

  /** The same letters at the same moments; in one world they arrive in another order. */
  const played = (moments: readonly Moment[], isMixed: boolean): World => {
    const world = worldOf(planOf(rounds({ kind: ['district', 'commune'] })), calendar);
    happens(world, issued);
    for (const { letters, said } of moments) {
      world.settle((letters[0]?.at ?? 0) - 1);
      const order = letters.map((letter, n) => ({ letter, mix: said[n]?.mix ?? 0 }));
      if (isMixed) order.sort((x, y) => x.mix - y.mix);
      for (const { letter } of order) world.send(letter);
    }
    world.settle(moment('12-31'));
    return world;
  };
  const issued = issue();

  test('the order in which letters of one moment arrive for different instances does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyMoment, { minLength: 1, maxLength: 8 }), (drawn) => {
        const moments = drawn
          .toSorted((x, y) => x.day - y.day)
          .map((one, n): Moment => ({ ...one, letters: one.said.map((who) => letterOf(one.day + n, who)) }))
          .toSorted((x, y) => (x.letters[0]?.at ?? 0) - (y.letters[0]?.at ?? 0));
        const [straight, mixed] = [played(moments, false), played(moments, true)];
        expect(digestOf(entriesOf(mixed))).toBe(digestOf(entriesOf(straight)));
        expect(faultsOf(straight)).toEqual([]);
        expect(straight.broken).toEqual([]);
        // A parent's counts are those of its children.
        const counts = straight.instances.get('p/R0/2023')?.snapshot.context.children['R1']?.tags;
        const stagesNow = [...straight.instances.values()].flatMap(({ group, stage }) =>
          group === 'R1' ? [stage] : [],
        );
        expect(counts).toEqual(
          Object.fromEntries(
            [...new Set(stagesNow)].map((stage) => [stage, stagesNow.filter((one) => one === stage).length]),
          ),
        );
      }),
      { numRuns: count(20, 500) },
    );
  });
});

describe('links', () => {
  const heard = (name: string) => {
    const world = worldOf(
      planOf(
        rounds({ kind: ['ministry'] }),
        duty('listener', {
          id: name,
          schedule: yearly,
          deadline: { by: { from: 'source.other.due', workingDays: 5 } },
          listens: [{ obligation: 'R0', as: 'other' }],
        }),
      ),
      calendar,
    );
    happens(world, issue());
    world.settle(moment('06-01'));
    expect(faultsOf(world)).toEqual([]);
    return historyOf(world, `p/${name}/2023`);
  };

  test('whether the source or the listener is born first, it hears the same', () => {
    // Errands of one moment are done by key: "A4" is born before "R0", "Z4" after it.
    const late = heard('Z4');
    expect(heard('A4')).toEqual(late);
    expect(late).toEqual([
      '05-02 08:00 xstate.init',
      '05-02 08:00 source.moved',
      '05-10 09:00 source.moved',
      '05-10 09:00 source.moved',
    ]);
  });

  test('one made long after brings where the source stands now', () => {
    const world = worldOf(
      planOf(
        rounds({ kind: ['ministry'] }),
        duty('listener', {
          id: 'R4',
          schedule: { every: 'year', opens: '06-01' },
          deadline: { by: { from: 'source.other.due', workingDays: 5 } },
          listens: [{ obligation: 'R0', as: 'other' }],
        }),
      ),
      calendar,
    );
    happens(world, issue());
    world.settle(moment('06-02'));
    expect(historyOf(world, 'p/R4/2023')).toEqual(['06-01 08:00 xstate.init', '06-01 08:00 source.moved']);
    expect(world.instances.get('p/R4/2023')).toMatchObject({ stage: 'ready' });
    expect(said(world.instances.get('p/R4/2023')?.snapshot.context.due['end'] ?? 0)).toBe('06-22 23:59:59.999');
  });

  test('two that are born in one wave and hear each other', () => {
    const each = (id: string, obligation: string) =>
      duty('listener', { id, schedule: yearly, deadline: { by: '12-01' }, listens: [{ obligation, as: 'other' }] });
    const histories = [
      [each('A1', 'B1'), each('B1', 'A1')],
      [each('B1', 'A1'), each('A1', 'B1')],
    ].map((obligations) => {
      const world = worldOf(planOf(...obligations), calendar);
      happens(world, office('p/A1/2023')('05-10', 'work.finish'));
      world.settle(moment('06-01'));
      expect(faultsOf(world)).toEqual([]);
      expect(stages(world)).toMatchObject({ 'p/A1/2023': 'ready', 'p/B1/2023': 'ready' });
      return ['A1', 'B1'].map((id) => historyOf(world, `p/${id}/2023`));
    });
    expect(histories[0]).toEqual(histories[1]);
    expect(histories[0]).toEqual([
      ['05-02 08:00 xstate.init', '05-02 08:00 source.moved', '05-10 09:00 work.finish', '05-10 09:00 source.moved'],
      ['05-02 08:00 xstate.init', '05-02 08:00 source.moved', '05-10 09:00 source.moved'],
    ]);
  });
});

describe('two meetings held as one', () => {
  const meetings = ['M4', 'M6', 'M7'].map((id) =>
    duty('meeting', { id, schedule: { once: '2023-11-01', period: '2023' }, deadline: { by: '11-20' } }),
  );
  const world = () => worldOf(planOf(...meetings), calendar);
  const of = (id: string) => `p/${id}/2023`;
  const says = (id: string, when: string, what: string, more: object = {}) =>
    office(of(id))(when, { type: `meeting.${what}` }, more);
  const merges = (id: string, other: string, when: string) =>
    office(of(id))(when, { type: 'meeting.merge', with: of(other) });
  const verdict = (one: World, id: string) => one.instances.get(of(id))?.snapshot.context.verdict;
  /** What has happened to M4 in all, and the stages of the three. */
  const after = (...letters: Letter[]) => {
    const one = world();
    expect(new Set(happens(one, ...letters))).toEqual(new Set(['moved']));
    one.settle(moment('11-30'));
    expect(faultsOf(one)).toEqual([]);
    return { one, stages: ['M4', 'M6', 'M7'].map((id) => stages(one)[of(id)]) };
  };

  test('the one that is held holds the other', () => {
    const { one, stages: now } = after(merges('M4', 'M6', '11-06'), says('M6', '11-10', 'hold'));
    expect(now).toEqual(['held', 'held', 'planned']);
    expect(verdict(one, 'M4')).toBe('on-time');
  });

  test('merged with another than before: what the first one does is no more of its business', () => {
    const { stages: now } = after(
      merges('M4', 'M6', '11-06'),
      says('M4', '11-07', 'separate'),
      merges('M4', 'M7', '11-08'),
      says('M6', '11-10', 'hold'),
    );
    expect(now).toEqual(['merged', 'held', 'planned']);
    const heldFirst = after(
      merges('M4', 'M6', '11-06'),
      says('M4', '11-07', 'separate'),
      says('M6', '11-08', 'hold'),
      merges('M4', 'M7', '11-09'),
    );
    expect(heldFirst.stages).toEqual(['merged', 'held', 'planned']);
  });

  test('merged again with the same one: it hears again where that stands', () => {
    const { stages: now } = after(
      merges('M4', 'M6', '11-06'),
      says('M4', '11-07', 'separate'),
      says('M6', '11-08', 'hold'),
      merges('M4', 'M6', '11-09'),
    );
    expect(now).toEqual(['held', 'held', 'planned']);
    const { one } = after(merges('M4', 'M6', '11-06'), says('M4', '11-07', 'separate'), merges('M4', 'M6', '11-08'));
    expect(historyOf(one, of('M4')).filter((line) => line.endsWith('source.moved'))).toEqual([
      '11-06 09:00 source.moved',
      '11-08 09:00 source.moved',
    ]);
  });

  test('it is judged by when the meeting was held, not by when that was typed', () => {
    const { one } = after(
      merges('M4', 'M6', '11-06'),
      says('M6', '11-21', 'hold', { effectiveAt: moment('11-17'), bodyDigest: 'd' }),
    );
    expect([verdict(one, 'M6'), verdict(one, 'M4')]).toEqual(['on-time', 'on-time']);
    const late = after(merges('M4', 'M6', '11-06'), says('M6', '11-21', 'hold'));
    expect(verdict(late.one, 'M4')).toBe('late');
    const joined = after(
      says('M6', '11-21', 'hold', { effectiveAt: moment('11-17'), bodyDigest: 'd' }),
      merges('M4', 'M6', '11-22'),
    );
    expect(verdict(joined.one, 'M4')).toBe('on-time');
  });

  test('with itself it is not merged', () => {
    const one = world();
    expect(happens(one, merges('M4', 'M4', '11-06'))).toEqual(['refused']);
    expect(one.refused.at(-1)).toMatchObject({ code: 'event-malformed', facts: { field: 'with' } });
    expect(stages(one)[of('M4')]).toBe('planned');
  });
});

describe('three levels', () => {
  const below = (under: object, tasks?: object) =>
    duty(tasks ? 'level' : 'leaf', { units: under, ...(tasks && { tasks }) });
  const province = duty('level', {
    id: 'L1',
    owner: 'province',
    schedule: { once: '2023-06-05', period: '2023' },
    tasks: { L2: below({ under: 'unit' }, { L3: below({ under: 'unit' }) }) },
  });
  const world = worldOf(planOf(province), calendar);
  world.settle(moment('06-05'));

  test('each unit hands its task to the units directly under it', () => {
    expect([...world.instances.keys()].sort()).toEqual([
      'p/L1',
      'p/L1/2023',
      'p/L2/2023/d1',
      'p/L2/2023/d3',
      'p/L3/2023.d1/c11',
      'p/L3/2023.d1/c12',
      'p/L3/2023.d3/c31',
    ]);
    expect(world.instances.get('p/L3/2023.d3/c31')?.parent).toBe('p/L2/2023/d3');
  });

  test('each level compiles the one below it', () => {
    const submit = (key: string, code: string, when: string) => unitOf(code, key)(when, 'level.submit');
    const commune = (code: string, when: string) => submit(`p/L3/2023.d${code.charAt(1)}/${code}`, code, when);
    expect(happens(world, submit('p/L2/2023/d1', 'd1', '06-06'))).toEqual(['refused']);
    happens(world, commune('c11', '06-07'), commune('c12', '06-08'));
    expect(happens(world, submit('p/L2/2023/d1', 'd1', '06-09'))).toEqual(['moved']);
    expect(happens(world, submit('p/L1/2023', 'province', '06-10'))).toEqual(['refused']);
    expect(happens(world, commune('c31', '06-12'), submit('p/L2/2023/d3', 'd3', '06-13'))).toEqual(['moved', 'moved']);
    expect(happens(world, submit('p/L1/2023', 'province', '06-14'))).toEqual(['moved']);
    world.settle(moment('06-14'));
    expect(new Set(Object.values(stages(world)))).toEqual(new Set(['closed', 'ended']));
    expect(faultsOf(world)).toEqual([]);
  });
});

describe('one instance that breaks', () => {
  const world = worldOf(planOf(rounds()), calendar);
  happens(world, issue());
  const poison = unitOf('d1')('05-11', 'report.plan');

  test('is set aside, visibly', () => {
    expect(happens(world, poison)).toEqual(['refused']);
    expect(world.broken).toMatchObject([{ key: 'p/R1/2023/d1' }]);
    expect(world.instances.get('p/R1/2023/d1')).toMatchObject({ status: 'quarantined', seq: 1 });
    expect(world.refused.at(-1)).toMatchObject({ code: 'instance-quarantined' });
  });

  test('the rest goes on, and what is said to it waits', () => {
    expect(happens(world, unitOf('d2')('06-01', 'report.submit'), office('p/R0/2023')('07-03', 'round.close'))).toEqual(
      ['moved', 'moved'],
    );
    world.settle(moment('12-31'));
    expect(stages(world)).toMatchObject({ 'p/R0/2023': 'open', 'p/R1/2023/d1': 'open', 'p/R1/2023/d2': 'over' });
    expect(world.nextDue()).toBeUndefined();
    expect(faultsOf(world)).toEqual([]);
  });
});

test('playing up to a day in many steps or in one gives the same histories', () => {
  const played = (...stops: string[]) => {
    const world = worldOf(planOf(rounds(), rounds({ kind: ['commune'] }, 'R9')), calendar);
    world.settle(moment('05-10'));
    world.send({ ...issue(), key: 'issue', senderSeq: 0 });
    for (const stop of stops) world.settle(moment(stop));
    world.settle(moment('12-31'));
    return digestOf(entriesOf(world));
  };
  expect(played('05-11', '06-12 08:00', '06-15', '06-15 23:59:59.999', '07-01')).toBe(played());
});

test('whoever asks for an instance that is not there has made a mistake', () => {
  const world = worldOf(planOf(rounds()), calendar);
  expect(() => world.send(officer('05-10', 'report.submit'))).toThrow('no instance');
});
