import {
  chart,
  definitionOf,
  engine,
  label,
  lifecycleOf,
  moment,
  officer,
  parent,
  secretary,
  telling,
} from '../../test/support/given.js';
import { report, reportTiming, unitReport } from '../../test/support/unit-report.js';
import { open } from './birth.js';
import { canonical } from './canonical.js';
import type { Definition } from './definition/definition.js';
import { hashOf } from './definition/definition.js';
import { makeMachine } from './definition/machine.js';
import { begin, possible, step } from './step.js';
import type { Instance } from './instance.js';

/** One test for each way in which a statechart library, used as it comes, would let this product down. */
const by = (...roles: string[]) => ({ label, by: roles });
const stored = (instance: Instance): Instance => JSON.parse(canonical(instance)) as Instance;

test('a wait of thirty days, or of two years, does not fire at once (timers of Node overflow after 24.8 days)', () => {
  const far = chart(definitionOf(unitReport, { deadline: { by: '2025-11-20' }, timing: reportTiming }));
  const open = far.given();
  expect(open.timers['end']).toBe('2025-11-20 23:59:59.999');
  expect(open.until('2025-11-01').happened).toEqual(['11-01 09:00 xstate.init']);
});

test('a restored instance still has its delays (statelyai/xstate#5331)', () => {
  const told = report.given();
  const again = telling({ ...told, instance: stored(told.instance) }, report.find);
  expect(again.until('12-30').happened).toEqual(told.until('12-30').happened);
});

test('every delay is stored, so that none is due only in the memory of a process', () => {
  const open = report.given();
  expect(Object.keys(open.timers)).toEqual(['end', 'r-t1', 'r-t5', 'soon']);
  expect(stored(open.instance).timers).toEqual(open.instance.timers);
});

test('what a state takes that the present one stands in is possible too: a snapshot names all active states', () => {
  const events = { 'work.on': { label, by: ['unit.officer'] }, 'work.off': { label, by: ['unit.officer'] } };
  const nested = chart(
    definitionOf(
      lifecycleOf({
        events,
        states: {
          drafting: { initial: 'a', on: { 'work.off': 'over' }, states: { a: { on: { 'work.on': 'b' } }, b: {} } },
          over: {},
        },
      }),
    ),
  );
  const told = nested.given();
  const now = ({ instance }: typeof told) => possible(nested.machine, instance.snapshot, instance.at);
  expect(now(told)).toEqual(['work.on', 'work.off']);
  expect(now(told.and(officer('11-10', 'work.on')))).toEqual(['work.off']);
  expect(now(told.and(officer('11-10', 'work.off')))).toEqual([]);
});

describe('a snapshot of status "error"', () => {
  /** Its window counts from a day that nobody has named. */
  const failing = (state: 'drafting' | 'submitted') =>
    chart(
      definitionOf({
        ...unitReport,
        windows: { chase: { on: 'day' } },
        states: { ...unitReport.states, [state]: { ...unitReport.states[state], after: { chase: 'accepted' } } },
      }),
    );

  test('is thrown where an instance begins: XState swallows what happens there', () => {
    const { find, birth } = failing('drafting');
    expect(() => open([birth], find)).toThrow('anchor-unknown');
  });

  test('is thrown where it would be stored', () => {
    const { machine, given } = failing('submitted');
    const { snapshot, at } = given().instance;
    expect(() => step(machine, snapshot, { type: 'report.submit' }, { at })).toThrow('anchor-unknown');
  });
});

test('an action or a guard that nobody knows is not passed over', () => {
  const rename = (from: string, to: string) =>
    JSON.parse(JSON.stringify(report.definition).replace(`"${from}"`, `"${to}"`)) as Definition;
  const { calendar } = report.machine;
  expect(() => makeMachine(rename('deadline.pause', 'no.such.action'), calendar)).toThrow('no.such.action');
  expect(() => makeMachine(rename('deadline.touched', 'no.such.guard'), calendar)).toThrow('no.such.guard');
});

test('the delays of a final state are dropped', () => {
  const one = chart(
    definitionOf(
      lifecycleOf({
        events: { 'work.end': by('unit.officer') },
        windows: { after: { workingDays: 1 } },
        states: { drafting: { on: { 'work.end': 'over' } }, over: { type: 'final', after: { after: 'drafting' } } },
      }),
    ),
  );
  const done = one.given(officer('11-02', 'work.end'));
  expect(done.instance).toMatchObject({ status: 'done', timers: [] });
  expect(done.until('12-30').instance).toBe(done.instance);
});

test('deadline.moved takes no transition of the work, and its delays move all the same', () => {
  const moved = report.given(engine('11-02', { type: 'deadline.moved', to: '2023-12-08' }));
  expect(moved.timers).toMatchObject({ end: '12-08 23:59:59.999', 'r-t5': '12-01 08:00' });
  expect(moved.instance.timers).toHaveLength(4);
});

test('a fired delay is gone though XState cancels it once more, and others of its state stay', () => {
  const fired = report.given().until('11-13 08:00');
  expect(Object.keys(fired.timers)).toEqual(['end', 'r-t1', 'soon']);
});

test('a state entered again has its delays once, though their ids are the same', () => {
  const again = report.given(
    secretary('11-02', 'report.suspend'),
    secretary('11-02', 'report.resume'),
    secretary('11-03', { type: 'deadline.extend', to: '2023-11-22' }),
  );
  expect(again.instance.timers).toHaveLength(4);
  expect(new Set(again.instance.timers.map(({ key }) => key)).size).toBe(4);
});

test('an event that nobody knows changes nothing and is answered so', () => {
  const told = report.given(engine('11-02', 'who.knows'));
  expect(told.answers).toEqual(['refused: event-not-expected']);
  expect(told.entries).toHaveLength(1);
});

test('an event on a finished machine changes nothing', () => {
  const { instance } = report.given(secretary('11-02', 'report.cancel', { bodyDigest: 'why' }));
  expect(step(report.machine, instance.snapshot, { type: 'report.submit' }, { at: instance.at })).toEqual({
    outcome: 'refused',
    code: 'event-not-expected',
  });
  expect(possible(report.machine, instance.snapshot, instance.at)).toEqual([]);
});

test('what the engine only books keeps the books, and tells the guards of the chart', () => {
  const one = chart(
    definitionOf(
      lifecycleOf({
        states: {
          drafting: { always: { guard: { type: 'children.all', params: { tags: ['done'] } }, target: 'over' } },
          over: { type: 'final' },
        },
      }),
    ),
  );
  const opened = parent('11-02', { type: 'children.opened', group: 'T', n: 1 });
  const moved = parent('11-03', { type: 'child.moved', group: 'T', from: 'open', to: 'done' });
  expect(one.given(opened).instance.status).toBe('running');
  expect(one.given(opened, moved).instance.status).toBe('done');
  // Whichever comes first: numbers are added up, not remembered one by one.
  expect(one.given({ ...moved, at: opened.at }, { ...opened, at: moved.at }).instance.status).toBe('done');
});

test('events that the chart raises itself carry no moment: the verdict reads the one of the letter', () => {
  const one = chart(
    definitionOf(
      lifecycleOf({
        events: { 'work.record': { ...by('secretariat.officer'), onBehalf: ['secretariat.officer'] } },
        initial: 'busy',
        states: {
          busy: {
            initial: 'open',
            onDone: 'submitted',
            states: { open: { on: { 'work.record': 'signed' } }, signed: { type: 'final' } },
          },
          submitted: { tags: ['handed-in'] },
        },
      }),
    ),
  );
  const effectiveAt = moment('11-20');
  expect(one.given(secretary('11-25', 'work.record', { effectiveAt })).verdict).toBe('on-time');
  expect(one.given(secretary('11-25', 'work.record')).verdict).toBe('late');
});

test('a snapshot knows neither its machine nor a version: the instance pins both by hash', () => {
  const { instance } = report.given();
  expect(instance.definition).toBe(hashOf(report.definition));
  expect(instance.calendar).toBe(report.machine.calendar.id);
  expect(canonical(instance.snapshot)).not.toContain(instance.definition);
  const { machine } = report.definition;
  const reordered = { ...report.definition, machine: Object.fromEntries(Object.entries(machine).reverse()) };
  expect(hashOf(reordered)).not.toBe(hashOf(report.definition));
});

test('a compiled machine is plain JSON, and so is every snapshot', () => {
  const { definition } = report;
  expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  const { snapshot } = report.given(officer('11-02', 'report.submit')).instance;
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
});

test('a first step is taken at its own moment, not at that of the process', () => {
  const context = { ...report.given().instance.snapshot.context, due: {}, deadline: null };
  const first = begin(report.machine, context);
  expect(first.snapshot.context.at).toBe(moment('11-01'));
});
