import { definitionOf, label, lifecycleOf } from '../../../test/support/given.js';
import { reportTiming, unitReport } from '../../../test/support/unit-report.js';
import { CompileError, walk } from './compile.js';
import { hashOf, type MachineJson } from './definition.js';

type Node = { readonly [name: string]: Node };
const statesOf = (machine: MachineJson) => (machine as unknown as Node)['states']!;
const region = (machine: MachineJson, name: string) => statesOf(machine)[name]!['states']!;
const by = { label, by: ['unit.officer'] };
const both = { label, by: ['unit.head', 'unit.officer'] };

test('a lifecycle becomes one of two regions, beside the timeliness that every duty has', () => {
  const { machine } = definitionOf(unitReport, { timing: reportTiming });
  expect(Object.keys(statesOf(machine))).toEqual(['work', 'timeliness']);
  expect(Object.keys(region(machine, 'work'))).toEqual(Object.keys(unitReport.states));
  expect(Object.keys(region(machine, 'timeliness')['overdue']!['states']!)).toEqual(['level-0', 'level-1', 'level-2']);
});

test('the same lifecycle and duty give the same hash, anything else another one', () => {
  const hash = hashOf(definitionOf(unitReport));
  expect(hashOf(definitionOf(unitReport))).toBe(hash);
  expect(hashOf(definitionOf(unitReport, { clause: '5' }))).not.toBe(hash);
  expect(hashOf(definitionOf(unitReport, { timing: reportTiming }))).not.toBe(hash);
  expect(hashOf(definitionOf(unitReport, { deadline: { by: '11-21' } }))).not.toBe(hash);
  expect(
    hashOf(definitionOf({ ...unitReport, states: Object.fromEntries(Object.entries(unitReport.states).reverse()) })),
  ).not.toBe(hash);
});

describe('parameters', () => {
  const lifecycle = lifecycleOf({
    parameters: {
      days: { type: 'workingDays', default: 5 },
      signed: { type: 'boolean', default: true },
      done: { type: 'tags', default: ['accepted'] },
    },
    events: { act: by },
    windows: { wait: { workingDays: { parameter: 'days' } } },
    guards: {
      signs: { type: 'parameter.is', params: { value: { parameter: 'signed' }, equals: true } },
      both: { type: 'and', guards: ['signs', { type: 'not', guard: 'signs' }] },
    },
    states: {
      drafting: {
        after: { wait: 'drafting' },
        on: {
          act: { guard: 'both', actions: { type: 'deadline.sub', params: { workingDays: { parameter: 'days' } } } },
        },
      },
    },
  });

  test('values stand where parameters stood, given or by default', () => {
    const parameters = { days: 2 };
    expect(definitionOf(lifecycle).windows).toEqual({ wait: { workingDays: 5 } });
    const { windows, machine } = definitionOf(lifecycle, { parameters });
    expect(windows).toEqual({ wait: { workingDays: 2 } });
    expect(region(machine, 'work')['drafting']!['on']).toEqual({
      act: [
        {
          guard: {
            type: 'and',
            guards: [
              { type: 'parameter.is', params: { value: true, equals: true } },
              { type: 'not', guard: { type: 'parameter.is', params: { value: true, equals: true } } },
            ],
          },
          actions: [{ type: 'deadline.sub', params: { workingDays: 2 } }],
        },
      ],
    });
  });

  test('a window is counted on entry, before its delay is read', () => {
    const drafting = region(definitionOf(lifecycle).machine, 'work')['drafting']!;
    expect(drafting['entry']).toEqual([{ type: 'window.open', params: { window: 'wait' } }]);
    expect(drafting['after']).toEqual({ 'w-wait': [{ target: 'drafting' }] });
  });

  test('a parameter or a guard that nobody declared is an error', () => {
    const named = (guard: unknown) => lifecycleOf({ states: { drafting: { always: { guard, target: 'drafting' } } } });
    expect(() => definitionOf(named('nobody'))).toThrow(new CompileError('unknown-guard', 'nobody'));
    const unknown = { type: 'parameter.is', params: { value: { parameter: 'nothing' }, equals: 1 } };
    expect(() => definitionOf(named(unknown))).toThrow(new CompileError('unknown-parameter', 'nothing'));
  });
});

describe('what a state says of itself', () => {
  const lifecycle = lifecycleOf({
    events: { act: both, go: both, stay: by },
    initial: 'busy',
    states: {
      busy: {
        label,
        initial: 'open',
        on: { act: [{ target: 'done', by: ['unit.head'] }, 'busy'], stay: 'busy' },
        states: {
          open: {
            label,
            tags: ['handed-in'],
            on: {
              act: { target: 'open', by: ['unit.head'] },
              // Nobody is let in by an edge: the linter says so (narrowed-wider).
              go: { target: 'open', by: ['unit.head', 'leadership'] },
            },
          },
        },
      },
      done: { type: 'final' },
    },
  });
  const definition = definitionOf(lifecycle);

  test('labels and narrowings by path, parents first', () => {
    expect(Object.keys(definition.labels)).toEqual(['busy', 'busy.open']);
    // An edge that is not narrowed keeps its state open to all who may send the event.
    expect(definition.narrowed).toEqual({
      act: { busy: ['unit.head', 'unit.officer'], 'busy.open': ['unit.head'] },
      go: { 'busy.open': ['unit.head'] },
    });
    expect([...walk(lifecycle.states)].map(([path]) => path)).toEqual(['busy', 'busy.open', 'done']);
  });

  test('timeliness follows its tags, however deep', () => {
    const follows = JSON.stringify(region(definition.machine, 'timeliness')['handed-in']);
    expect(follows).toContain('duty.work.busy.open');
    expect(follows).toContain('duty.work.done');
  });
});

test('an edge asks first whom it is for, then what its guard asks', () => {
  const guard = { type: 'deadline.known' };
  const edges = [
    { target: 'drafting', by: ['unit.head'] },
    { target: 'drafting', by: ['unit.head'], guard },
    'drafting',
  ];
  const { machine } = definitionOf(
    lifecycleOf({ events: { act: both }, states: { drafting: { on: { act: edges } } } }),
  );
  const isHead = { type: 'sender.is', params: { roles: ['unit.head'] } };
  expect(region(machine, 'work')['drafting']!['on']).toEqual({
    act: [
      { target: 'drafting', guard: isHead },
      { target: 'drafting', guard: { type: 'and', guards: [isHead, guard] } },
      { target: 'drafting' },
    ],
  });
});

test('escalations are in order of their level, whatever order they are written in', () => {
  const timing = { ...reportTiming, escalation: reportTiming.escalation.toReversed() };
  const overdue = (escalation: object) =>
    region(definitionOf(unitReport, { timing: escalation }).machine, 'timeliness')['overdue'];
  expect(overdue(timing)).toEqual(overdue(reportTiming));
});
