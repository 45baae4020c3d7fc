import { join } from 'node:path';
import { startOfDay } from '../../src/core/calendar/day.js';
import { assemble } from '../../src/core/plan/assemble.js';
import type { PlanBundle } from '../../src/core/plan/load.js';
import { readWorkflows } from '../../src/plans/workflow-files.js';
import { People } from '../../src/sandbox/people.js';
import { bundleOf, fixture } from '../support/plan-files.js';

const root = join(__dirname, '..', '..', 'workflows');

/** The small plan of this folder, with the lifecycles and calendars of workflows/. */
export async function smallPlan(): Promise<PlanBundle> {
  const files = new Map(await readWorkflows(root));
  for (const [name, text] of await readWorkflows(join(__dirname, 'small-plan'))) files.set(`plans/small/${name}`, text);
  return bundleOf(files, 'plans/small');
}

/** The example of docs/plan-language.md. */
export const tinyPlan = (): PlanBundle => bundleOf(fixture('tiny'), 'plans/tiny');

export const realPlan = async (): Promise<PlanBundle> => bundleOf(await readWorkflows(root), 'plans/19-kh-bcd');

export const from = (day: string): number => startOfDay(day);

export function peopleOf(
  bundle: PlanBundle,
  { seed, lateness = 0.2 }: { readonly seed: number; readonly lateness?: number },
): People {
  const { rehearsal = { silent: [], slow: [], acts: [] }, units, calendar } = bundle;
  return new People({ rehearsal, units, definitions: assemble(bundle).definitions, calendar, seed, lateness });
}
