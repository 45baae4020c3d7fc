import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { at, endOfDay, toIso } from '../src/core/calendar/day.js';
import type { Actor } from '../src/core/instance.js';
import { seriesKey } from '../src/core/opening.js';
import { assemble } from '../src/core/plan/assemble.js';
import type { PlanBundle } from '../src/core/plan/load.js';
import { preview } from '../src/core/plan/preview.js';
import { World } from '../src/core/world.js';
import { readWorkflows } from '../src/plans/workflow-files.js';
import { bundleOf, edited, fixture, type Files } from './support/plan-files.js';

const workflows = join(__dirname, '..', 'workflows');
const system: Actor = { kind: 'system', id: 'test' };

const planOf = (files: Files, name: string): PlanBundle => bundleOf(files, `plans/${name}`);

/** The tiny plan without what its preview takes for granted: then everything that it announces is certain. */
const tinyWith = (opens: string, deadline: string): PlanBundle => {
  const plan = 'plans/tiny/plan.yaml';
  const { files } = edited(fixture('tiny'), [
    { file: plan, from: "opens: '05-02', cutOff: '06-14'", to: `▸opens: ${opens}` },
    { file: plan, from: "deadline: { by: '05-15' }", to: `deadline: ${deadline}` },
  ]);
  return planOf(files, 'tiny');
};

/** The plan's first year in memory, and not one person does anything. */
function idleYear(bundle: PlanBundle): { readonly world: World; readonly until: string } {
  const { plan, units, calendar } = bundle;
  const { definitions, series } = assemble(bundle);
  const world = new World(definitions, calendar, units.units);
  const start = at(plan.term.from, '00:00');
  const period = { id: 'series', start: plan.term.from, end: plan.term.to, year: Number(plan.term.from.slice(0, 4)) };
  world.begin(
    series.map(({ obligation, definition, unit }) => ({
      ...{ key: seriesKey(plan.plan, obligation), definition, calendar: calendar.id, parent: null, group: null },
      ...{ reopens: null, listeners: [], at: start, hop: 0, actor: system },
      context: { unit, parentUnit: null, period, facts: {}, parentFacts: {} },
    })),
  );
  const until = `${plan.term.from.slice(0, 4)}-12-31`;
  world.settle(endOfDay(until));
  return { world, until };
}

const plans: readonly (readonly [string, () => Promise<PlanBundle>])[] = [
  ...readdirSync(join(workflows, 'plans')).map(
    (name) => [name, async () => planOf(await readWorkflows(workflows), name)] as const,
  ),
  [
    'a deadline that is past at the opening',
    () => Promise.resolve(tinyWith('{ from: period.end, days: -30 }', '{ by: period.start }')),
  ],
  ['a deadline that was past this morning', () => Promise.resolve(tinyWith("'05-16'", "{ before: '05-16' }"))],
  ['a deadline at the end of the day of the opening', () => Promise.resolve(tinyWith("'05-15'", "{ by: '05-15' }"))],
  [
    'a level that is past at the opening, and one that is to come',
    () => Promise.resolve(tinyWith("'05-16'", "{ within: '05-14' }")),
  ],
];

describe.each(plans)('%s: a year in which nobody does anything', (_, planIn) => {
  const told = async () => {
    const bundle = await planIn();
    const { world, until } = idleYear(bundle);
    const sent = world.notices.map(({ instance, at: when, unit, seat }) => {
      const { obligation, snapshot } = world.instances.get(instance) ?? { obligation: '', snapshot: undefined };
      const { period, unit: own } = snapshot?.context ?? { period: { id: '' }, unit: '' };
      return `${toIso(when)} ${obligation} ${period.id} ${own} → ${unit}/${seat}`;
    });
    const entries = [...preview(bundle, bundle.calendar, bundle.plan.term.from, until)].flatMap((entry) =>
      entry.to.map((post) => ({
        text: `${toIso(entry.at)} ${entry.obligation} ${entry.occurrence} ${entry.unit} → ${post}`,
        certain: !entry.assumed && !entry.reasons.some(({ code }) => code === 'only-while'),
      })),
    );
    return { world, sent, entries };
  };

  test('the preview announces every message that is sent, and what it announces without reserve is sent', async () => {
    const { world, sent, entries } = await told();
    expect(world.broken).toEqual([]);
    expect(sent.length).toBeGreaterThan(2);
    const announced = new Set(entries.map(({ text }) => text));
    expect(sent.filter((text) => !announced.has(text))).toEqual([]);
    const really = new Set(sent);
    expect(entries.filter(({ text, certain }) => certain && !really.has(text)).map(({ text }) => text)).toEqual([]);
  });
});
