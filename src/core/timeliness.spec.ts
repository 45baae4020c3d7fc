import {
  chart,
  definitionOf,
  engine,
  head,
  label,
  lifecycleOf,
  moment,
  newCalendar,
  officer,
  parent,
  said,
  secretary,
  source,
} from '../../test/support/given.js';
import { report, reportTiming, unitReport } from '../../test/support/unit-report.js';
import { endOfDay } from './calendar/day.js';
import type { DeadlineRule } from './calendar/deadline.js';
import type { Letter } from './instance.js';

const { given } = report;
const extend = (when: string, to: string) => secretary(when, { type: 'deadline.extend', to });
const NEW = newCalendar.id;
const deadline = endOfDay('2023-11-20');

describe('a report that is open', () => {
  test('waits in time, with its timers at exact instants', () => {
    const now = given();
    expect(now.tags).toEqual(['drafting', 'on-track']);
    expect(now.timers).toEqual({
      'r-t5': '11-13 08:00',
      soon: '11-15 08:00',
      'r-t1': '11-17 08:00',
      end: '11-20 23:59:59.999',
    });
  });

  test('nobody acts: reminded, due soon, overdue, escalated', () => {
    expect(given().until('11-16').tags).toEqual(['drafting', 'due-soon']);
    expect(given().until(deadline - 1).tags).toEqual(['drafting', 'due-soon']);
    expect(given().until(deadline).tags).toEqual(['drafting', 'overdue']);
    const late = given().until('12-30');
    expect(late.tags).toEqual(['drafting', 'escalated-2', 'overdue']);
    expect(late.happened).toEqual([
      '11-01 09:00 xstate.init',
      '11-13 08:00 r-t5',
      '11-15 08:00 soon',
      '11-17 08:00 r-t1',
      '11-20 23:59:59.999 end',
      '11-21 08:00 announce',
      '11-21 08:00 e-1',
      '11-23 08:00 e-2',
    ]);
    expect(late.timers).toEqual({});
  });

  test('each is told once: reminders, one overdue notice, escalations by level', () => {
    expect(given().until('12-30').told).toEqual([
      'reminder → u1/officer',
      'reminder → u1/officer',
      'overdue → u1/officer',
      'escalation → u1/head',
      'escalation → chair/leader',
    ]);
  });

  test('a worker that slept through all of it writes the same history, level by level', () => {
    const awake = ['11-13 08:00', '11-14', '11-17 12:00', '11-21', '11-21 08:00', '11-22', '11-23 08:00'];
    const watched = awake.reduce((told, when) => told.until(when), given()).until('12-30');
    const slept = given().until('12-30');
    expect(slept.entries).toEqual(watched.entries);
    expect(slept.notices.map(({ level }) => level)).toEqual([0, 0, 0, 1, 2]);
  });

  test('overdue blocks nothing: the report is taken, and is late', () => {
    const late = given(officer('12-01', 'report.submit'));
    expect(late.tags).toEqual(['handed-in', 'late', 'submitted']);
    expect(late.happened.slice(-3)).toEqual(['11-21 08:00 e-1', '11-23 08:00 e-2', '12-01 09:00 report.submit']);
  });
});

describe('the verdict', () => {
  test('one millisecond late is late, though nobody was awake', () => {
    expect(given(officer(deadline, 'report.submit')).verdict).toBe('on-time');
    const late = given(officer(deadline + 1, 'report.submit'));
    expect(late.verdict).toBe('late');
    expect(late.tags).toEqual(['handed-in', 'late', 'submitted']);
    expect(late.happened).toContain('11-20 23:59:59.999 end');
  });

  test('at the very millisecond of the deadline the person goes first', () => {
    const last = given(officer(deadline, 'report.submit'));
    expect(last.tags).toEqual(['handed-in', 'on-time', 'submitted']);
    expect(last.until('12-30').told).not.toContain('overdue → u1/officer');
  });

  test('is on time even where the clock was read first at that millisecond', () => {
    const last = given().until(deadline).and(officer(deadline, 'report.submit'));
    expect(last.tags).toEqual(['handed-in', 'on-time', 'submitted']);
  });

  test('while handed in, timeliness rests', () => {
    const rests = given(officer('11-19', 'report.submit'));
    expect(rests.timers).toEqual({});
    expect(rests.until('12-30').instance).toEqual(rests.instance);
  });

  test('submitted in time, accepted, closed', () => {
    const done = given(
      officer('11-19', 'report.submit'),
      secretary('11-21', 'report.accept'),
      secretary('12-21', 'report.close'),
    );
    expect(done.tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(done.instance).toMatchObject({ status: 'done', stage: 'closed', timers: [] });
  });

  test('closed late stays late', () => {
    const done = given(officer('11-21', 'report.submit'), secretary('12-21', 'report.close'));
    expect(done.tags).toEqual(['closed', 'handed-in', 'late']);
  });

  test('recorded on behalf after the deadline goes by the moment at which it really happened', () => {
    const recorded = given(secretary('11-22', 'report.record', { effectiveAt: moment('11-20') }));
    expect(recorded.verdict).toBe('on-time');
    expect(recorded.tags).toEqual(['handed-in', 'on-time', 'submitted']);
    const [entry] = recorded.entries.slice(-1);
    expect(entry).toMatchObject({ at: moment('11-22'), effectiveAt: moment('11-20') });
    // The order is that of the letters: being overdue has happened, and was told.
    expect(recorded.happened).toContain('11-20 23:59:59.999 end');
  });

  test('recorded on behalf of the day of the opening, and not of a day before there was anything to record', () => {
    const morning = given(secretary('11-22', 'report.record', { effectiveAt: moment('11-01 00:00') }));
    expect(morning.verdict).toBe('on-time');
    const before = given(secretary('11-22', 'report.record', { effectiveAt: moment('10-31 23:59') }));
    expect(before.answers).toEqual(['refused: effective-not-allowed']);
  });

  test('recorded on behalf, but really late as well', () => {
    expect(given(secretary('11-25', 'report.record', { effectiveAt: moment('11-22') })).verdict).toBe('late');
  });

  test('handed in and closed at one stroke is judged too', () => {
    const whole = chart(
      definitionOf({
        ...unitReport,
        states: {
          drafting: { on: { 'report.submit': 'closed' } },
          closed: { type: 'final', tags: ['handed-in'] },
        },
      }),
    );
    expect(whole.given(officer('11-19', 'report.submit')).tags).toEqual(['closed', 'handed-in', 'on-time']);
    expect(whole.given(officer('11-21', 'report.submit')).tags).toEqual(['closed', 'handed-in', 'late']);
  });
});

describe('the notice of being overdue', () => {
  const { instance } = given().until(deadline);
  const overdue = (line: string) => line.startsWith('overdue');
  const told = (one: ReturnType<typeof given>) => one.until('12-30').told.filter(overdue);
  const timed = (deadlineRule: DeadlineRule, more: object) =>
    chart(definitionOf(unitReport, { deadline: deadlineRule, timing: { ...reportTiming, ...more } }));

  test('goes out in the morning; the work is overdue from the legal end', () => {
    expect(instance.tags).toEqual(['drafting', 'overdue']);
    expect(given().until(deadline).timers).toEqual({ announce: '11-21 08:00', 'e-1': '11-21 08:00' });
    expect(given().until('11-21 07:59').told.filter(overdue)).toEqual([]);
    expect(given().until('11-21 08:00').told.slice(-2)).toEqual(['overdue → u1/officer', 'escalation → u1/head']);
  });

  test('at the hour that the plan says, though a level comes before it', () => {
    const evening = timed({ by: '11-20' }, { overdue: { at: '13:30', to: ['unit.officer'] } });
    expect(evening.given().until('12-30').happened.slice(-4)).toEqual([
      '11-20 23:59:59.999 end',
      '11-21 08:00 e-1',
      '11-21 13:30 announce',
      '11-23 08:00 e-2',
    ]);
  });

  test('the day after where the deadline is the close of offices, unless its hour is still to come', () => {
    const within = (at: string) => timed({ within: '11-20' }, { overdue: { at, to: ['unit.officer'] } }).given();
    expect(within('08:00').due).toMatchObject({ end: '11-20 17:00', announce: '11-21 08:00' });
    expect(within('17:00').due['announce']).toBe('11-20 17:00');
    expect(within('18:00').due['announce']).toBe('11-20 18:00');
    expect(told(within('17:00'))).toEqual(['overdue → u1/officer']);
  });

  test.each([
    ['handed in', officer('11-21 07:59', 'report.submit')],
    ['handed in at that very moment', officer('11-21 08:00', 'report.submit')],
    ['recorded for others', secretary('11-21 07:30', 'report.record')],
    ['exempt', secretary('11-21 07:30', 'report.exempt')],
    ['suspended', secretary('11-21 07:30', 'report.suspend')],
    ['cancelled', secretary('11-21 07:30', 'report.cancel', { bodyDigest: 'why' })],
    ['closed', secretary('11-21 07:30', 'report.close')],
  ])('goes out to nobody once the work is %s', (_, letter) => {
    const done = given().until('11-21 07:00').and(letter);
    expect(done.answers).toEqual(['moved']);
    expect(told(done)).toEqual([]);
  });

  test('of a deadline that was moved in time, only of the new one', () => {
    const longer = given().until('11-21 07:00').and(extend('11-21 07:30', '2023-12-08'));
    expect(told(longer)).toEqual(['overdue → u1/officer']);
    expect(longer.until('12-30').happened).toContain('12-09 08:00 announce');
  });

  test('is made up for where the work rested at that hour and has the same deadline again', () => {
    const exempt = given().until('11-21 07:00').and(secretary('11-21 07:30', 'report.exempt'));
    const back = exempt.and(secretary('11-21 10:00', 'exemption.revoke')).until('11-21 10:00');
    expect(back.told.slice(-2)).toEqual(['overdue → u1/officer', 'escalation → u1/head']);
    expect(told(back)).toEqual(['overdue → u1/officer']);
  });

  test('is none where the plan names nobody', () => {
    const silent = timed({ by: '11-20' }, { overdue: undefined }).given();
    expect(silent.due).not.toHaveProperty('announce');
    expect(silent.until('11-21 08:00').tags).toEqual(['drafting', 'escalated-1', 'overdue']);
  });
});

describe('extended', () => {
  test('while open: reminded anew, on time by the new date, late by the first', () => {
    const longer = given(extend('11-14', '2023-12-08'));
    expect(longer.tags).toEqual(['drafting', 'on-track']);
    expect(longer.timers).toEqual({
      'r-t5': '12-01 08:00',
      soon: '12-05 08:00',
      'r-t1': '12-07 08:00',
      end: '12-08 23:59:59.999',
    });
    const { context } = longer.and(officer('12-01', 'report.submit')).instance.snapshot;
    expect(context).toMatchObject({ verdict: 'on-time', verdictOriginal: 'late' });
    expect(said(context.deadline?.original ?? 0)).toBe('11-20 23:59:59.999');
  });

  test('while overdue: it is on track again, and may be overdue again', () => {
    const longer = given(extend('11-23', '2023-12-08'));
    expect(longer.tags).toEqual(['drafting', 'on-track']);
    const late = longer.until('12-30');
    expect(late.tags).toEqual(['drafting', 'escalated-2', 'overdue']);
    expect(late.told.filter((line) => line.startsWith('overdue'))).toHaveLength(2);
  });

  test('while overdue, to a day that is past as well: due at once, and each is told of that day once', () => {
    const still = given().until('11-23');
    const moved = still.and(extend('11-23', '2023-11-21')).until('11-23');
    expect(moved.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    expect(moved.told.slice(still.told.length)).toEqual(['overdue → u1/officer', 'escalation → u1/head']);
    expect(moved.until('12-30').told.slice(moved.told.length)).toEqual(['escalation → chair/leader']);
  });

  test('after hand-in: both verdicts stay', () => {
    const late = given(officer('11-22', 'report.submit'));
    const longer = late.and(extend('11-23', '2023-12-08'));
    expect(longer.tags).toEqual(['handed-in', 'late', 'submitted']);
    expect(longer.instance.snapshot.context).toMatchObject({ verdict: 'late', verdictOriginal: 'late' });
    expect(longer.timers).toEqual({});
  });

  test('shortened to a day that is past: overdue at once', () => {
    const past = given(extend('11-14', '2023-11-13')).until('11-14');
    expect(past.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    expect(past.told).toEqual(['reminder → u1/officer', 'overdue → u1/officer', 'escalation → u1/head']);
    const justPast = given(extend('11-12', '2023-11-11')).until('11-12');
    expect(justPast.tags).toEqual(['drafting', 'overdue']);
    expect(justPast.until('11-14').told).toEqual(['overdue → u1/officer', 'escalation → u1/head']);
  });

  test('shortened into the last days: due soon at once, and past reminders are not sent', () => {
    const sooner = given(extend('11-14', '2023-11-15'));
    expect(sooner.tags).toEqual(['drafting', 'due-soon']);
    expect(sooner.timers).toEqual({ end: '11-15 23:59:59.999' });
  });

  test("by the engine's letter, to a day or an instant", () => {
    expect(given(engine('11-14', { type: 'deadline.moved', to: '2023-12-08' })).due['end']).toBe('12-08 23:59:59.999');
    const instant = given(engine('11-14', { type: 'deadline.moved', to: moment('12-08 17:00') }));
    expect(instant.due['end']).toBe('12-08 17:00');
    expect(instant.timers['end']).toBe('12-08 17:00');
    expect(instant.instance.snapshot.context.deadline).toMatchObject({ kind: 'main', original: deadline });
  });

  test("by a letter of the engine's that names no day: nothing moves", () => {
    const { due } = given();
    for (const to of ['soon', '2023-02-30', Number.NaN, 8.64e16, null, undefined])
      expect(given(engine('11-14', { type: 'deadline.moved', to })).due).toEqual(due);
  });

  test('a returned report: its own deadline moves, and stays its own', () => {
    const back = given(officer('11-19', 'report.submit'), secretary('11-24', 'report.return'));
    const moved = back.and(engine('11-25', { type: 'deadline.moved', to: '2023-12-08' }));
    expect(moved.due['end']).toBe('12-08 23:59:59.999');
    expect(moved.instance.snapshot.context.deadline).toMatchObject({ kind: 'sub', original: deadline });
  });
});

describe('returned', () => {
  const submitted = given(officer('11-19', 'report.submit'));
  const back = submitted.and(secretary('11-24', 'report.return'));

  test('it gets three working days of its own, with reminders and escalations of their own', () => {
    expect(back.due['end']).toBe('11-29 23:59:59.999');
    expect(back.until('11-24 09:01').tags).toEqual(['drafting', 'due-soon']);
    expect(back.until('12-30').happened.slice(back.entries.length)).toEqual([
      '11-24 09:00 soon',
      '11-28 08:00 r-t1',
      '11-29 23:59:59.999 end',
      '11-30 08:00 announce',
      '11-30 08:00 e-1',
      '12-04 08:00 e-2',
    ]);
  });

  test('the legal end of the work itself is kept beside it, until a day is named for the work', () => {
    const { deadline: kept } = back.instance.snapshot.context;
    expect(kept).toMatchObject({ kind: 'sub', main: deadline });
    const twice = back.and(officer('11-25', 'report.submit'), secretary('11-26', 'report.return'));
    expect(twice.instance.snapshot.context.deadline).toMatchObject({ kind: 'sub', main: deadline });
    expect(back.and(extend('11-27', '2023-12-05')).instance.snapshot.context.deadline).not.toHaveProperty('main');
  });

  test('handed in again late: the first verdict stands', () => {
    const again = back.and(officer('12-01', 'report.submit'));
    expect(again.tags).toEqual(['handed-in', 'on-time', 'submitted']);
    expect(again.timers).toEqual({});
  });

  test('a late one that comes back in the days it was given was late all the same', () => {
    const again = given(
      officer('11-21', 'report.submit'),
      secretary('11-22', 'report.return'),
      officer('11-23', 'report.submit'),
    );
    expect(again.tags).toEqual(['handed-in', 'late', 'submitted']);
  });

  test('a second time: a new deadline from then on', () => {
    const twice = back.and(officer('11-28', 'report.submit'), secretary('12-01', 'report.return'));
    expect(twice.due['end']).toBe('12-06 23:59:59.999');
    expect(twice.instance.snapshot.context).toMatchObject({ counters: { returns: 2 }, verdict: 'on-time' });
    expect(twice.until('12-07 07:00').tags).toEqual(['drafting', 'overdue']);
  });

  test('to a day that the secretary names', () => {
    const named = submitted.and(secretary('11-24', { type: 'report.return', to: '2023-12-15' }));
    expect(named.due['end']).toBe('12-15 23:59:59.999');
  });

  test('and never completed: closed with the verdict of the first time', () => {
    expect(back.and(secretary('12-20', 'report.close')).tags).toEqual(['closed', 'on-time']);
  });

  test('accepted and opened again before closure, without a deadline of its own: it goes by the old one', () => {
    const reopened = submitted.and(secretary('11-24', 'report.accept'), secretary('12-01', 'report.reopen'));
    const again = reopened.until('12-01');
    expect(again.tags).toEqual(['drafting', 'escalated-2', 'overdue']);
    expect(again.verdict).toBe('on-time');
    // Nobody was told while it lay handed in: those days are past, and so due at once. A lifecycle that means it kindly
    // gives a sub-deadline with the reopening.
    expect(again.told.slice(submitted.told.length)).toEqual([
      'overdue → u1/officer',
      'escalation → u1/head',
      'escalation → chair/leader',
    ]);
  });
});

describe('exempt, suspended, cancelled', () => {
  test('exempt: nothing is awaited, and nothing is overdue', () => {
    const exempt = given(secretary('11-10', 'report.exempt')).until('12-30');
    expect(exempt.tags).toEqual(['exempt']);
    expect(exempt.timers).toEqual({});
    expect(exempt.and(secretary('12-31', 'report.close')).tags).toEqual(['closed', 'exempt']);
  });

  test('exempted when overdue, and revoked: it stands where it stood, and nobody is told twice', () => {
    const overdue = given().until('11-22');
    const revoked = overdue.and(secretary('11-22', 'report.exempt'), secretary('11-24', 'exemption.revoke'));
    expect(revoked.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    // The level that came while it was exempt is past, was told nobody, and so is due at once.
    expect(revoked.until('11-24').tags).toEqual(['drafting', 'escalated-2', 'overdue']);
    expect(revoked.until('12-30').told.slice(overdue.told.length)).toEqual(['escalation → chair/leader']);
  });

  test('suspended: it rests; resumed: it has as many working days more as it rested', () => {
    const rests = given(secretary('11-10', 'report.suspend'));
    expect(rests.until('12-30').tags).toEqual(['suspended']);
    const resumed = rests.and(secretary('11-17', 'report.resume'));
    expect(resumed.due['end']).toBe('11-27 23:59:59.999');
    expect(resumed.due).not.toHaveProperty('paused');
    expect(resumed.tags).toEqual(['drafting', 'on-track']);
  });

  test('suspended over a weekend alone: nothing moves', () => {
    const resumed = given(secretary('11-11', 'report.suspend'), secretary('11-12', 'report.resume'));
    expect(resumed.due['end']).toBe('11-20 23:59:59.999');
  });

  test('a deadline at 17:00 stays one at 17:00', () => {
    const within = chart(definitionOf(unitReport, { deadline: { within: '11-20' } }));
    const resumed = within.given(secretary('11-10', 'report.suspend'), secretary('11-14', 'report.resume'));
    expect(resumed.due['end']).toBe('11-22 17:00');
  });

  test('a day that is named while it rests stays as it was named', () => {
    const named = (letter: Letter) =>
      given(secretary('11-10', 'report.suspend'), letter, secretary('11-17', 'report.resume'));
    expect(named(extend('11-13', '2023-12-08')).due['end']).toBe('12-08 23:59:59.999');
    expect(named(engine('11-13', { type: 'deadline.moved', to: '2023-12-08' })).due['end']).toBe('12-08 23:59:59.999');
    // A calendar names no day: it still has as many working days more as it rested.
    expect(named(engine('11-13', { type: 'calendar.moved', calendar: NEW })).due['end']).toBe('11-23 23:59:59.999');
  });

  test('cancelled: closed, and neither on time nor missing', () => {
    expect(given(secretary('11-25', 'report.cancel', { bodyDigest: 'why' })).tags).toEqual(['cancelled', 'closed']);
  });

  test('closed without a report is missing, before the deadline too', () => {
    expect(given(secretary('12-10', 'report.close')).tags).toEqual(['closed', 'missing']);
    expect(given(secretary('11-10', 'report.close')).tags).toEqual(['closed', 'missing']);
  });
});

describe('without a deadline yet', () => {
  const by = (from: string, birth = {}) =>
    chart(definitionOf(unitReport, { deadline: { by: from }, timing: reportTiming }), birth);

  test('nothing is due until the anchor is known', () => {
    const open = by('source.round.due').given();
    expect(open.tags).toEqual(['drafting', 'no-deadline']);
    expect(open.timers).toEqual({});
    expect(open.until('2024-12-30').tags).toEqual(['drafting', 'no-deadline']);
  });

  test('a source brings it', () => {
    const moved = { type: 'source.moved', source: 'round', to: 'collecting', facts: { due: '2023-11-20' } };
    const known = by('source.round.due').given(source('11-10', moved));
    expect(known.tags).toEqual(['drafting', 'on-track']);
    expect(known.timers['end']).toBe('11-20 23:59:59.999');
  });

  test('it follows its source until somebody names a day', () => {
    const said = (day: string) => ({ type: 'source.moved', source: 'round', to: 'collecting', facts: { due: day } });
    const known = by('source.round.due').given(source('11-10', said('2023-11-20')));
    const followed = known.and(source('11-11', said('2023-12-20')));
    expect(followed.due['end']).toBe('12-20 23:59:59.999');
    const named = followed.and(extend('11-12', '2023-12-25')).and(source('11-13', said('2023-12-28')));
    expect(named.due['end']).toBe('12-25 23:59:59.999');
  });

  test('a source that says something else does not', () => {
    const other = { type: 'source.moved', source: 'round', to: 'drafting', facts: { number: '7' } };
    expect(by('source.round.due').given(source('11-10', other)).tags).toEqual(['drafting', 'no-deadline']);
  });

  test('the parent knew it when it opened the task', () => {
    const { context } = by('parent.due').birth;
    const known = by('parent.due', { context: { ...context, parentFacts: { due: '2023-11-15' } } }).given();
    expect(known.due['end']).toBe('11-15 23:59:59.999');
    expect(by('parent.due').given().tags).toEqual(['drafting', 'no-deadline']);
  });

  test('it comes late: due at once, and what would have been reminded before is not', () => {
    const moved = { type: 'source.moved', source: 'round', to: 'collecting', facts: { due: '2023-11-20' } };
    const late = by('source.round.due').given(source('11-22', moved)).until('11-22');
    expect(late.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    expect(late.timers).toEqual({ 'e-2': '11-23 08:00' });
    expect(late.told).toEqual(['overdue → u1/officer', 'escalation → u1/head']);
    expect(late.happened.slice(-4)).toEqual([
      '11-22 09:00 source.moved',
      '11-22 09:00 end',
      '11-22 09:00 announce',
      '11-22 09:00 e-1',
    ]);
  });

  describe('it counts from a fact of its own', () => {
    const meeting = lifecycleOf({
      events: {
        'day.fix': { label, by: ['secretariat.officer'], carries: { day: { type: 'day' } } },
        'day.ours': { label, by: ['secretariat.officer'] },
        'report.submit': { label, by: ['unit.officer'] },
      },
      states: {
        drafting: {
          on: {
            'day.fix': { actions: { type: 'fact.keep', params: { fields: ['day'] } } },
            'day.ours': { actions: { type: 'fact.set', params: { fact: 'day', value: '2023-11-24' } } },
            'report.submit': 'submitted',
          },
        },
        submitted: { type: 'final', tags: ['handed-in'] },
      },
    });
    const held = (deadline: DeadlineRule) => chart(definitionOf(meeting, { deadline, timing: reportTiming }));
    const fix = (when: string, day: string) => secretary(when, { type: 'day.fix', day });
    const three = held({ by: { from: 'day', workingDays: 3 } });

    test('known as soon as it is kept or set, in the same breath', () => {
      expect(three.given().tags).toEqual(['no-deadline']);
      const fixed = three.given(fix('11-06', '2023-11-20'));
      expect(fixed.due['end']).toBe('11-23 23:59:59.999');
      expect(fixed.tags).toEqual(['on-track']);
      expect(fixed.timers).toMatchObject({ end: '11-23 23:59:59.999', 'r-t1': '11-22 08:00' });
      expect(three.given(secretary('11-06', 'day.ours')).due['end']).toBe('11-29 23:59:59.999');
    });

    test('moved with the fact, and back into time where it was overdue', () => {
      const late = three.given(fix('11-06', '2023-11-08')).until('11-20');
      expect(late.tags).toEqual(['escalated-2', 'overdue']);
      const moved = late.and(fix('11-20', '2023-11-22'));
      expect(moved.due['end']).toBe('11-27 23:59:59.999');
      expect(moved.tags).toEqual(['on-track']);
      expect(moved.instance.snapshot.context.deadline?.original).toBe(moment('11-13 23:59:59.999'));
    });

    test('a deadline that counts from now counts from the moment at which it was first known', () => {
      const within = held({ by: { from: 'now', workingDays: 5 } });
      const opened = within.given();
      expect(opened.due['end']).toBe('11-08 23:59:59.999');
      expect(within.given(fix('11-07', '2023-11-20')).due['end']).toBe('11-08 23:59:59.999');
    });
  });

  test('a deadline that counts from now does not run on with every word of its source', () => {
    const now = chart(definitionOf(unitReport, { deadline: { by: { from: 'now', workingDays: 5 } } }));
    const moved = { type: 'source.moved', source: 'round', to: 'collecting', facts: { due: '2023-11-20' } };
    expect(now.given(source('11-07', moved)).due['end']).toBe('11-08 23:59:59.999');
  });

  test('handed in before it is known: untimed, and closed untimed', () => {
    const early = by('source.round.due').given(officer('11-10', 'report.submit'));
    expect(early.tags).toEqual(['handed-in', 'submitted', 'untimed']);
    expect(early.and(secretary('11-11', 'report.close')).tags).toEqual(['closed', 'handed-in', 'untimed']);
    expect(by('source.round.due').given(secretary('11-11', 'report.close')).tags).toEqual(['closed', 'untimed']);
  });

  test('a deadline can be set where no rule knows one', () => {
    const set = by('source.round.due').given(extend('11-10', '2023-11-30'));
    expect(set.tags).toEqual(['drafting', 'on-track']);
    expect(set.due['end']).toBe('11-30 23:59:59.999');
  });
});

describe('reminders', () => {
  test('opened on the last day: what would have come before is never armed', () => {
    const late = chart(report.definition, { at: moment('11-20 10:00') }).given();
    expect(Object.keys(late.timers)).toEqual(['end', 'soon']);
    expect(late.until('11-20 11:00').tags).toEqual(['drafting', 'due-soon']);
    expect(late.until('11-20 11:00').told).toEqual([]);
  });

  test('opened when it is already too late: overdue from the first moment, and all who should know are told', () => {
    const late = chart(report.definition, { at: moment('12-10') })
      .given()
      .until('12-10');
    expect(late.tags).toEqual(['drafting', 'escalated-2', 'overdue']);
    expect(late.told).toEqual(['overdue → u1/officer', 'escalation → u1/head', 'escalation → chair/leader']);
  });

  test('only while the work is in a state with that tag', () => {
    const timing = { reminders: [{ key: 'unsent', workingDays: -5, to: ['unit.officer'], while: ['drafting'] }] };
    const one = chart(definitionOf(unitReport, { timing }));
    expect(one.given().until('11-14').told).toEqual(['reminder → u1/officer']);
    const other = chart(
      definitionOf(unitReport, { timing: { reminders: [{ ...timing.reminders[0], while: ['signing'] }] } }),
    );
    const silent = other.given().until('11-14');
    expect(silent.told).toEqual([]);
    // The timer fired all the same: what happened does not depend on who was to be told.
    expect(silent.happened.at(-1)).toBe('11-13 08:00 r-unsent');
  });

  test('counted from the opening', () => {
    const timing = { reminders: [{ key: 'start', workingDays: 2, from: 'opened', to: ['unit.head'] }] };
    expect(chart(definitionOf(unitReport, { timing })).given().timers['r-start']).toBe('11-03 08:00');
  });

  test('a post with two words for it is told once', () => {
    const to = ['unit.officer', 'owner.officer', 'secretariat.officer'];
    const timing = { reminders: [{ key: 'all', workingDays: -5, to }] };
    expect(chart(definitionOf(unitReport, { timing })).given().until('11-14').told).toEqual([
      'reminder → u1/officer',
      'reminder → office/officer',
    ]);
  });
});

describe('a new calendar', () => {
  const decided = (when: string) => engine(when, { type: 'calendar.moved', calendar: NEW });

  test('reminders, due-soon and the working end move; the legal end stays where the rule says so', () => {
    const moved = given(decided('11-02'));
    expect(moved.instance.calendar).toBe(NEW);
    expect(moved.due).toMatchObject({ end: '11-20 23:59:59.999', 'working-end': '11-16 17:00' });
    expect(moved.timers).toMatchObject({ 'r-t5': '11-08 08:00', 'r-t1': '11-14 08:00' });
    expect(moved.until('12-30').tags).toEqual(['drafting', 'escalated-2', 'overdue']);
  });

  test('a deadline that rolls moves', () => {
    const rolls = chart(definitionOf(unitReport, { deadline: { by: '11-20', roll: 'back' }, timing: reportTiming }));
    const moved = rolls.given(decided('11-02'));
    expect(moved.due['end']).toBe('11-16 23:59:59.999');
    expect(moved.timers['end']).toBe('11-16 23:59:59.999');
    expect(moved.instance.snapshot.context.deadline?.original).toBe(deadline);
  });

  test('an extension that a person gave is not taken back', () => {
    const moved = given(extend('11-02', '2023-12-08'), decided('11-03'));
    expect(moved.due['end']).toBe('12-08 23:59:59.999');
    const byLetter = given(engine('11-02', { type: 'deadline.moved', to: '2023-12-08' }), decided('11-03'));
    expect(byLetter.due['end']).toBe('12-08 23:59:59.999');
  });

  test('the working days to complete a returned report are counted again, from the day of the return', () => {
    const moved = given(officer('11-13', 'report.submit'), secretary('11-14', 'report.return'), decided('11-15'));
    // 16, 21 and 22: the 15th, 17th and 20th are off.
    expect(moved.due['end']).toBe('11-22 23:59:59.999');
    expect(moved.instance.snapshot.context.deadline?.kind).toBe('sub');
  });

  test('while handed in, nothing stirs until the report comes back', () => {
    const moved = given(officer('11-13', 'report.submit'), decided('11-14'));
    expect(moved.tags).toEqual(['handed-in', 'on-time', 'submitted']);
    expect(moved.timers).toEqual({});
  });

  test('from that letter on: what came before went by the old one', () => {
    const history = given(decided('11-15')).until('12-30').happened;
    expect(history).toEqual([
      '11-01 09:00 xstate.init',
      '11-13 08:00 r-t5',
      '11-15 08:00 soon',
      '11-15 09:00 calendar.moved',
      '11-20 23:59:59.999 end',
      '11-21 08:00 announce',
      '11-21 08:00 e-1',
      '11-23 08:00 e-2',
    ]);
  });

  test('a letter and what follows it in one go are the same as one by one', () => {
    const [letter, longer] = [decided('11-02'), extend('11-03', '2023-11-24')];
    const atOnce = given(letter, longer).until('11-23');
    const oneByOne = given(letter).until('11-02 10:00').and(longer).until('11-14').until('11-23');
    expect(atOnce.entries).toEqual(oneByOne.entries);
    expect(atOnce.due['working-end']).toBe('11-24 17:00');
  });
});

describe('whoever has work to do is told of a deadline that others move', () => {
  const decided = engine('11-06', { type: 'calendar.moved', calendar: NEW });
  const moved = (to: string) => engine('11-06', { type: 'deadline.moved', to });
  const said = (line: string) => line.startsWith('deadline-moved');

  test('by the engine: the officer and the head, once', () => {
    expect(given().and(moved('2023-11-24')).told.filter(said)).toEqual([
      'deadline-moved → u1/officer',
      'deadline-moved → u1/head',
    ]);
  });

  test('by a new calendar: only those whose last working day is another now', () => {
    expect(given().and(decided).told.filter(said)).toHaveLength(2);
    const far = chart(definitionOf(unitReport, { deadline: { by: '12-15' }, timing: reportTiming }));
    expect(far.given().and(decided).told.filter(said)).toEqual([]);
  });

  test('not of the day that stands already, nor when the work is handed in', () => {
    expect(given().and(moved('2023-11-20')).told.filter(said)).toEqual([]);
    expect(given(officer('11-03', 'report.submit')).and(moved('2023-11-24')).told.filter(said)).toEqual([]);
  });
});

describe('nobody is told twice of one legal end', () => {
  const rest = (at: string | number) => [secretary(at, 'report.suspend'), secretary(at, 'report.resume')];
  const decided = (when: string) => engine(when, { type: 'calendar.moved', calendar: NEW });

  test.each([
    ['a reminder', '11-13 08:00'],
    ['the deadline', deadline],
    ['the notice of being overdue and an escalation', '11-21 08:00'],
    ['the last escalation', '11-23 08:00'],
  ])('suspended and resumed at the very instant of %s, after it was told', (_, at) => {
    const usual = given().until('12-30');
    const told = given().until(at);
    expect(told.and(...rest(at)).until('12-30').told).toEqual(usual.told);
    const moved = engine(at, { type: 'deadline.moved', to: deadline });
    expect(
      told
        .and(moved)
        .until('12-30')
        .told.filter((line) => !line.startsWith('deadline-moved')),
    ).toEqual(usual.told);
  });

  test('a new calendar that puts an escalation a day later, after it was told', () => {
    const sooner = chart(definitionOf(unitReport, { deadline: { by: '11-14' }, timing: reportTiming }));
    const told = sooner.given().until('11-15');
    expect(told.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    const moved = told.and(decided('11-15'));
    expect(moved.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    expect(moved.due['e-1']).toBe('11-16 08:00');
    // 16, 21 and 22: the 17th and the 20th are off.
    expect(moved.timers).toEqual({ 'e-2': '11-22 08:00' });
  });

  test('a new calendar that puts a reminder a day later, after it was told', () => {
    const reminder = { key: 'once', workingDays: 2, from: 'opened', to: ['unit.head'] };
    const one = chart(definitionOf(unitReport, { timing: { reminders: [reminder] } }), { at: moment('11-13') });
    const told = one.given().until('11-15');
    expect(told.told).toEqual(['reminder → u1/head']);
    const moved = told.and(decided('11-15'));
    expect(moved.due['r-once']).toBe('11-16 08:00');
    expect(moved.timers).not.toHaveProperty('r-once');
  });

  test('a deadline that comes back to a day of which all were told: it stands where it stood', () => {
    const late = given().until('11-22');
    const back = late.and(extend('11-22', '2023-12-08'), extend('11-23', '2023-11-20'));
    expect(back.tags).toEqual(['drafting', 'escalated-1', 'overdue']);
    expect(back.until('12-30').told.slice(late.told.length)).toEqual(['escalation → chair/leader']);
  });

  test('extended and overdue again: of the new end each is told anew', () => {
    const again = given(extend('11-22', '2023-12-08')).until('12-30').told;
    expect(again.filter((line) => line.startsWith('overdue'))).toHaveLength(2);
    expect(again.filter((line) => line === 'escalation → u1/head')).toHaveLength(2);
  });
});

test('what is not expected is refused, what is not allowed is forbidden', () => {
  expect(given(secretary('11-10', 'report.accept')).answers).toEqual(['refused: event-not-expected']);
  expect(given(officer('11-10', 'report.exempt')).answers).toEqual(['forbidden: forbidden-event']);
  expect(given(head('11-10', 'report.submit')).answers).toEqual(['forbidden: forbidden-event']);
  expect(given(parent('11-10', 'round.closed')).answers).toEqual(['refused: event-not-expected']);
});
