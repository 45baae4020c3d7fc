import { summarised } from '../../test/sandbox/summarised.js';
import { realPlan, tinyPlan } from '../../test/sandbox/troupe.js';
import type { Day } from '../core/calendar/day.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { Summary } from './summary.js';
import type { OpenItem } from './summary-open.js';

/** The example plan, in which these events never happen: their work waits for ever. Its summary has a state without tags. */
function without(...events: readonly string[]): PlanBundle {
  const bundle = tinyPlan();
  const { silent = [], slow = [], acts = [] } = bundle.rehearsal ?? {};
  const kept = acts.filter(({ event }) => !events.includes(event));
  return { ...bundle, lifecycles: untagged(bundle.lifecycles), rehearsal: { silent, slow, acts: kept } };
}

function untagged({ summary, ...others }: PlanBundle['lifecycles']): PlanBundle['lifecycles'] {
  if (!summary) throw new Error('the example has no lifecycle called summary');
  const { tags: _, ...writing } = summary.states['writing'] ?? {};
  return { ...others, summary: { ...summary, states: { ...summary.states, writing } } };
}

const upTo = (bundle: PlanBundle, to: Day): Promise<Summary> =>
  summarised(bundle, { from: '2024-01-01', to, lateness: 0 });
const open = ({ open: items }: Summary, obligation: string): OpenItem | undefined =>
  items.find((item) => item.obligation === obligation);

const ROUND_CLOSES = '2024-06-25';

test('work whose state changes, and no tag with it, stands where it stands, since it came there', async () => {
  const summary = await upTo(without('summary.issue'), '2024-12-31');
  const item = open(summary, 'S1');
  expect(item).toMatchObject({ state: { en: 'Writing' }, isOverdue: true });
  expect(item?.since.slice(0, 10)).toBe(ROUND_CLOSES);
  const [wait] = summary.longestWaits.filter(({ obligation }) => obligation === 'S1');
  expect(wait).toMatchObject({ state: { en: 'Writing' }, since: item?.since, by: { kind: 'nobody' } });
});

test('it waits for another obligation only as long as the state does', async () => {
  const { open: before } = await upTo(without('summary.issue'), '2024-06-20');
  expect(before.find(({ obligation }) => obligation === 'S1')).toMatchObject({
    state: { en: 'Waiting for the round' },
    waitsFor: { kind: 'obligations', obligations: ['R0'] },
  });
  const after = open(await upTo(without('summary.issue'), '2024-07-01'), 'S1');
  expect(after?.waitsFor).toMatchObject({ kind: 'post', posts: [{ unit: 'van-phong', seat: 'officer' }, {}] });
});

test('where nobody is written to act, it waits for whoever may send the event that leads on', async () => {
  const item = open(await upTo(without('request.issue'), '2024-05-31'), 'R0');
  expect(item).toMatchObject({
    state: { en: 'Drafting the request' },
    waitsFor: {
      kind: 'post',
      posts: [
        { unit: 'van-phong', seat: 'officer' },
        { unit: 'van-phong', seat: 'head' },
      ],
    },
  });
});

test('what is done without the others is not what it waits for, nor what opens again what was accepted', async () => {
  const { open: items } = await summarised(await realPlan(), { from: '2023-01-01', to: '2023-06-20', lateness: 0.1 });
  const of = (obligation: string, state: string) =>
    items.filter((item) => item.obligation === obligation && item.state?.en === state);
  expect(of('R4', 'Waiting for data').map(({ waitsFor }) => waitsFor)).toEqual([
    { kind: 'obligations', obligations: ['R0-H'] },
  ]);
  const accepted = of('R1', 'Accepted').map(({ waitsFor }) => waitsFor.kind);
  expect(new Set(accepted)).toEqual(new Set(['parent']));
});
