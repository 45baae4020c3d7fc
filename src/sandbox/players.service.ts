import { dayOf } from '../core/calendar/day.js';
import { problem } from '../core/problem.js';
import { turnOf } from '../core/turn.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { rolesOf } from '../people/access.rules.js';
import type { AccountStore } from '../people/account.store.js';
import { digestOf, makeToken } from '../people/secrets.js';
import type { Principal } from '../people/principal.js';
import type { SessionStore } from '../people/session.store.js';
import type { Caller } from '../people/sign-in.service.js';
import type { Trail } from '../people/trail.js';
import { SandboxClock } from '../platform/clock.js';
import type { Player } from './players.dto.js';
import type { PlayersReader } from './players.reader.js';

type Waiting = { waiting: number; overdue: number };
export type PlayersParts = {
  readonly house: Pick<EngineHouse, 'clock' | 'catalogue' | 'transactions'>;
  readonly reader: PlayersReader;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly trail: Trail;
};

/** In a sandbox whoever is signed in may go on as anybody of its plans: to see the whole of it one must be many. */
export class Players {
  constructor(private readonly parts: PlayersParts) {}

  /** Whoever can be played today, with what waits for them. */
  async list(): Promise<readonly Player[]> {
    this.isSandbox();
    const now = await this.parts.house.clock.now();
    const { reader } = this.parts;
    const [people, offices, waits] = await Promise.all([reader.people(dayOf(now)), reader.offices(), this.waits(now)]);
    return people.map((one) => ({
      ...one,
      posts: one.posts.map((post) => ({ ...post, roles: [...rolesOf(post, offices)] })),
      ...sum(one.posts.map((post) => waits.get(placeOf(post)))),
    }));
  }

  /**
   * The browser's session goes on as somebody else, with their rights and no more; it remembers whose it began as.
   * @returns the token of the session that takes its place
   */
  async switch(me: Principal, person: string | null, caller: Caller): Promise<{ token: string; seconds: number }> {
    this.isSandbox();
    const { sessions, trail } = this.parts;
    const began = me.began ?? me;
    const name = person ?? began.name;
    const account = await this.account(name, began.name);
    if (!account || account.disabledAt || !('session' in me.via)) throw problem('not-found');
    const token = makeToken('dhs');
    const isOneself = account.id === began.account;
    const session = {
      ...caller,
      replaces: me.via.session,
      // Somebody else is no fresher than who they began as.
      provedAt: Date.now() / 1000 - (me.signedInAgo ?? 0),
      ...(!isOneself && { beganAs: began.account }),
    };
    const seconds = await trail.told(async (db) => ({
      value: await sessions.open(account.id, digestOf(token), session, db),
      told: [
        {
          kind: 'person-switched',
          actor: began.name,
          subject: name,
          before: { person: me.name },
          after: { person: name },
        },
      ],
    }));
    return { token, seconds };
  }

  /** Only people of a plan can be played, and whoever it was before can be that again. */
  private async account(name: string, began: string) {
    const { accounts, reader, house } = this.parts;
    if (name === began) return accounts.byName(name);
    const people = await reader.people(dayOf(await house.clock.now()));
    if (!people.some((one) => one.name === name)) return undefined;
    const found = await accounts.byName(name);
    if (found) return found;
    await accounts.addPeople();
    return accounts.byName(name);
  }

  private async waits(now: number): Promise<ReadonlyMap<string, Waiting>> {
    const { reader, house } = this.parts;
    const rows = await reader.running();
    const pinned = {
      definitions: rows.map(({ definition }) => definition),
      calendars: rows.map(({ calendar }) => calendar),
    };
    await house.catalogue.load(house.transactions, pinned);
    const waits = new Map<string, Waiting>();
    for (const { plan, snapshot, isOverdue, ...row } of rows)
      for (const { unit, seat } of turnOf(house.catalogue.find(row), snapshot, now)) {
        const place = placeOf({ plan, unit, seat });
        const known = waits.get(place) ?? { waiting: 0, overdue: 0 };
        waits.set(place, { waiting: known.waiting + 1, overdue: known.overdue + (isOverdue ? 1 : 0) });
      }
    return waits;
  }

  /** @throws Problem not-sandbox in production, whoever asks */
  isSandbox(): void {
    if (!(this.parts.house.clock instanceof SandboxClock)) throw problem('not-sandbox');
  }
}

const placeOf = ({ plan, unit, seat }: { plan: string; unit: string; seat: string }): string =>
  `${plan} ${unit} ${seat}`;
const sum = (some: readonly (Waiting | undefined)[]): Waiting => ({
  waiting: some.reduce((n, one) => n + (one?.waiting ?? 0), 0),
  overdue: some.reduce((n, one) => n + (one?.overdue ?? 0), 0),
});
