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

test('print', () => {
  const of = [...new Set(definitions.filter(({ kind }) => kind !== 'series').map((one) => one.obligation))];
  console.log(of.map((one) => `${one}: ${lineOf(one).join(' > ')}`).join('\n'));
});
