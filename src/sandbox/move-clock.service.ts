import { DAY, dayOf, toIso } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { SandboxClock } from '../platform/clock.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import type { ClockMove, ClockView, MoveClockBody } from './clock.dto.js';
import type { PlayedReader } from './played.reader.js';
import { sqlOf, type Trail, type TrailEntry } from '../people/trail.js';
import { live } from './rehearsal.js';
import type { Troupes } from './troupes.js';

const FOREVER = Number.MAX_SAFE_INTEGER;

/**
 * `actor`: the name of whoever moves it. `wait`: until all has been played. `looked`: where it stood when they looked.
 * `playing`: the person whom they play, and whom nobody else does. `watch`: hears of every moment that is reached.
 */
export type Mover = {
  readonly wait: boolean;
  readonly actor: string;
  readonly looked?: Looked;
  readonly playing?: string;
  readonly watch?: (now: number) => void;
};
type Leg = { readonly from: number; readonly to: number };
/** `act`: when the first of those who act meanwhile will; undefined: nobody does. */
type Way = Leg & { readonly people: boolean; readonly act?: number | undefined };

export type MoveClockParts = {
  readonly house: Pick<EngineHouse, 'clock' | 'waves'>;
  readonly played: PlayedReader;
  readonly trail: Trail;
  readonly troupes: Pick<Troupes, 'gather' | 'disperse'>;
  readonly complain: (error: unknown) => void;
};

/** The virtual clock goes forward, and every timer on the way is played in its wave with its own time. */
export class MoveClock {
  /** What is being lived before anybody is let in. */
  preparing: Leg | undefined;
  private movingTo: number | undefined;
  /** Moves of one process follow each other. */
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private isStopping = false;

  constructor(private readonly parts: MoveClockParts) {}

  async show(): Promise<ClockView> {
    const { clock, waves } = this.parts.house;
    const now = await clock.now();
    const isSandbox = clock instanceof SandboxClock;
    // Anybody may ask: of real work nothing is said, not even that some of it is due.
    const next = isSandbox ? await waves.next(FOREVER) : undefined;
    const { preparing, movingTo } = this;
    return {
      mode: isSandbox ? 'sandbox' : 'production',
      now: toIso(now),
      day: dayOf(now),
      next: next ? toIso(Math.max(next.at, now)) : null,
      movingTo: movingTo === undefined ? null : toIso(movingTo),
      preparing: preparing ? { from: toIso(preparing.from), to: toIso(preparing.to) } : null,
    };
  }

  async move(wish: MoveClockBody, mover: Mover): Promise<ClockMove> {
    const clock = this.sandbox();
    const isQueued = this.waiting > 0;
    this.waiting += 1;
    // Whence and where to is settled when the moves before this one have ended.
    const begun = this.last.then(() => this.begin(clock, wish, mover));
    const moved = begun.then((way) => this.moved(clock, way, mover)).finally(() => (this.waiting -= 1));
    this.last = moved.catch(() => undefined);
    if (mover.wait) return moved;
    // Whoever says what they looked at is told whether it held, also behind another move.
    const isBlind = isQueued && (mover.looked ?? 'anything') === 'anything';
    const { from, to } = isBlind ? { from: await clock.now(), to: this.movingTo } : await begun;
    moved.catch(this.parts.complain);
    const movingTo = to === undefined ? null : toIso(to);
    return { clock: { ...(await this.show()), movingTo }, from: toIso(from), played: null };
  }

  /** A move stops at the instant that it has reached; the rest is there when somebody moves on. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.last;
  }

  private async begin(clock: SandboxClock, wish: MoveClockBody, mover: Mover): Promise<Way> {
    const { looked = 'anything', actor, playing } = mover;
    const from = await clock.now();
    isUnchanged(looked, from);
    const people = wish.people === true;
    const act = people ? await this.firstAct(clock, from, playing) : undefined;
    const to = await this.target(wish, from, act);
    if (to < from) throw problem('clock-backwards', { now: toIso(from) });
    const way = { from, to, people, act };
    if (this.isStopping) return way;
    // Before anything is played: what the move causes comes after it, also in the trail.
    const after = { now: to, ...(people && { people }) };
    const entry: TrailEntry = { kind: 'clock-moved', actor, before: { now: from }, after };
    if (looked === 'anything') await this.parts.trail.append([entry]);
    else await this.leave(clock, way, entry);
    return way;
  }

  /** From the moment that was looked at, and from no other: whoever else moves the clock, in whatever process, the row decides. */
  private async leave(clock: SandboxClock, { from, to, act = to }: Way, entry: TrailEntry): Promise<void> {
    const { house, trail } = this.parts;
    // What is due already is not this move's doing; the first step is one that leaves the moment.
    let next = await house.waves.next(to);
    for (; next && next.at <= from; next = await house.waves.next(to)) await house.waves.settle(next.at);
    const first = Math.min(next?.at ?? to, act, to);
    await trail.told(async (db) => {
      await trail.append([entry], sqlOf(db));
      if (!(await clock.moveFrom(from, first, db)))
        throw problem('precondition-failed', { version: await clock.now(db) });
      return { value: undefined, told: [] };
    });
  }

  private async moved(clock: SandboxClock, way: Way, mover: Mover): Promise<ClockMove> {
    const { from, to } = way;
    if (!this.isStopping) {
      this.movingTo = to;
      try {
        await (way.people ? this.live(clock, way, mover) : this.play(clock, to));
      } finally {
        this.movingTo = undefined;
      }
    }
    return { clock: await this.show(), from: toIso(from), played: { ...(await this.parts.played.between(from, to)) } };
  }

  private sandbox(): SandboxClock {
    const { clock } = this.parts.house;
    if (!(clock instanceof SandboxClock)) throw problem('not-sandbox');
    return clock;
  }

  private async target(wish: MoveClockBody, now: number, act = FOREVER): Promise<number> {
    if ('to' in wish) return wish.to;
    if ('by' in wish) return now + (wish.by === 'day' ? DAY : 7 * DAY);
    const next = Math.min((await this.parts.house.waves.next(FOREVER))?.at ?? FOREVER, act);
    return next === FOREVER ? now : Math.max(next, now);
  }

  /** When somebody will act, as things stand. */
  private async firstAct(clock: SandboxClock, now: number, playing?: string): Promise<number | undefined> {
    const { troupe, ground } = await this.parts.troupes.gather(clock, playing);
    await ground.settle(now);
    troupe.hear(await ground.news());
    troupe.wake(now);
    return troupe.next()?.at;
  }

  private async live(clock: SandboxClock, leg: Leg, { playing, watch }: Mover): Promise<void> {
    const { troupes } = this.parts;
    const { troupe: people, ground } = await troupes.gather(clock, playing);
    try {
      await live({ ...leg, ground, people, watch: (_, now) => watch?.(now), isOver: () => this.isStopping });
    } catch (error) {
      troupes.disperse();
      throw error;
    }
  }

  /** From instant to instant: whoever acts in the middle of a long move acts at the time that has been reached. */
  private async play(clock: SandboxClock, to: number): Promise<void> {
    const { waves } = this.parts.house;
    for (let next = await waves.next(to); next; next = await waves.next(to)) {
      await clock.moveTo(next.at);
      await waves.settle(next.at);
      if (this.isStopping) return;
    }
    await clock.moveTo(to);
  }
}
