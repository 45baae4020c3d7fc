import type { Chart, Standing } from './get-lifecycles';
import { heldUp } from './held-up.rules';

const state = (id: string, parent: string | null): Chart['states'][number] => ({
  ...{ id, parent, kind: 'state', isInitial: false, tags: [] },
  label: { vi: id, en: id },
});
const chart = {
  states: [state('open', null), state('open.draft', 'open'), state('open.sign', 'open'), state('sent', null)],
} as unknown as Chart;
const stands = (name: string, count: number, since: string): Standing['states'][number] => ({
  ...{ state: name, waits: name !== 'sent', count, oldest: `${since}T00:00:00Z`, median: `${since}T00:00:00Z` },
});
const standing = (...states: Standing['states']): Standing => ({ hash: 'x', at: '2024-06-30T00:00:00Z', states });

test('where most time is lost comes first, and is the worst; a whole is only the sum of its parts', () => {
  const found = heldUp(
    chart,
    standing(
      stands('open', 5, '2024-06-01'),
      stands('open.draft', 4, '2024-06-20'),
      stands('open.sign', 1, '2024-06-01'),
    ),
  );
  expect(found.map(({ state: id, age, isWorst }) => [id, age, isWorst])).toEqual([
    ['open.draft', 'weeks', true],
    ['open.sign', 'weeks', false],
    ['open', 'weeks', false],
  ]);
});

test('nobody is held up by what came this week, and nothing is told of what is not known', () => {
  expect(heldUp(chart, standing(stands('open.sign', 9, '2024-06-28')))).toMatchObject([
    { age: 'days', isWorst: false },
  ]);
  expect(heldUp(chart, undefined)).toEqual([]);
});

test('what waits for nobody holds nobody up, however many and however long', () => {
  const found = heldUp(chart, standing(stands('sent', 90, '2023-06-01'), stands('open.draft', 1, '2024-06-01')));
  expect(found.map(({ state: id, waits, isWorst }) => [id, waits, isWorst])).toEqual([
    ['open.draft', true, true],
    ['sent', false, false],
  ]);
});
