import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { at, endOfDay, toIso } from '../src/core/calendar/day.js';
import type { Actor } from '../src/core/instance.js';
import { seriesKey } from '../src/core/opening.js';
import { assemble } from '../src/core/plan/assemble.js';
import { loadPlan, type PlanBundle } from '../src/core/plan/load.js';
import { preview } from '../src/core/plan/preview.js';
import { World } from '../src/core/world.js';
import { readWorkflows } from '../src/plans/workflow-files.js';

const workflows = join(__dirname, '..', 'workflows');
const system: Actor = { kind: 'system', id: 'test' };

const planOf = async (name: string): Promise<PlanBundle> => {
  const { bundle } = loadPlan(await readWorkflows(workflows), `plans/${name}`);
  if (!bundle) throw new Error(`${name} cannot be read`);
  return bundle;
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

describe.each(readdirSync(join(workflows, 'plans')))('%s, in a year in which nobody does anything', (name) => {
  const told = async () => {
    const bundle = await planOf(name);
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
    expect(sent.length).toBeGreaterThan(100);
    const announced = new Set(entries.map(({ text }) => text));
    expect(sent.filter((text) => !announced.has(text))).toEqual([]);
    const really = new Set(sent);
    expect(entries.filter(({ text, certain }) => certain && !really.has(text)).map(({ text }) => text)).toEqual([]);
  });
});
