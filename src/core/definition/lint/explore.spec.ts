import { findingsOf, fixture } from '../../../../test/support/plan-files.js';
import * as steps from '../../step.js';

jest.mock('../../step.js', () => {
  const actual = jest.requireActual<typeof steps>('../../step.js');
  return { ...actual, step: jest.fn(actual.step) };
});
const stepped = steps.step as jest.MockedFunction<typeof steps.step>;

const tiny = fixture('tiny');
const file = 'lifecycles/report.yaml';
const text = tiny.get(file) ?? '';

/** The events that the linter tries on the report of the tiny plan, when its lifecycle is this. */
function triedOn(lifecycle: string): readonly string[] {
  stepped.mockClear();
  findingsOf(new Map([...tiny, [file, lifecycle]]), 'plans/tiny');
  return stepped.mock.calls.flatMap(([{ definition }, , { type }]) =>
    definition.lifecycle === 'report' ? [type] : [],
  );
}

test('what a context counts makes no new place: a round that may be gone a hundred thousand times is tried as one', () => {
  const often = text.replace('limit: 2', 'limit: 100000');
  expect(often).not.toBe(text);
  const tried = triedOn(text);
  expect(tried.length).toBeGreaterThan(10);
  expect(triedOn(often)).toEqual(tried);
});

test('what nobody sends is not tried: of the events of a statechart itself, only delays that are pending', () => {
  const own = triedOn(text).filter((type) => type.startsWith('xstate.'));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((type) => !type.startsWith('xstate.after.'))).toEqual([]);
});

test('a chart of very many states is tried so far and no further', () => {
  const many = Array.from(
    { length: 500 },
    (_, n) => `  s${n}: { on: { report.submit: s${n + 1}, report.accept: writing } }`,
  );
  const chain = text
    .replace('      report.submit: submitted\n', '      report.submit: s0\n')
    .replace(
      '  submitted:\n',
      () => `${many.join('\n')}\n  s500: { on: { report.submit: submitted } }\n  submitted:\n`,
    );
  const tried = triedOn(chain).length;
  expect(tried).toBeGreaterThan(200);
  // The bound, and what was begun at the last place.
  expect(tried).toBeLessThan(300);
});
