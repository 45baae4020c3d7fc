import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { dayOf } from '../core/calendar/day.js';
import type { Principal } from '../people/principal.js';
import { PrincipalReader } from '../people/principal.reader.js';
import type { PlatformClock } from '../platform/clock.js';
import { grumble } from '../platform/grumble.js';
import type { Log } from '../platform/log.js';
import { CLOCK, LOG } from '../platform/tokens.js';
import type { Listener } from './listener.js';
import { type Horizon, LiveReader } from './live.reader.js';
import { before } from './position.rules.js';

/** Milliseconds from one look to the next, while anybody listens. */
const EVERY = 500;
/** Looks from one sign of life to the next; then also whoever listens is looked up anew. */
const BEAT = 30;
/** More at once are not told one by one: whoever listens looks at everything anew. */
const MOST = 2000;
/** Lines of one account in one process. */
export const MOST_LINES = 12;

/** One look for all who listen in this process, as long as anybody does. */
@Injectable()
export class LiveHub implements OnModuleDestroy {
  private readonly joining: Listener[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly stopping = new AbortController();
  private walking: Promise<void> | undefined;
  private seen: Horizon | undefined;
  private readonly complain: (error: unknown) => void;

  constructor(
    private readonly reader: LiveReader,
    private readonly principals: PrincipalReader,
    @Inject(CLOCK) private readonly clock: PlatformClock,
    @Inject(LOG) log: Log,
  ) {
    this.complain = grumble(log, 'whoever listens is told nothing now; it goes on');
  }

  /** False: the account has as many lines as it may have. */
  join(listener: Listener): boolean {
    const mine = [...this.joining, ...this.listeners].filter(
      ({ principal }) => principal.account === listener.principal.account,
    );
    if (mine.length >= MOST_LINES) return false;
    listener.begin();
    if (this.stopping.signal.aborted) listener.end();
    else if (this.seen && !listener.from && !listener.isOnce) this.begun(listener, this.seen);
    else this.joining.push(listener);
    this.walking ??= this.walk();
    return true;
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    const at = this.joining.indexOf(listener);
    if (at !== -1) this.joining.splice(at, 1);
  }

  /** Lines do not end by themselves: the server waits for none of them. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    for (const listener of [...this.joining.splice(0), ...this.listeners]) listener.end();
    this.listeners.clear();
    await this.walking;
  }

  private async walk(): Promise<void> {
    const { signal } = this.stopping;
    for (let looks = 1; !signal.aborted && this.joining.length + this.listeners.size > 0; looks += 1) {
      await this.look(looks % BEAT === 0).catch(this.complain);
      // Between looks nothing happens that could be awaited: this is the interval.
      await pause(EVERY, undefined, { signal }).catch(() => undefined);
    }
    this.walking = undefined;
    this.seen = undefined;
  }

  private async look(isBeat: boolean): Promise<void> {
    await this.onlyGood();
    const now = await this.reader.horizon();
    await this.tell(now);
    if (this.seen && this.seen.clock !== now.clock) for (const listener of this.listeners) listener.clock();
    this.seen = now;
    for (const listener of this.joining.splice(0))
      await this.taken(listener, now).catch((error: unknown) => {
        // Whoever could not be told what they missed comes again.
        listener.end();
        throw error;
      });
    if (!isBeat) return;
    for (const listener of this.listeners) listener.beat(now.xid);
    await this.lookedUp();
  }

  private async tell(now: Horizon): Promise<void> {
    if (!this.seen || this.listeners.size === 0 || now.xid <= this.seen.xid) return;
    const changes = await this.reader.changes(before(this.seen.xid), now.xid, MOST + 1);
    for (const listener of this.listeners) {
      if (changes.length > MOST) listener.ready(now.xid, false);
      else await listener.tell(changes);
    }
  }

  /** Nothing was missed: from the last look on they hear what all others do, and need not wait for the next. */
  private begun(listener: Listener, { xid, clock }: Horizon): void {
    listener.ready(xid, false);
    if (clock !== null) listener.clock();
    this.listeners.add(listener);
  }

  /** What somebody has missed, and from then on with all others. */
  private async taken(listener: Listener, now: Horizon): Promise<void> {
    const { from } = listener;
    // A place ahead of us is one of another database, from before it was restored.
    const isKnown = from !== undefined && from.xid <= now.xid && from.xid > now.forgotten;
    const missed = isKnown ? await this.reader.changes(from, now.xid, MOST + 1) : [];
    if (missed.length <= MOST) await listener.tell(missed);
    listener.ready(now.xid, isKnown && missed.length <= MOST);
    if (now.clock !== null) listener.clock();
    if (listener.isOnce || this.stopping.signal.aborted) listener.end();
    else if (listener.isOpen) this.listeners.add(listener);
  }

  /** A line ends with the session or the token that it was opened by. */
  private async onlyGood(): Promise<void> {
    const all = [...this.joining, ...this.listeners];
    const named = (by: 'session' | 'token'): string[] => [
      ...new Set(all.flatMap(({ principal: { via } }) => (by in via ? [idOf(via)] : []))),
    ];
    const good = await this.reader.good(named('session'), named('token'));
    for (const listener of all) {
      if (listener.isOpen && good.has(idOf(listener.principal.via))) continue;
      listener.end();
      this.leave(listener);
    }
  }

  private async lookedUp(): Promise<void> {
    const day = dayOf(await this.clock.now());
    const known = new Map<string, Principal | undefined>();
    for (const listener of this.listeners) {
      const { name, via } = listener.principal;
      if (!known.has(name)) known.set(name, await this.principals.byName(name, day));
      const { posts, offices } = known.get(name) ?? { posts: [], offices: {} };
      listener.is({ ...listener.principal, posts, offices, via });
    }
  }
}

const idOf = (via: Principal['via']): string => {
  if ('session' in via) return via.session;
  return 'token' in via ? via.token : '';
};
