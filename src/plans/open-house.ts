import { createEngine, type EngineHouse } from '../engine/create-engine.js';
import type { Recorder } from '../engine/ports.js';
import { StoredPerson } from '../people/person.entity.js';
import { StoredUnit } from '../people/unit.entity.js';
import { asOperator } from '../people/operator.js';
import { TrailStore } from '../people/trail.store.js';
import { clockFor, modeOf } from '../platform/clock.js';
import { withDatabase, type CommandHost } from '../platform/command.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database.js';
import { ActivatePlan } from './activate-plan.service.js';
import { ComparePlans } from './compare-plans.service.js';
import { ImportPlan } from './import-plan.service.js';
import { PlanVersion } from './plan-version.entity.js';
import { PlanReader } from './plan.reader.js';
import { StoredRoster } from './plan.store.js';
import { PlanVersions } from './plan-versions.service.js';

export type Opened = { readonly house: EngineHouse; readonly database: Database; readonly config: Config };

/**
 * The engine for one command that moves what runs: like every process that serves, it refuses where something of that
 * cannot be read. It rings nobody: workers that run look for themselves, and where none does the command plays what it has
 * caused.
 */
export const withHouse = <T>(
  host: CommandHost,
  work: (opened: Opened) => Promise<T>,
  recorders?: Recording,
): Promise<T> =>
  lookInto(
    host,
    async (opened) => {
      await opened.house.catalogue.check(opened.house.transactions);
      return work(opened);
    },
    recorders,
  );
/** What rooms write beside transitions, where the command may send what concerns them. */
type Recording = (database: Database) => readonly Recorder[];

/** For a command that only looks: what can be read is shown, whatever else is broken. */
export function lookInto<T>(
  host: CommandHost,
  work: (opened: Opened) => Promise<T>,
  recorders: Recording = () => [],
): Promise<T> {
  const inHouse = async (database: Database, config: Config): Promise<T> => {
    const clock = await clockFor(database, modeOf(config));
    const house = createEngine({
      database,
      clock,
      roster: new StoredRoster(database),
      recorders: recorders(database),
    });
    return asOperator(database, () => work({ house, database, config }));
  };
  return withDatabase(host, inHouse, [PlanVersion, StoredPerson, StoredUnit]);
}

/** The use cases of plans, put together for a command. */
export function plansOf({ house, database }: Opened, workflows: string) {
  const versions = new PlanVersions(new PlanReader(database));
  const comparing = new ComparePlans(versions, house.clock);
  const trail = new TrailStore(database);
  return {
    versions,
    comparing,
    imports: new ImportPlan(house.transactions, versions, workflows, trail),
    activating: new ActivatePlan(house, versions, comparing, trail),
  };
}
