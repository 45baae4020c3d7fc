import { chart, definitionOf, head, label, lifecycleOf, moment, officer } from '../../test/support/given.js';
import { possible } from './step.js';

const by = (...roles: string[]) => ({ label, by: roles });
const day = { label, by: ['unit.officer', 'unit.head'], carries: { to: { type: 'day', optional: true } } };
const whole = { type: 'parameter.is', params: { value: { parameter: 'signs' }, equals: false } };
const notPast = {
  type: 'or',
  guards: [
    { type: 'not', guard: { type: 'event.has', params: { field: 'to' } } },
    { type: 'event.day', params: { field: 'to', notBefore: { from: 'now', workingDays: 1 } } },
  ],
};
const once = { type: 'counter.below', params: { counter: 'asked', limit: 1 } };

const drafting = (edges: object, signs = true) =>
  chart(
    definitionOf(
      lifecycleOf({
        parameters: { signs: { type: 'boolean', default: true } },
        events: { 'work.send': day, 'work.ask': by('unit.officer', 'unit.head') },
        states: {
          drafting: {
            on: { 'work.send': edges, 'work.ask': { actions: { type: 'count.up', params: { counter: 'asked' } } } },
          },
          done: { type: 'final' },
        },
      }),
      { parameters: { signs } },
    ),
  );
const possibleIn = ({ given, machine }: ReturnType<typeof drafting>, ...letters: Parameters<typeof given>) =>
  possible(machine, given(...letters).instance.snapshot, moment('11-02'));
const sent = ({ given }: ReturnType<typeof drafting>, ...letters: Parameters<typeof given>) => {
  const outcome = given(...letters).outcomes.at(-1);
  return outcome?.outcome === 'moved' ? undefined : outcome?.facts;
};

describe('what is possible', () => {
  test('is not what the plan has shut for good', () => {
    expect(possibleIn(drafting({ guard: whole, target: 'done' }))).toEqual(['work.ask']);
    expect(possibleIn(drafting({ guard: whole, target: 'done' }, false))).toEqual(['work.send', 'work.ask']);
  });

  test('nor what has been done too often', () => {
    const asking = drafting({ guard: once, target: 'done' });
    expect(possibleIn(asking)).toContain('work.send');
    expect(possibleIn(asking, officer('11-02', 'work.ask'))).not.toContain('work.send');
  });

  test('but all that depends on what the event brings', () => {
    expect(possibleIn(drafting({ guard: notPast, target: 'done' }))).toContain('work.send');
    const notAll = { type: 'not', guard: { type: 'and', guards: [notPast, once] } };
    expect(possibleIn(drafting({ guard: notAll, target: 'done' }))).toContain('work.send');
    expect(possibleIn(drafting({ guard: { type: 'and', guards: [notPast, whole] }, target: 'done' }))).toEqual([
      'work.ask',
    ]);
  });

  test('one open edge is enough', () => {
    expect(possibleIn(drafting([{ guard: whole, target: 'done' }, { target: 'done' }]))).toContain('work.send');
  });
});

describe('what is refused says what would have to hold', () => {
  test('and does not name itself as possible', () => {
    expect(sent(drafting({ guard: whole, target: 'done' }), officer('11-02', 'work.send'))).toEqual({
      event: 'work.send',
      unmet: [{ guard: 'parameter.is', wanted: true, params: { value: true, equals: false } }],
      possible: [{ event: 'work.ask', by: ['unit.officer', 'unit.head'] }],
    });
  });

  test('of several ways the last, which asks the least; days are days', () => {
    const edges = [
      { guard: once, target: 'done' },
      { guard: notPast, target: 'done' },
    ];
    const past = { type: 'work.send', to: '2023-11-02' };
    expect(sent(drafting(edges), officer('11-02', 'work.ask'), officer('11-02', past))).toMatchObject({
      unmet: [
        {
          any: [
            [{ guard: 'event.has', wanted: false, params: { field: 'to' } }],
            [{ guard: 'event.day', wanted: true, params: { field: 'to', notBefore: '2023-11-03' } }],
          ],
        },
      ],
    });
  });

  test('of the ways that are open to the sender', () => {
    const edges = [
      { by: ['unit.officer'], guard: once, target: 'done' },
      { by: ['unit.head'], guard: whole, target: 'done' },
    ];
    const asked = officer('11-02', 'work.ask');
    const names = (facts: object | undefined) => (facts as { unmet: { guard: string }[] }).unmet.map((c) => c.guard);
    expect(names(sent(drafting(edges), asked, officer('11-02', 'work.send')))).toEqual(['counter.below']);
    expect(names(sent(drafting(edges), asked, head('11-02', 'work.send')))).toEqual(['parameter.is']);
  });
});
