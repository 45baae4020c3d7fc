import { calendar, definitionOf, label, lifecycleOf, moment, person } from '../../test/support/given.js';
import { begin, step } from './step.js';
import { makeMachine } from './definition/machine.js';
import { firstContext, type Actor, type Snapshot } from './instance.js';
import { decidesOn, turnOf } from './turn.js';

const notice = { type: 'notice.send', params: { to: ['unit.officer'], template: 'seen' } };
const machine = makeMachine(
  definitionOf(
    lifecycleOf({
      parameters: { signs: { type: 'boolean', default: true } },
      events: {
        'work.present': { label, by: ['unit.officer'] },
        'work.submit': { label, by: ['unit.officer', 'unit.head'] },
        'work.remind': { label, by: ['secretariat.officer'] },
        'work.excuse': { label, by: ['owner.head'], reason: 'required' },
        'work.decide': { label, by: ['leadership', 'unit.head'] },
        'work.score': { label, by: ['leadership'], notOwnUnit: true },
        'work.review': { label, by: ['leadership'], reason: 'required', form: { name: 'review', optional: true } },
        'work.record': {
          label,
          by: ['secretariat.officer'],
          reason: 'required',
          form: 'review',
          onBehalf: ['secretariat.officer'],
        },
      },
      initial: 'drafting',
      states: {
        drafting: {
          on: {
            'work.present': { target: 'deciding', guard: 'signed' },
            'work.submit': { target: 'done', guard: 'unsigned' },
            'work.remind': { actions: [notice] },
            'work.excuse': 'done',
          },
        },
        deciding: {
          on: {
            'work.decide': { target: 'done', by: ['leadership'] },
            'work.score': 'done',
            'work.excuse': 'reviewing',
          },
        },
        reviewing: { on: { 'work.review': 'done', 'work.record': 'done', 'work.excuse': 'done' } },
        done: { type: 'final', tags: ['handed-in'] },
      },
      guards: {
        signed: { type: 'parameter.is', params: { value: { parameter: 'signs' }, equals: true } },
        unsigned: { type: 'parameter.is', params: { value: { parameter: 'signs' }, equals: false } },
      },
    }),
  ),
  calendar,
);
const at = moment('11-14');
const period = { id: '2023', start: '2023-01-01', end: '2023-12-31', year: 2023 };
const drafting = begin(
  machine,
  firstContext({ at, key: 'p/R1/2023/u1', unit: 'u1', parentUnit: null, period, facts: {}, parentFacts: {} }),
).snapshot;
const after = (snapshot: Snapshot, type: string): Snapshot => {
  const moved = step(machine, snapshot, { type }, { at });
  if (moved.outcome !== 'moved') throw new Error(moved.code);
  return moved.snapshot;
};
const deciding = after(drafting, 'work.present');
const turn = (snapshot: Snapshot): string[] =>
  turnOf(machine, snapshot, at).map(({ unit, seat, events }) => `${unit}/${seat}: ${events.join(', ')}`);
const decides = (actor: Actor, snapshot = deciding): readonly string[] => decidesOn(machine, snapshot, at, actor);

test('it waits for whoever may send what leads on, and not for who may only remind or excuse', () => {
  expect(turn(drafting)).toEqual(['u1/officer: work.present']);
});

test('an edge that is open to some says whose turn it is', () => {
  expect(turn(deciding)).toEqual(['chair/leader: work.decide, work.score']);
});

test('what is over waits for nobody', () => {
  expect(turn(after(deciding, 'work.decide'))).toEqual([]);
});

test('a leader decides where it is open to leadership, and never on what is their own unit’s', () => {
  expect(decides(person('a', 'chair/leader'))).toEqual(['work.decide', 'work.score']);
  expect(decides(person('a', 'chair/leader', 'u1/officer'))).toEqual(['work.decide']);
  expect(decides(person('a', 'u1/head'))).toEqual([]);
  expect(decides(person('a', 'chair/leader'), drafting)).toEqual([]);
});

test('a decision that must be reasoned is somebody’s work where it comes with a form; what is written for others is not', () => {
  expect(turnOf(machine, after(deciding, 'work.excuse'), at).flatMap(({ events }) => events)).toEqual(['work.review']);
});
