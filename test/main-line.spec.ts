import type { Definition } from '../src/core/definition/definition.js';
import { mainLine } from '../src/core/definition/main-line.js';
import { assemble } from '../src/core/plan/assemble.js';
import { planNamed } from './support/story.js';

let definitions: readonly Definition[];
beforeAll(async () => {
  definitions = [...assemble(await planNamed('19-kh-bcd')).definitions.values()];
});

/** What is sent by its name; what comes by itself by the state in which it is awaited. */
const lineOf = (obligation: string): readonly string[] => {
  const definition = definitions.find((one) => one.obligation === obligation && one.kind !== 'series');
  if (!definition) throw new Error(obligation);
  return mainLine(definition).map(({ edge, from }) => (edge.kind === 'event' ? edge.name : `(${from})`));
};

test('a meeting goes from its day to its file', () => {
  expect(lineOf('M2').filter((step) => !step.startsWith('('))).toEqual([
    'meeting.schedule',
    'preparation.start',
    'invitation.send',
    'meeting.open',
    'meeting.end',
    'conclusion.draft',
    'conclusion.issue',
    'meeting.file',
  ]);
});

test('a score goes from the unit to what is published, and what waits for others is told by its state', () => {
  expect(lineOf('S7')).toEqual([
    '(opened)',
    '(working.gathering)',
    'synthesis.present',
    'synthesis.send',
    '(working.done)',
    'synthesis.receive',
    'synthesis.use',
  ]);
  expect(lineOf('S5')).toEqual([
    '(awaiting-table.hopeful)',
    '(scoring)',
    'results.pass-on',
    'results.publish',
    '(publishing)',
  ]);
});

test('every obligation of the plan has an ordinary course with an act of somebody in it', () => {
  const works = definitions.filter(({ kind }) => kind !== 'series');
  expect(works.filter((one) => mainLine(one).every(({ edge }) => edge.kind !== 'event'))).toEqual([]);
});
