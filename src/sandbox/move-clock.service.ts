import { DAY, dayOf, toIso } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { SandboxClock } from '../platform/clock.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import type { ClockMove, ClockView, MoveClockBody } from './clock.dto.js';
import type { PlayedReader } from './played.reader.js';
import { sqlOf, type Trail, type TrailEntry } from '../people/trail.js';

const FOREVER = Number.MAX_SAFE_INTEGER;

/** `actor`: the name of whoever moves it. `wait`: until all has been played. `looked`: where it stood when they looked. */
type Mover = { readonly wait: boolean; readonly actor: string; readonly looked?: Looked };
type Beginner = { readonly actor: string; readonly looked: Looked };
type Leg = { readonly from: number; readonly to: number };

/** The virtual clock goes forward, and every timer on the way is played in its wave with its own time. */
export class MoveClock {
  private movingTo: number | undefined;
  /** Moves of one process follow each other. */
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private isStopping = false;

  constructor(
    private readonly house: Pick<EngineHouse, 'clock' | 'waves'>,
    private readonly played: PlayedReader,
    private readonly complain: (error: unknown) => void,
    private readonly trail: Trail,
  ) {}

  async show(): Promise<ClockView> {
    const { clock, waves } = this.house;
    const now = await clock.now();
    const isSandbox = clock instanceof SandboxClock;
    // Anybody may ask: of real work nothing is said, not even that some of it is due.
    const next = isSandbox ? await waves.next(FOREVER) : undefined;
    return {
      mode: isSandbox ? 'sandbox' : 'production',
      now: toIso(now),
      day: dayOf(now),
      next: next ? toIso(Math.max(next.at, now)) : null,
      movingTo: this.movingTo === undefined ? null : toIso(this.movingTo),
    };
  }

  async move(wish: MoveClockBody, { wait, actor, looked = 'anything' }: Mover): Promise<ClockMove> {
    const clock = this.sandbox();
    const isQueued = this.waiting > 0;
    this.waiting += 1;
    // Whence and where to is settled when the moves before this one have ended.
    const begun = this.last.then(() => this.begin(clock, wish, { actor, looked }));
    const moved = begun.then((leg) => this.moved(clock, leg)).finally(() => (this.waiting -= 1));
    this.last = moved.catch(() => undefined);
    if (wait) return moved;
    // Whoever says what they looked at is told whether it held, also behind another move.
    const isBlind = isQueued && looked === 'anything';
    const { from, to } = isBlind ? { from: await clock.now(), to: this.movingTo } : await begun;
    moved.catch(this.complain);
    const movingTo = to === undefined ? null : toIso(to);
    return { clock: { ...(await this.show()), movingTo }, from: toIso(from), played: null };
  }

  /** A move stops at the instant that it has reached; the rest is there when somebody moves on. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.last;
  }

  private async begin(clock: SandboxClock, wish: MoveClockBody, { actor, looked }: Beginner): Promise<Leg> {
    const from = await clock.now();
    isUnchanged(looked, from);
    const to = await this.target(wish, from);
    if (to < from) throw problem('clock-backwards', { now: toIso(from) });
    if (this.isStopping) return { from, to };
    // Before anything is played: what the move causes comes after it, also in the trail.
    const entry: TrailEntry = { kind: 'clock-moved', actor, before: { now: from }, after: { now: to } };
    if (looked === 'anything') await this.trail.append([entry]);
    else await this.leave(clock, { from, to }, entry);
    return { from, to };
  }

  /** From the moment that was looked at, and from no other: whoever else moves the clock, in whatever process, the row decides. */
  private async leave(clock: SandboxClock, { from, to }: Leg, entry: TrailEntry): Promise<void> {
    const { waves } = this.house;
    // What is due already is not this move's doing; the first step is one that leaves the moment.
    let next = await waves.next(to);
    for (; next && next.at <= from; next = await waves.next(to)) await waves.settle(next.at);
    const first = next?.at ?? to;
    await this.trail.told(async (db) => {
      await this.trail.append([entry], sqlOf(db));
      if (!(await clock.moveFrom(from, first, db)))
        throw problem('precondition-failed', { version: await clock.now(db) });
      return { value: undefined, told: [] };
    });
  }

  private async moved(clock: SandboxClock, { from, to }: Leg): Promise<ClockMove> {
    await this.play(clock, to);
    return { clock: await this.show(), from: toIso(from), played: { ...(await this.played.between(from, to)) } };
  }

  private sandbox(): SandboxClock {
    const { clock } = this.house;
    if (!(clock instanceof SandboxClock)) throw problem('not-sandbox');
    return clock;
  }

  private async target(wish: MoveClockBody, now: number): Promise<number> {
    if ('to' in wish) return wish.to;
    if ('by' in wish) return now + (wish.by === 'day' ? DAY : 7 * DAY);
    return Math.max((await this.house.waves.next(FOREVER))?.at ?? now, now);
  }

  /** From instant to instant: whoever acts in the middle of a long move acts at the time that has been reached. */
  private async play(clock: SandboxClock, to: number): Promise<void> {
    const { waves } = this.house;
    if (this.isStopping) return;
    this.movingTo = to;
    try {
      for (let next = await waves.next(to); next; next = await waves.next(to)) {
        await clock.moveTo(next.at);
        await waves.settle(next.at);
        if (this.isStopping) return;
      }
      await clock.moveTo(to);
    } finally {
      this.movingTo = undefined;
    }
  }
}
