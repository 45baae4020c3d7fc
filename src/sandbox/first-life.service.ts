import { addMonths, dayOf, DAY, startOfDay } from '../core/calendar/day.js';
import type { Deliver } from '../engine/deliver.js';
import { OPERATOR_NAME, type Trail } from '../people/trail.js';
import type { Clock } from '../engine/ports.js';
import type { LivedStore } from './lived.store.js';
import type { MoveClock } from './move-clock.service.js';
import { temperOf, type LivelyPlan, type Troupes } from './troupes.js';

/** How far a first life has come, for whoever waits for it. */
export type LivedSoFar = { readonly day: string; readonly days: number; readonly of: number };
type Course = { readonly plan: LivelyPlan; readonly from: number; readonly to: number };

export type FirstLifeParts = {
  readonly clock: Clock;
  readonly troupes: Pick<Troupes, 'plans'>;
  readonly moving: MoveClock;
  readonly lived: Pick<LivedStore, 'target' | 'turn'>;
  readonly trail: Pick<Trail, 'append'>;
  readonly deliver: Pick<Deliver, 'run'>;
};

const MONTHS = 6;

/**
 * A sandbox opens on a plan that has been lived for half a year: at its first start synthetic people live it, in the very
 * house that its guests will work in. Whoever was interrupted goes on where they stopped.
 */
export class FirstLife {
  private isStopping = false;

  constructor(private readonly parts: FirstLifeParts) {}

  /**
   * `told` hears of every day that is reached. Nothing happens where all is lived, or somebody has moved the clock.
   * @returns false: it was stopped, and another start goes on with it
   */
  async live(told: (soFar: LivedSoFar) => void = () => undefined): Promise<boolean> {
    const { moving, lived } = this.parts;
    const course = await this.course();
    if (!course) return true;
    moving.preparing = course;
    try {
      const turn = await lived.turn(() => this.isStopping);
      return turn !== undefined && (await this.inTurn(told).finally(turn.end));
    } finally {
      moving.preparing = undefined;
    }
  }

  stop(): void {
    this.isStopping = true;
  }

  private async inTurn(told: (soFar: LivedSoFar) => void): Promise<boolean> {
    // Another process may have lived all of it meanwhile.
    const left = await this.course();
    if (left) await this.lived(left, told);
    if (this.isStopping) return false;
    await this.parts.deliver.run();
    return true;
  }

  private async lived({ plan, from, to }: Course, told: (soFar: LivedSoFar) => void): Promise<void> {
    const { clock, trail, moving } = this.parts;
    const now = await clock.now();
    const entry = { kind: 'plan-lived', actor: OPERATOR_NAME, plan: plan.plan.plan, before: { now } } as const;
    await trail.append([{ ...entry, after: { now: to, ...temperOf(plan) } }]);
    const of = daysBetween(from, to);
    let days = -1;
    const watch = (at: number): void => {
      if (daysBetween(from, at) === days) return;
      days = daysBetween(from, at);
      told({ day: dayOf(at), days, of });
    };
    watch(now);
    await moving.move({ to, people: true }, { wait: true, actor: OPERATOR_NAME, watch });
    if (!this.isStopping) watch(to);
  }

  /** From the first day of a plan that runs to its half year: where the clock has not moved, or a first life was begun and not ended. */
  private async course(): Promise<Course | undefined> {
    const { troupes, clock, lived } = this.parts;
    const [plan] = await troupes.plans();
    if (!plan) return undefined;
    const { term } = plan.plan;
    const [from, half, now] = [startOfDay(term.from), addMonths(term.from, MONTHS), await clock.now()];
    const to = startOfDay(half < term.to ? half : term.to);
    if (now >= to) return undefined;
    return now === from || (await lived.target(plan.plan.plan)) === to ? { plan, from, to } : undefined;
  }
}

const daysBetween = (from: number, to: number): number => Math.floor((to - from) / DAY);
