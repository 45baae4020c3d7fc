import { addDays, dayOf } from '../core/calendar/day.js';
import type { Folded } from '../core/consequences.js';
import type { Actor } from '../core/instance.js';
import { seriesKey } from '../core/opening.js';
import { assemble, type Assembled } from '../core/plan/assemble.js';
import type { PlanBundle } from '../core/plan/load.js';
import { problem, type ProblemCode } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import type { Command, Reply } from '../engine/command.js';
import type { Sql } from '../engine/ports.js';
import { birthsOf } from './activate-plan.js';
import type { ComparePlans } from './compare-plans.service.js';
import {
  activeVersion,
  endOtherUnits,
  lockPlan,
  otherCalendar,
  seriesNow,
  storeActive,
  storePinned,
  storeUnits,
  versionState,
  type SeriesRow,
} from './plan.store.js';
import type { PlanVersions } from './plan-versions.service.js';
import type { Trail } from '../people/trail.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import { whoOf } from './trail-words.js';
import { versionRev } from './version-rev.js';

export type Activation = {
  readonly plan: string;
  readonly version: number;
  readonly predecessor: number | null;
  /** Obligations by what became of their series. */
  readonly opened: readonly string[];
  readonly changed: readonly string[];
  readonly kept: readonly string[];
  readonly withdrawn: readonly string[];
};
type Wish = {
  readonly plan: string;
  readonly version: number;
  /** The hash of the comparison with the version that runs; not needed where none does. */
  readonly confirmed?: string | undefined;
  readonly actor: Actor;
  /** How far the version had come when it was looked at. */
  readonly looked?: Looked;
};

/** Who acts where nobody is named: the server at its start, an operator at the command line. */
export const OPERATOR: Actor = { kind: 'system', id: 'operator' };

/** Brings a version to life: in one transaction, or not at all. What runs on another version goes on as it is. */
export class ActivatePlan {
  constructor(
    private readonly house: EngineHouse,
    private readonly versions: PlanVersions,
    private readonly compare: ComparePlans,
    private readonly trail: Trail,
  ) {}

  async activate({ plan, version, confirmed, actor, looked = 'anything' }: Wish): Promise<Activation> {
    const stored = await this.versions.find(plan, version);
    isUnchanged(looked, versionRev(stored));
    if (stored.status === 'superseded') throw problem('plan-superseded', { version });
    const bundle = this.versions.sound(stored.files);
    const at = await this.house.clock.now();
    if (dayOf(at) > bundle.plan.term.to) throw problem('plan-term-over', { until: bundle.plan.term.to });
    const predecessor = await this.confirmedPredecessor(plan, version, confirmed);
    // What is due comes first: the withdrawal of a series must not overtake an opening that is owed.
    await this.house.waves.settle(at);
    // Before the transaction, which others wait for.
    const assembled = assemble(bundle);
    const { done, folded } = await this.house.transactions.run(async (sql) => {
      await lockPlan(sql, plan);
      // Another activation may have been faster since the comparison.
      const active = (await activeVersion(sql, plan)) ?? null;
      const now = (await versionState(sql, plan, version)) ?? stored;
      isUnchanged(looked, versionRev(now));
      // And a draft may have been edited since it was read.
      if (now.content !== stored.content) throw problem('plan-changed', { active });
      if (active !== predecessor && active !== version) throw problem('plan-changed', { active });
      const value = await this.write(sql, { bundle, assembled }, { version, predecessor: active, at, actor });
      const from = active === null ? null : { version: active };
      const entry = { kind: 'plan-activated', ...whoOf(actor), plan, before: from, after: { version } } as const;
      if (active !== version) await this.trail.append([entry], sql);
      return { value };
    });
    for (const one of folded) await this.house.engine.ring(one);
    return done;
  }

  /** The version that this one replaces, as it was confirmed. */
  private async confirmedPredecessor(plan: string, version: number, confirmed?: string): Promise<number | null> {
    const active = await this.versions.active(plan);
    if (!active || active.version === version) return active?.version ?? null;
    const { hash } = await this.compare.between(plan, active.version, version);
    if (hash !== confirmed) throw problem('plan-changed', { active: active.version, hash });
    return active.version;
  }

  private async write(
    sql: Sql,
    { bundle, assembled: { definitions, series } }: { bundle: PlanBundle; assembled: Assembled },
    { version, predecessor, at, actor }: { version: number; predecessor: number | null; at: number; actor: Actor },
  ): Promise<{ done: Activation; folded: Folded[] }> {
    const { plan } = bundle.plan;
    const turn = sorted(series, predecessor === null ? [] : await seriesNow(sql, plan));
    const { opened, changed, kept, withdrawn } = turn;
    const done: Activation = {
      plan,
      version,
      predecessor: predecessor === version ? null : predecessor,
      opened: opened.map(({ obligation }) => obligation),
      changed: changed.map(({ obligation }) => obligation),
      kept,
      withdrawn: withdrawn.map(({ obligation }) => obligation),
    };
    if (predecessor === version) return { done, folded: [] };
    await storePinned(sql, definitions, bundle.calendar);
    await storeUnits(sql, plan, bundle.units);
    await endOtherUnits(sql, plan, bundle.units, addDays(dayOf(at), -1));
    // Instances before anything else: letters lock them in the order of their ids, like every other transaction.
    const letters = [
      ...turn.ends.map((key) => withdrawal(key, version, actor)),
      ...(await otherCalendar(sql, plan, bundle.calendar.id, turn.ends)).map((key) =>
        newCalendar(key, version, bundle.calendar.id),
      ),
    ];
    const sent = await this.house.engine.sendWithin(sql, letters, at);
    sent.replies.forEach(refuse);
    const born = await this.house.engine.begin(sql, [
      ...birthsOf(bundle, opened, { calendar: bundle.calendar, at, actor, keyOf: seriesKey }),
      ...birthsOf(bundle, changed, {
        calendar: bundle.calendar,
        at,
        actor,
        keyOf: (_, obligation) => successorKey(plan, obligation, version),
      }),
    ]);
    await storeActive(sql, plan, version, at);
    return { done, folded: [sent.folded, born] };
  }
}

/** An obligation that changes gets a second series beside the first: `plan/R0@v2`. */
export const successorKey = (plan: string, obligation: string, version: number): string =>
  `${seriesKey(plan, obligation)}@v${version}`;

type Series = Assembled['series'];
/** New series against those that there are. The same definition is the same duty: it goes on undisturbed. */
function sorted(series: Series, now: readonly SeriesRow[]) {
  const known = new Map(now.map((row) => [row.obligation, row]));
  const wanted = new Set(series.map(({ obligation }) => obligation));
  const isKept = ({ obligation, definition }: Series[number]): boolean => {
    const row = known.get(obligation);
    return row?.definition === definition && !row.withdrawn;
  };
  const changed = series.filter((one) => known.has(one.obligation) && !isKept(one));
  const withdrawn = now.filter(({ obligation, status }) => !wanted.has(obligation) && status !== 'done');
  const replaced = new Set([...changed, ...withdrawn].map(({ obligation }) => obligation));
  return {
    opened: series.filter(({ obligation }) => !known.has(obligation)),
    changed,
    kept: series.filter(isKept).map(({ obligation }) => obligation),
    withdrawn,
    /** The keys of running series that this version ends. */
    ends: now.filter(({ obligation, status }) => replaced.has(obligation) && status !== 'done').map(({ key }) => key),
  };
}

const withdrawal = (to: string, version: number, actor: Actor): Command => ({
  letter: { to, key: `activation#v${version}`, actor, event: { type: 'series.withdraw' } },
  body: { reason: `v${version}` },
});

/** By the system: a person may not write the engine's own events. */
const newCalendar = (to: string, version: number, calendar: string): Command => ({
  letter: { to, key: `calendar#v${version}`, actor: OPERATOR, event: { type: 'calendar.moved', calendar } },
});

/** One refusal undoes the whole activation. */
function refuse({ outcome, code, facts }: Reply): void {
  if (outcome !== 'moved') throw problem((code ?? 'internal') as ProblemCode, facts);
}
