import type { Entry } from '../core/instance.js';
import type { Statement } from '../engine/ports.js';
import type { Transactions } from '../engine/ledger/transaction.js';
import { kindOfNotice, type News, type NoticeCount, type Standing } from './stage.js';

/** Instances whose histories are read together. */
const PAGE = 200;

const statement = (name: string, text: string): Statement => ({ name: `dh_stage_${name}`, text });

const standing = `i.id, i.key, i.definition, i.calendar, i.parent, i.group_name as "group", i.obligation, i.reopens, i.snapshot, i.tags, i.stage,
  i.status, i.seq, i.head`;
const entry = `h.instance_id as id, i.key as instance, h.seq, h.kind, h.key, h.at, h.effective_at as "effectiveAt", h.actor, h.event, h.body_digest as "bodyDigest",
  h.tags, h.due, h.unit, h.stage, h.hash`;

/** Virtual time does not go back: whatever was written since a look has happened at its moment or later. */
const entriesSince = statement(
  'entries_since',
  `select ${entry} from history h join instance i on i.id = h.instance_id where h.at >= $1 order by h.instance_id, h.seq`,
);
const standingsOf = statement('standings', `select ${standing} from instance i where i.id = any($1)`);
/** An instance that was set aside has written nothing. */
const movedOrAside = statement(
  'moved',
  `select ${standing} from instance i where i.id = any($1) or i.status = 'quarantined'`,
);
const allKeys = statement('keys', 'select id, key from instance');
const entriesOf = statement(
  'entries',
  `select ${entry} from history h join instance i on i.id = h.instance_id where h.instance_id = any($1) order by h.instance_id, h.seq`,
);
const messages = statement(
  'messages',
  `select i.obligation, (i.snapshot->'context'->'period'->>'year')::int as year, case when h.kind = 'timer' then substring(h.key from '^[^.]*[.][^.]*[.](?:r-|[^.]*[.])') end as timer,
     o.level, count(*)::int as n
   from outbox o join instance i on i.id = o.instance_id join history h on h.instance_id = o.instance_id and h.seq = o.seq
   group by 1, 2, 3, 4`,
);

type StandingRow = Standing & { readonly id: number };
type EntryRow = Omit<Entry, 'effectiveAt' | 'bodyDigest'> & {
  readonly id: number;
  readonly effectiveAt: number | null;
  readonly bodyDigest: string | null;
};
type Look = Pick<Transactions, 'query'>;

/** What has moved since the last look. Only that is read, however many instances there are. */
export class MovesReader {
  private at = 0;
  /** The last entry known of every instance that moved at that very moment. */
  private known = new Map<number, number>();
  private readonly aside = new Set<number>();

  constructor(private readonly db: Look) {}

  async news(): Promise<readonly News[]> {
    const read = await this.db.query<EntryRow>(entriesSince, [this.at]);
    const fresh = read.filter(({ id, seq }) => seq > (this.known.get(id) ?? -1));
    const latest = fresh.reduce((at, one) => Math.max(at, one.at), this.at);
    if (latest > this.at) this.known = new Map();
    this.at = latest;
    for (const { id, seq, at } of fresh) if (at === latest) this.known.set(id, seq);
    const ids = new Set(fresh.map(({ id }) => id));
    const rows = await this.db.query<StandingRow>(movedOrAside, [[...ids]]);
    return withEntries(
      rows.filter((row) => ids.has(row.id) || this.isNewlyAside(row)),
      fresh,
    );
  }

  private isNewlyAside({ id }: StandingRow): boolean {
    const isNew = !this.aside.has(id);
    this.aside.add(id);
    return isNew;
  }
}

/** Every instance with its whole history, in order of keys. */
export async function* readHistories(db: Look): AsyncIterable<News> {
  const all = (await db.query<{ id: number; key: string }>(allKeys)).sort((a, b) => (a.key < b.key ? -1 : 1));
  for (let start = 0; start < all.length; start += PAGE) {
    const ids = all.slice(start, start + PAGE).map(({ id }) => id);
    const rows = await db.query<StandingRow>(standingsOf, [ids]);
    yield* withEntries(rows, await db.query<EntryRow>(entriesOf, [ids]));
  }
}

export async function readMessages(db: Look): Promise<readonly NoticeCount[]> {
  const rows = await db.query<{ obligation: string; year: number; timer: string | null; level: number; n: number }>(
    messages,
  );
  const counts = new Map<string, NoticeCount>();
  for (const { obligation, year, timer, level, n } of rows) {
    const { kind, level: ladder } = kindOfNotice(timer ?? undefined);
    const about = { obligation, year, kind, level: ladder || level };
    const id = Object.values(about).join(' ');
    counts.set(id, { ...about, n: (counts.get(id)?.n ?? 0) + n });
  }
  return [...counts.values()];
}

function withEntries(rows: readonly StandingRow[], entries: readonly EntryRow[]): readonly News[] {
  const byId = new Map<number, Entry[]>();
  for (const row of entries) {
    const list = byId.get(row.id);
    if (list) list.push(entryOf(row));
    else byId.set(row.id, [entryOf(row)]);
  }
  return rows
    .map(({ id, ...standing }) => ({ standing, entries: byId.get(id) ?? [] }))
    .sort((a, b) => (a.standing.key < b.standing.key ? -1 : 1));
}

const entryOf = ({ id: _, effectiveAt, bodyDigest, ...rest }: EntryRow): Entry => ({
  ...rest,
  ...(effectiveAt !== null && { effectiveAt }),
  ...(bodyDigest !== null && { bodyDigest }),
});
