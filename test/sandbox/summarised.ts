import { endOfDay, startOfDay, type Day } from '../../src/core/calendar/day.js';
import { assemble } from '../../src/core/plan/assemble.js';
import type { PlanBundle } from '../../src/core/plan/load.js';
import { Chronicle } from '../../src/sandbox/chronicle.js';
import { MemoryStage } from '../../src/sandbox/memory-stage.js';
import { People } from '../../src/sandbox/people.js';
import { historyDigest, rehearse } from '../../src/sandbox/rehearsal.js';
import { summarise, type Summary } from '../../src/sandbox/summary.js';

type Span = { readonly from: Day; readonly to: Day };

/** A rehearsal in memory from one day to the end of another, with its summary. */
export async function summarised(
  bundle: PlanBundle,
  { from, to, lateness, seed = 7 }: Span & { readonly lateness: number; readonly seed?: number },
): Promise<Summary> {
  const { units, calendar, rehearsal = { silent: [], slow: [], acts: [] } } = bundle;
  const { definitions } = assemble(bundle);
  const stage = new MemoryStage(bundle, calendar);
  const people = new People({ rehearsal, units, definitions, calendar, seed, lateness });
  const chronicle = new Chronicle(definitions, calendar);
  const until = endOfDay(to);
  const { letters, troubles } = await rehearse({
    ...{ stage, people, from: startOfDay(from), to: until },
    watch: chronicle.see,
  });
  const [verify, { digest }, notices] = [await stage.verify(), await historyDigest(stage), await stage.notices()];
  return summarise({
    ...{ seed, from, to, lateness, stage: 'memory', letters, verify, historyDigest: digest },
    ...{ notices, chronicle, troubles, definitions, calendar, until, awaited: (key) => people.awaited(key) },
  });
}
