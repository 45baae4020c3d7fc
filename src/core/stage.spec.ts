import { chart, definitionOf, label, lifecycleOf, parent } from '../../test/support/given.js';

const task = (stages: readonly string[]) =>
  chart(
    definitionOf(
      lifecycleOf({
        stages,
        events: { 'work.send': { label, by: ['unit.officer'] } },
        states: {
          drafting: { on: { 'round.closed': 'missed', 'work.dropped': 'over' } },
          missed: { type: 'final', tags: ['missed'] },
          over: { type: 'final' },
        },
      }),
    ),
  );

test.each([[['closed', 'missed']], [['missed', 'closed']], [['missed']]])(
  'what was missed is known as missed, whatever else it is (%j)',
  (stages) => {
    expect(task(stages).given(parent('11-02', 'round.closed')).instance).toMatchObject({
      status: 'done',
      stage: 'missed',
    });
    expect(task(stages).given(parent('11-02', 'work.dropped')).instance).toMatchObject({
      status: 'done',
      stage: 'closed',
    });
  },
);
