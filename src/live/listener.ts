import type { Response } from 'express';
import { hearingOf, may, postsWith, scopeFor, sees, type Scope } from '../people/access.rules.js';
import type { Shown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import type { Change } from './live.reader.js';
import { before, isAfter, type Position } from './position.rules.js';

/** Whoever does not read what was written to them is hung up on, and goes on from where they were. */
const MOST_UNREAD = 256 * 1024;

type Asked = {
  /** How far they say they have heard; undefined: they begin. */
  readonly from: Position | undefined;
  /** They ask only for what there is. */
  readonly isOnce: boolean;
  /** A place as this account gets it. */
  readonly seal: (position: Position) => string;
};
type Said = { readonly event: string; readonly data: object; readonly id?: Position };

/** One line that is open: who listens, what they may hear, and how far they have heard. */
export class Listener {
  private scope: Scope = { plans: [], dossiers: [], units: [], groups: [] };
  private units: ReadonlySet<string> = new Set();
  private seats: ReadonlySet<string> = new Set();
  /** Plans whose talk they read without a say in it. */
  private overheard: ReadonlySet<string> = new Set();
  private heard: Position | undefined;
  /** The dossiers of which this line has told before: each stands in the trail once. */
  private readonly told = new Set<string>();

  readonly from: Asked['from'];
  readonly isOnce: boolean;
  private readonly seal: Asked['seal'];

  constructor(
    principal: Principal,
    private readonly response: Response,
    /** Writes down whoever is told of what is open to few. */
    private readonly note: (who: Principal, rows: readonly Shown[]) => Promise<void>,
    { from, isOnce, seal }: Asked,
  ) {
    this.from = from;
    this.isOnce = isOnce;
    this.seal = seal;
    this.whose = principal;
    this.is(principal);
  }

  private whose: Principal;
  get principal(): Principal {
    return this.whose;
  }

  /** Posts come and go while somebody listens. */
  is(principal: Principal): void {
    this.whose = principal;
    this.scope = scopeFor(principal);
    const posts = postsWith(principal, 'work.read');
    this.units = new Set(posts.map(({ plan, unit }) => `${plan}/${unit}`));
    this.overheard = new Set(hearingOf(principal).plans);
    this.seats = new Set(posts.map(({ plan, unit, seat }) => `${plan}/${unit}/${seat}`));
  }

  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  async tell(changes: readonly Change[]): Promise<void> {
    const news = changes.filter((change) => (!this.heard || isAfter(change, this.heard)) && this.mayHear(change));
    await this.noted(news);
    for (const change of news) {
      const { kind, id, instance, of, plan, obligation } = change;
      this.say({
        id: change,
        event: kind,
        data: { id: kind === 'inbox' ? id : instance, instance, of, plan, obligation },
      });
    }
  }

  /** They have everything up to here; `complete`: nothing was left out on the way. */
  ready(horizon: number, complete: boolean): void {
    this.say({ id: before(horizon), event: 'ready', data: { complete } });
  }

  clock(): void {
    this.say({ event: 'clock', data: {} });
  }

  /** Nothing has happened for a while: the line is alive, and whoever comes again need not hear what they need not know. */
  beat(horizon: number): void {
    this.heard = before(horizon);
    this.write(`: \nid: ${this.seal(this.heard)}\n\n`);
  }

  begin(): void {
    this.response
      .status(200)
      .set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
      .flushHeaders();
    this.write('retry: 2000\n\n');
  }

  end(): void {
    this.response.end();
  }

  private async noted(news: readonly Change[]): Promise<void> {
    const rows = news
      .filter(({ restricted, instanceKey }) => restricted && !this.told.has(instanceKey))
      .map(({ plan, instanceKey: key }) => ({ plan, key, restricted: true }));
    if (rows.length === 0) return;
    await this.note(this.whose, rows);
    for (const { key } of rows) this.told.add(key);
  }

  private say({ event, data, id }: Said): void {
    if (id) this.heard = id;
    this.write(`${id ? `id: ${this.seal(id)}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_UNREAD) this.response.destroy();
  }

  /** The same as whoever looks would see (`visible`, the inbox), asked of each change once for each who listens. */
  private mayHear(change: Change): boolean {
    const { kind, plan, restricted, toUnit, toSeat } = change;
    const place = `${plan}/${toUnit ?? ''}`;
    if (kind === 'inbox') {
      if (!may(this.whose, 'inbox.read', plan)) return false;
      return restricted ? this.seats.has(`${place}/${toSeat ?? ''}`) : this.units.has(place);
    }
    const isMeant = toUnit === null || this.units.has(place) || (kind === 'talk' && this.overheard.has(plan));
    return sees(this.scope, change) && isMeant;
  }
}
