import {
  chart,
  definitionOf,
  engine,
  head,
  KEY,
  label,
  lifecycleOf,
  newCalendar,
  officer,
  secretary,
  telling,
  voice,
} from '../../test/support/given.js';
import { endOfDay } from './calendar/day.js';
import type { Instance } from './instance.js';
import { canonical } from './canonical.js';

const by = (...roles: string[]) => ({ label, by: roles });
const decided = (when: string) => engine(when, { type: 'calendar.moved', calendar: newCalendar.id });
const itself = voice({ kind: 'instance', key: KEY });

/** Points are published as a draft, may be objected to once within five working days, and are then fixed. */
const sheet = lifecycleOf({
  lifecycle: 'sheet',
  parameters: { days: { type: 'workingDays', default: 5 } },
  events: {
    'result.draft': by('secretariat.officer'),
    'objection.raise': by('unit.head'),
    'objection.answer': by('secretariat.officer'),
    'sheet.note': by('secretariat.officer'),
    'sheet.restart': by('secretariat.officer'),
  },
  windows: { objection: { workingDays: { parameter: 'days' } } },
  initial: 'scoring',
  states: {
    scoring: { on: { 'result.draft': 'drafted' } },
    drafted: {
      tags: ['drafted', 'handed-in'],
      after: { objection: 'fixed' },
      on: {
        'objection.raise': {
          guard: { type: 'counter.below', params: { counter: 'objections', limit: 1 } },
          target: 'objected',
          actions: { type: 'count.up', params: { counter: 'objections' } },
        },
        'sheet.note': { actions: { type: 'fact.set', params: { fact: 'noted', value: true } } },
        'sheet.restart': { target: 'drafted', reenter: true },
      },
    },
    objected: { tags: ['objected', 'handed-in'], on: { 'objection.answer': 'drafted' } },
    fixed: { type: 'final', tags: ['fixed', 'handed-in'] },
  },
});

describe('a window of working days', () => {
  const { given } = chart(definitionOf(sheet));
  const drafted = given(secretary('11-10', 'result.draft'));

  test('ends at the end of its last day', () => {
    expect(drafted.timers).toEqual({ 'w-objection': '11-17 23:59:59.999' });
    expect(drafted.until('11-17 23:59:59.998').tags).toContain('drafted');
    expect(drafted.until('11-17 23:59:59.999').tags).toContain('fixed');
  });

  test('at its very last millisecond a person still goes first', () => {
    expect(drafted.and(head(endOfDay('2023-11-17'), 'objection.raise')).tags).toContain('objected');
  });

  test('a millisecond later it is closed, though nobody was awake', () => {
    const late = drafted.and(head(endOfDay('2023-11-17') + 1, 'objection.raise'));
    expect(late.answers.at(-1)).toBe('refused: event-not-expected');
    expect(late.instance.status).toBe('done');
  });

  test('opens anew when its state is entered anew, and the objection is still allowed once only', () => {
    const answered = drafted.and(head('11-14', 'objection.raise'), secretary('11-16', 'objection.answer'));
    expect(answered.timers).toEqual({ 'w-objection': '11-23 23:59:59.999' });
    expect(answered.and(head('11-17', 'objection.raise')).answers.at(-1)).toBe('refused: guard-not-met');
  });

  test('runs on through what happens inside its state', () => {
    expect(drafted.and(secretary('11-13', 'sheet.note')).timers).toEqual(drafted.timers);
  });

  test('starts again when its state is re-entered on purpose', () => {
    expect(drafted.and(secretary('11-13', 'sheet.restart')).timers).toEqual({ 'w-objection': '11-20 23:59:59.999' });
  });

  test('its length is a parameter of the obligation', () => {
    const shorter = chart(definitionOf(sheet, { parameters: { days: 2 } }));
    expect(shorter.given(secretary('11-10', 'result.draft')).due['w-objection']).toBe('11-14 23:59:59.999');
  });

  test('a new calendar counts it again, from the day on which it opened', () => {
    const moved = drafted.and(decided('11-13'));
    // 13, 14, 16, 21 and 22: the 15th, 17th and 20th are off.
    expect(moved.timers).toEqual({ 'w-objection': '11-22 23:59:59.999' });
    expect(moved.due['w-objection']).toBe('11-22 23:59:59.999');
    expect(moved.until('11-18').tags).toContain('drafted');
    expect(moved.until('11-23').tags).toContain('fixed');
  });

  test('a new calendar that leaves nothing of it ends it at once', () => {
    const back = drafted.and(decided('11-13')).until('11-21');
    const again = back.and(engine('11-21', { type: 'calendar.moved', calendar: back.entries[0]?.event['calendar'] }));
    expect(again.timers).toEqual({ 'w-objection': '11-21 09:00' });
    expect(again.until('11-21').tags).toContain('fixed');
  });
});

describe('a window that ends on a date', () => {
  const round = (on: object | string) =>
    chart(
      definitionOf(
        lifecycleOf({
          events: { 'round.ask': { ...by('secretariat.officer'), carries: { due: { type: 'day' } } } },
          windows: { lateness: { on } },
          states: {
            drafting: {
              on: { 'round.ask': { target: 'asked', actions: { type: 'fact.keep', params: { fields: ['due'] } } } },
            },
            asked: { tags: ['asked'], after: { lateness: 'over' } },
            over: { tags: ['over'], type: 'final' },
          },
        }),
      ),
    );
  const ask = (due: string) => secretary('11-06', { type: 'round.ask', due });

  test('opens offices on that day', () => {
    const asked = round({ from: 'due', workingDays: 10 }).given(ask('2023-11-20'));
    expect(asked.timers).toMatchObject({ 'w-lateness': '12-04 08:00' });
  });

  test('counts again with a new calendar', () => {
    const asked = round({ from: 'due', workingDays: -3 }).given(ask('2023-11-21'), decided('11-07'));
    expect(asked.timers).toMatchObject({ 'w-lateness': '11-13 08:00' });
  });

  test('is over at once where the date is past', () => {
    const asked = round('11-01').given(ask('2023-11-20'));
    expect(asked.tags).toContain('asked');
    expect(asked.until('11-06').tags).toContain('over');
  });
});

describe('a series', () => {
  const series = (schedule: object) =>
    definitionOf(
      lifecycleOf({
        lifecycle: 'series',
        events: {
          'occurrence.request': { ...by('secretariat.officer'), carries: { period: { type: 'identifier' } } },
        },
        windows: { next: { schedule: 'next' } },
        initial: 'running',
        states: {
          running: {
            after: { next: { target: 'opening', actions: { type: 'occurrence.open' } } },
            always: { guard: { type: 'schedule.ended' }, target: 'ended' },
            on: { 'occurrence.request': { target: 'opening', actions: { type: 'occurrence.open' } } },
          },
          opening: { on: { 'children.opened': 'running' } },
          ended: { type: 'final' },
        },
      }),
      {
        kind: 'series',
        deadline: null,
        schedule: schedule as never,
        groups: { occurrence: { units: {}, definition: 'child' } },
      },
    );
  const quarterly = chart(series({ every: 'quarter', opens: 'period.start', until: '2024-12-31' }));
  const opened = (when: string) => itself(when, { type: 'children.opened', group: 'occurrence', n: 1 });
  const periods = (told: { errands: readonly { task: { type: string; period?: { id: string } } }[] }) =>
    told.errands.map(({ task }) => task.period?.id);

  test('opens each occurrence at its instant, once the last one stands', () => {
    const told = quarterly.given().until('2024-01-01 08:00');
    expect(told.timers).toEqual({});
    expect(periods(told)).toEqual(['2024-Q1']);
    expect(told.and(opened('2024-01-01 08:00')).timers).toEqual({ 'w-next': '2024-04-01 08:00' });
  });

  test('an opening that came while it was busy is late, not lost', () => {
    const busy = quarterly.given().until('2024-01-01 08:00');
    // Its mail was read in May, before the news that January's occurrence stands.
    const childMoved = itself('2024-05-02', { type: 'child.moved', group: 'occurrence', from: 'open', to: 'closed' });
    const late = busy.and(childMoved, opened('2024-01-01 08:00')).until('2024-05-02');
    expect(periods(late)).toEqual(['2024-Q1', '2024-Q2']);
    expect(late.and(opened('2024-05-02')).timers).toEqual({ 'w-next': '2024-07-01 08:00' });
  });

  test('nor the last one', () => {
    const last = chart(series({ every: 'quarter', opens: 'period.start', until: '2024-04-30' }));
    const busy = last.given().until('2024-01-01 08:00');
    const childMoved = itself('2024-05-02', { type: 'child.moved', group: 'occurrence', from: 'open', to: 'closed' });
    const late = busy.and(childMoved, opened('2024-01-01 08:00')).until('2024-05-02');
    expect(periods(late)).toEqual(['2024-Q1', '2024-Q2']);
    expect(late.and(opened('2024-05-02')).instance.status).toBe('done');
  });

  test('two that open on one day open both', () => {
    const halves = chart(series({ every: 'half-year', opens: '07-01', from: '2024-01-01' }));
    const first = halves.given().until('2024-07-01 08:00').and(opened('2024-07-01 08:00'));
    expect(first.timers).toEqual({ 'w-next': '2024-07-01 08:00:00.001' });
    expect(periods(first.until('2024-07-01 09:00'))).toEqual(['2024-H1', '2024-H2']);
  });

  test('opens one on request, and forgets none of its own', () => {
    const asked = quarterly.given(secretary('11-10', { type: 'occurrence.request', period: '2023' }), opened('11-10'));
    expect(periods(asked)).toEqual(['2023']);
    expect(asked.timers).toEqual({ 'w-next': '2024-01-01 08:00' });
  });

  test.each(['nonsense', '2023-13-45', '2025-2023', '2023-2023', '9999-Q4', '1200', 'constructor'])(
    'a period that cannot be (%s) is refused',
    (period) => {
      const asked = quarterly.given(secretary('11-10', { type: 'occurrence.request', period }));
      expect(asked.answers).toEqual(['refused: period-unknown']);
      expect(asked.instance).toEqual(quarterly.given().instance);
    },
  );

  test.each(['2023', '2023-Q4', '2023-H1', '2023-2025', '2023-11-15'])('one that can (%s) is taken', (period) => {
    const asked = quarterly.given(secretary('11-10', { type: 'occurrence.request', period }));
    expect(periods(asked)).toEqual([period]);
  });

  test('with nothing left to open it ends', () => {
    const once = chart(series({ once: '2023-11-10' }));
    const told = once.given().until('11-10');
    expect(periods(told)).toEqual(['once']);
    expect(told.and(opened('11-10 08:00')).instance.status).toBe('done');
  });

  test('on request alone it waits for ever', () => {
    const asked = chart(series({ on: 'request' }))
      .given()
      .until('2024-12-31');
    expect(asked.instance).toMatchObject({ status: 'running', timers: [] });
  });

  test('a new calendar moves the next opening', () => {
    const byCalendar = chart(series({ every: 'year', opens: { from: '11-14', workingDays: 1 }, from: '2023-01-01' }));
    expect(byCalendar.given().timers).toEqual({ 'w-next': '11-15 08:00' });
    expect(byCalendar.given(decided('11-02')).timers).toEqual({ 'w-next': '11-16 08:00' });
  });
});

describe('a work with an inside', () => {
  const states = (history: object) => ({
    busy: {
      initial: 'first',
      onDone: 'done',
      on: { 'work.suspend': 'resting' },
      states: {
        first: { tags: ['first'], on: { 'work.next': 'second' } },
        second: {
          initial: 'drafting',
          onDone: 'end',
          states: {
            drafting: { tags: ['drafting'], on: { 'work.next': 'signing' } },
            signing: { tags: ['signing'], on: { 'work.next': 'signed' }, after: { sign: 'chased' } },
            chased: { tags: ['chased'], on: { 'work.next': 'signed' } },
            signed: { type: 'final' },
          },
        },
        end: { type: 'final' },
        last: { type: 'history', ...history },
      },
    },
    resting: { tags: ['suspended'], on: { 'work.resume': 'busy.last' } },
    done: { type: 'final', tags: ['handed-in'] },
  });
  const chartOf = (history: object) =>
    chart(
      definitionOf(
        lifecycleOf({
          events: {
            'work.next': by('unit.officer'),
            'work.suspend': by('unit.officer'),
            'work.resume': by('unit.officer'),
          },
          windows: { sign: { workingDays: 2 } },
          initial: 'busy',
          states: states(history),
        }),
      ),
    );
  const to = (name: string, when = '11-06') => officer(when, `work.${name}`);

  test('goes through it, and is done when its inside is', () => {
    const { given } = chartOf({});
    expect(given(to('next')).tags).toContain('drafting');
    expect(given(to('next'), to('next')).timers).toMatchObject({ 'w-sign': '11-08 23:59:59.999' });
    expect(given(to('next'), to('next'), to('next')).tags).toEqual(['closed', 'handed-in', 'on-time']);
  });

  test('a shallow memory begins the inside again', () => {
    const { given } = chartOf({});
    const resumed = given(to('next'), to('next'), to('suspend'), to('resume', '11-20'));
    expect(resumed.tags).toContain('drafting');
    expect(resumed.timers).not.toHaveProperty('w-sign');
  });

  test('a deep memory comes back to the very place, and its window opens anew', () => {
    const { given } = chartOf({ history: 'deep' });
    const resting = given(to('next'), to('next'), to('suspend'));
    expect(resting.timers).toEqual({});
    const resumed = resting.and(to('resume', '11-13'));
    expect(resumed.tags).toContain('signing');
    expect(resumed.timers).toMatchObject({ 'w-sign': '11-15 23:59:59.999' });
  });

  test('the memory survives JSON', () => {
    const { given, find } = chartOf({ history: 'deep' });
    const resting = given(to('next'), to('next'), to('suspend'));
    const stored = JSON.parse(canonical(resting.instance)) as Instance;
    const letter = to('resume', '11-13');
    expect(telling({ ...resting, instance: stored }, find).and(letter).instance).toEqual(resting.and(letter).instance);
  });
});

describe('two things at once', () => {
  const parallel = chart(
    definitionOf(
      lifecycleOf({
        events: {
          'papers.send': by('unit.officer', 'secretariat.officer'),
          'room.book': by('unit.officer'),
          'all.stop': by('secretariat.officer'),
        },
        windows: { papers: { workingDays: 1 }, room: { workingDays: 3 } },
        initial: 'preparing',
        states: {
          preparing: {
            type: 'parallel',
            onDone: 'ready',
            on: { 'all.stop': 'stopped' },
            states: {
              papers: {
                initial: 'open',
                states: {
                  open: {
                    tags: ['papers-open'],
                    after: { papers: 'chased' },
                    on: { 'papers.send': { target: 'sent', by: ['secretariat.officer'] } },
                  },
                  chased: { tags: ['papers-chased'], on: { 'papers.send': 'sent' } },
                  sent: { type: 'final' },
                },
              },
              room: {
                initial: 'open',
                states: {
                  open: { tags: ['room-open'], after: { room: 'chased' }, on: { 'room.book': 'booked' } },
                  chased: { tags: ['room-chased'], on: { 'room.book': 'booked' } },
                  booked: { type: 'final' },
                },
              },
            },
          },
          ready: { tags: ['handed-in', 'ready'] },
          stopped: { type: 'final', tags: ['cancelled'] },
        },
      }),
    ),
  );
  const { given } = parallel;

  test('each has its own place and its own window', () => {
    const open = given();
    expect(open.tags).toEqual(['on-track', 'papers-open', 'room-open']);
    expect(open.timers).toMatchObject({ 'w-papers': '11-02 23:59:59.999', 'w-room': '11-06 23:59:59.999' });
    expect(open.until('11-03').tags).toEqual(['on-track', 'papers-chased', 'room-open']);
  });

  test('done when both are', () => {
    const half = given(officer('11-02', 'room.book'));
    expect(half.tags).toEqual(['on-track', 'papers-open']);
    expect(half.and(secretary('11-02', 'papers.send')).tags).toEqual(['handed-in', 'on-time', 'ready']);
  });

  test('leaving it takes all its timers along', () => {
    expect(given(secretary('11-02', 'all.stop'))).toMatchObject({ timers: {}, tags: ['cancelled', 'closed'] });
  });

  test('a state narrows who may send an event, for as long as it lasts', () => {
    expect(given(officer('11-02', 'papers.send')).answers).toEqual(['forbidden: forbidden-event']);
    expect(given(officer('11-03', 'papers.send')).answers).toEqual(['moved']);
  });
});
