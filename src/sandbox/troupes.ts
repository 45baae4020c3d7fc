import type { EngineHouse } from '../engine/create-engine.js';
import type { SandboxClock } from '../platform/clock.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { PlanVersions } from '../plans/plan-versions.service.js';
import { LivingGround } from './living-ground.js';
import { People } from './people.js';
import { Troupe } from './troupe.js';

export type Company = { readonly troupe: Troupe; readonly ground: LivingGround };
/** A plan that runs, and that says how its people behave. */
export type LivelyPlan = Pick<PlanBundle, 'plan' | 'units' | 'calendar'> & {
  readonly rehearsal: NonNullable<PlanBundle['rehearsal']>;
  readonly content: string;
};

/** What rehearsal.yaml does not say. */
const USUAL = { seed: 1, lateness: 0.2 };
export const temperOf = ({ rehearsal }: Pick<LivelyPlan, 'rehearsal'>): typeof USUAL => rehearsal.sandbox ?? USUAL;

/** The synthetic people of a sandbox; from one move to the next they remember what they have heard. */
export class Troupes {
  private known: { readonly name: string; readonly company: Company } | undefined;

  constructor(
    private readonly house: EngineHouse,
    private readonly versions: Pick<PlanVersions, 'list' | 'active' | 'bundle'>,
  ) {}

  /** The plans that run and whose people act. */
  async plans(): Promise<readonly LivelyPlan[]> {
    const running = (await this.versions.list({ running: null, drafts: [] })).filter(
      ({ status }) => status === 'active',
    );
    const found = await Promise.all(running.map(({ plan }) => this.versions.active(plan)));
    return found.flatMap((version): LivelyPlan[] => {
      if (!version) return [];
      const { plan, units, calendar, rehearsal } = this.versions.bundle(version.files);
      return rehearsal && rehearsal.acts.length > 0
        ? [{ plan, units, calendar, rehearsal, content: version.content }]
        : [];
    });
  }

  /** Everybody but the one whom somebody real plays. */
  async gather(clock: SandboxClock, except?: string): Promise<Company> {
    const plans = await this.plans();
    const name = [except ?? '', ...plans.map(({ content }) => content)].join(' ');
    if (this.known?.name === name) return this.known.company;
    const { catalogue } = this.house;
    const definitions = { get: (hash: string) => catalogue.definition(hash) };
    const companies = plans.map((one): [string, People] => [
      one.plan.plan,
      new People({ ...one, ...temperOf(one), definitions, except }),
    ]);
    const troupe = new Troupe(new Map(companies), (hash) => catalogue.definition(hash).plan);
    const company = { troupe, ground: new LivingGround(this.house, clock) };
    this.known = { name, company };
    return company;
  }

  /** Whoever was interrupted reads all of it again. */
  disperse(): void {
    this.known = undefined;
  }
}
