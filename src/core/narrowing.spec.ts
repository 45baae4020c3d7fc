import {
  chart,
  definitionOf,
  head,
  label,
  lifecycleOf,
  officer,
  parent,
  person,
  voice,
} from '../../test/support/given.js';
import { replay } from './birth.js';

/** `by` on an edge narrows that edge alone: whoever it is not for passes it over, as if its guard did not hold. */
const events = {
  'work.submit': { label, by: ['unit.officer', 'unit.head'], carries: { big: { type: 'boolean', optional: true } } },
  'work.decide': { label, by: ['unit.officer', 'unit.head', 'leadership'] },
};
const big = { type: 'event.is', params: { field: 'big', equals: true } };
const drafting = (submit: unknown) =>
  chart(
    definitionOf(
      lifecycleOf({
        events,
        states: {
          drafting: { on: { 'work.submit': submit } },
          signed: { tags: ['signed'], on: { 'work.decide': 'done' } },
          presented: { tags: ['presented'], on: { 'work.decide': 'done' } },
          done: { type: 'final' },
        },
      }),
    ),
  );
const chair = voice(person('duc', 'chair/leader'));
const submitBig = { type: 'work.submit', big: true };

describe('two edges, the first for the head alone', () => {
  const { given, find } = drafting([{ target: 'signed', by: ['unit.head'] }, 'presented']);

  test('the head takes the first, the officer the second', () => {
    expect(given(head('11-05', 'work.submit')).tags).toContain('signed');
    const told = given(officer('11-05', 'work.submit'));
    expect(told.answers).toEqual(['moved']);
    expect(told.tags).toContain('presented');
  });

  test('a history is replayed by the posts that its letters came with', () => {
    for (const who of [head, officer]) {
      const told = given(who('11-05', 'work.submit'));
      const again = replay(told.entries, find);
      expect(again.instance.snapshot).toEqual(told.instance.snapshot);
      expect(again.instance.snapshot.context).not.toHaveProperty('sender');
    }
  });

  test('an instance is nobody whom a post could keep out', () => {
    expect(given(parent('11-05', 'work.submit')).tags).toContain('signed');
  });
});

describe('the only edge whose guard holds is for the head alone', () => {
  const { given } = drafting([
    { guard: big, target: 'signed', by: ['unit.head'] },
    { guard: { type: 'not', guard: big }, target: 'presented' },
  ]);

  test('the officer is told who may, and nothing has happened', () => {
    const told = given(officer('11-05', submitBig));
    expect(told.outcomes).toMatchObject([
      { outcome: 'forbidden', code: 'forbidden-event', facts: { event: 'work.submit', by: ['unit.head'] } },
    ]);
    expect(told.instance.seq).toBe(0);
  });

  test('the head may, and the officer may take the other', () => {
    expect(given(head('11-05', submitBig)).tags).toContain('signed');
    expect(given(officer('11-05', 'work.submit')).tags).toContain('presented');
    expect(given(head('11-05', 'work.submit')).tags).toContain('presented');
  });
});

test('a guard that holds for nobody is a guard, whoever asks', () => {
  const { given } = drafting({ guard: big, target: 'signed', by: ['unit.head'] });
  expect(given(head('11-05', 'work.submit')).answers).toEqual(['refused: guard-not-met']);
  expect(given(officer('11-05', 'work.submit')).answers).toEqual(['forbidden: forbidden-event']);
});

test('what an inner state keeps from somebody, the state around it may still take', () => {
  const { given } = chart(
    definitionOf(
      lifecycleOf({
        events,
        initial: 'busy',
        states: {
          busy: {
            initial: 'open',
            on: { 'work.decide': { target: 'cancelled', by: ['leadership'] } },
            states: { open: { on: { 'work.decide': { target: 'closing', by: ['unit.head'] } } }, closing: {} },
          },
          cancelled: { type: 'final', tags: ['cancelled'] },
        },
      }),
    ),
  );
  expect(given(head('11-05', 'work.decide')).instance.snapshot.value).toMatchObject({ work: { busy: 'closing' } });
  expect(given(chair('11-05', 'work.decide')).tags).toContain('cancelled');
  const told = given(officer('11-05', 'work.decide'));
  expect(told.outcomes).toMatchObject([{ facts: { by: ['unit.head', 'leadership'] } }]);
});
