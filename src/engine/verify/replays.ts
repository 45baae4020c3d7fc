import { again, bornAgain } from '../../core/birth.js';
import { canonical, type Json } from '../../core/canonical.js';
import { sourceLetter, type FindMachine, type Played } from '../../core/consequences.js';
import type { Entry, Errand, Event, Notice } from '../../core/instance.js';
import type { Catalogue } from '../catalogue.js';
import { messageFields } from '../ledger/ledger.js';
import type { Sql } from '../ports.js';
import type { Findings } from './findings.js';
import { sameInstance, sameTimers, type InstanceRow } from './same-instance.js';
import * as sql from './statements.js';

/** Rows of history that are replayed at a time: memory does not grow with the database, nor with one instance's history. */
const CHUNK = 1000;

export type HistoryRow = Omit<Entry, 'effectiveAt' | 'bodyDigest'> & {
  readonly id: number;
  readonly effectiveAt: number | null;
  readonly bodyDigest: string | null;
};
/** A place in the order in which everything is read: instance by instance, row by row. */
type Place = readonly [id: number, seq: number];
const BEGINNING: Place = [0, -1];
const END: Place = [Number.MAX_SAFE_INTEGER, 0];

/** An instance in the middle of its replay. Without `all` it cannot be replayed, and nothing can be said of what it caused. */
type Current = { readonly id: number; readonly key: string; readonly row: InstanceRow | undefined; all?: Played };
/** What the rows of one chunk asked of the world. */
type Asked = { readonly notices: Notice[]; readonly errands: Errand[]; readonly said: Said[] };
/** What a source has to say after a row, and whether it is news to those who listen. */
type Said = {
  readonly source: string;
  readonly seq: number;
  readonly at: number;
  readonly event: Event;
  readonly isNews: boolean;
};
/** One who listens to everybody: what an instance tells him, it tells all who listen to it. */
const EAR = { key: '', as: '' };

/**
 * Every history played again, in one pass from the first instance to the last, beside the rows that stand for what it must
 * have led to. Messages and errands are compared where their place in that order comes by.
 */
export class Replays {
  private current: Current | undefined;
  /** Instances of the present chunk of which nothing can be said. */
  private readonly unknown = new Set<number>();
  private readonly find: FindMachine;

  constructor(
    private readonly db: Sql,
    private readonly catalogue: Catalogue,
    private readonly findings: Findings,
  ) {
    this.find = catalogue.find;
  }

  async run(): Promise<void> {
    for (let from = BEGINNING; from !== END;) {
      const rows = await this.db.query<HistoryRow>(sql.history, [...from, CHUNK]);
      const last = rows.at(-1);
      const to: Place = last && rows.length === CHUNK ? [last.id, last.seq] : END;
      await this.chunk(rows, from, to);
      from = to;
    }
    this.finish();
  }

  private async chunk(rows: readonly HistoryRow[], from: Place, to: Place): Promise<void> {
    await this.load(rows);
    const begun = [...new Set(rows.map(({ id }) => id))].filter((id) => id !== this.current?.id);
    const found = await this.db.query<InstanceRow>(sql.instances, [begun]);
    const instances = new Map(found.map((row) => [row.id, row]));
    const asked: Asked = { notices: [], errands: [], said: [] };
    this.unknown.clear();
    if (this.current && !this.current.all) this.unknown.add(this.current.id);
    for (const row of rows) this.row(row, instances, asked);
    await this.messages(asked.notices, [...from, ...to]);
    await this.errands(asked.errands, [...from, ...to]);
    await this.told(asked.said);
  }

  private async load(rows: readonly HistoryRow[]): Promise<void> {
    const named = (field: string): string[] => [
      ...new Set(rows.flatMap(({ event: { [field]: name } }) => (typeof name === 'string' ? [name] : []))),
    ];
    const [definitions, calendars] = [named('definition'), named('calendar')];
    try {
      await this.catalogue.load(this.db, { definitions, calendars });
    } catch {
      // One that cannot be read is found by its hash, and by whoever cannot be replayed without it; the others are needed.
      for (const one of calendars)
        await this.catalogue.load(this.db, { definitions: [], calendars: [one] }).catch(() => undefined);
    }
  }

  private row(row: HistoryRow, instances: ReadonlyMap<number, InstanceRow>, asked: Asked): void {
    const entry = entryOf(row);
    if (this.current?.id !== row.id) {
      this.finish();
      this.current = { id: row.id, key: row.instance, row: instances.get(row.id) };
      this.play(this.current, entry, asked, () => bornAgain(entry, this.find, [EAR]));
      return;
    }
    const { current } = this;
    const { all } = current;
    if (!all) return;
    this.play(current, entry, asked, () => {
      if (entry.kind === 'timer') this.wasPending(all, entry);
      again(all, entry, this.find);
      return all;
    });
  }

  private play(current: Current, entry: Entry, asked: Asked, next: () => Played): void {
    try {
      const all = next();
      current.all = all;
      const [hashed] = all.entries;
      this.findings.see('hash chains are whole', writtenAs(hashed) === writtenAs(entry), () => rowName(entry));
      asked.notices.push(...all.notices);
      asked.errands.push(...all.errands);
      if (current.row?.isHeard) asked.said.push(said(all, entry));
      for (const list of [all.entries, all.outcomes, all.mail, all.errands, all.notices]) list.length = 0;
    } catch (error) {
      delete current.all;
      this.unknown.add(current.id);
      const { message } = error instanceof Error ? error : new Error(String(error));
      this.findings.see('histories replay to the stored snapshots', false, () => `${current.key}: ${message}`);
    }
  }

  private wasPending({ instance: { timers } }: Played, entry: Entry): void {
    const { type } = entry.event;
    const isPending = timers.some(({ key, at }) => key === type && entry.key === `${key}@${at}`);
    this.findings.see('every fired timer was pending, and is one history row', isPending, () => rowName(entry));
  }

  /** The last row has been played: the instance must stand where its history has led. */
  private finish(): void {
    const { current, findings } = this;
    this.current = undefined;
    if (!current?.row || !current.all) return;
    const { row, key } = current;
    const { instance } = current.all;
    const isSame = canonical(instance.snapshot) === canonical(row.snapshot);
    findings.see('histories replay to the stored snapshots', isSame, () => key);
    if (instance.head !== row.head) findings.wrong('hash chains are whole', `${key}: its head`);
    const definition = this.catalogue.definition(instance.definition);
    const differing = sameInstance(row, instance, definition);
    const columns = 'the columns of an instance say what its history says';
    findings.see(columns, differing.length === 0, () => `${key}: ${differing.join(', ')}`);
    findings.see('timers are exactly the pending delays', sameTimers(row.timers, instance.timers), () => key);
  }

  private async messages(notices: readonly Notice[], range: readonly number[]): Promise<void> {
    const rows = await this.db.query<MessageRow>(sql.messages, range);
    const expected = new Map(notices.map(messageFields).map((one) => [one.messageId, canonical(messageOf(one))]));
    const there = new Map(this.known(rows).map((one) => [one.messageId, canonical(messageOf(one))]));
    this.compare('the outbox holds exactly the notices', expected, there);
  }

  private async errands(errands: readonly Errand[], range: readonly number[]): Promise<void> {
    const rows = await this.db.query<ErrandRow>(sql.errands, range);
    const expected = new Map(errands.map((one) => [errandName(one), canonical(errandOf(one))]));
    const there = new Map(this.known(rows).map((one) => [errandName(one), canonical(errandOf(one))]));
    this.compare('errands are exactly what histories asked for', expected, there);
  }

  private known<Row extends { readonly id: number }>(rows: readonly Row[]): readonly Row[] {
    return rows.filter(({ id }) => !this.unknown.has(id));
  }

  private compare(
    name: Parameters<Findings['see']>[0],
    expected: ReadonlyMap<string, string>,
    there: ReadonlyMap<string, string>,
  ): void {
    for (const [key, value] of expected) this.findings.see(name, there.get(key) === value, () => key);
    for (const key of there.keys()) if (!expected.has(key)) this.findings.wrong(name, key);
  }

  /** Each move of a source stands as a letter with each who listens: what it says, and that it is there. */
  private async told(all: readonly Said[]): Promise<void> {
    if (all.length === 0) return;
    const wrong = await this.db.query<{ problem: string }>(sql.told, [JSON.stringify(all)]);
    const problems = wrong.map(({ problem }) => problem);
    this.findings.add('letters between instances are exactly what they caused', 0, problems.length, problems);
  }
}

function said({ instance, mail }: Played, { seq, at }: Entry): Said {
  const { event } = sourceLetter(instance, { at, hop: 1 }, EAR.key, EAR.as);
  return { source: instance.key, seq, at, event, isNews: mail.some(({ to }) => to === EAR.key) };
}

/** What follows from an entry and stands beside it in its row: the chain covers it, so it must be what was hashed. */
const writtenAs = (entry: Entry | undefined): string =>
  canonical([entry?.seq, entry?.hash, entry?.tags, entry?.due, entry?.unit, entry?.stage]);
const rowName = ({ instance, seq }: Entry): string => `${instance}#${seq}`;

const entryOf = ({ id: _, effectiveAt, bodyDigest, ...rest }: HistoryRow): Entry => ({
  ...rest,
  ...(effectiveAt !== null && { effectiveAt }),
  ...(bodyDigest !== null && { bodyDigest }),
});

type MessageRow = ReturnType<typeof messageFields> & { readonly id: number };
const messageOf = ({ seq, at, unit, seat, template, level }: Omit<MessageRow, 'id'>): Json => ({
  seq,
  at,
  unit,
  seat,
  template,
  level,
});

type ErrandRow = Errand & { readonly id: number };
const errandName = ({ instance, seq, index }: Errand): string => `${instance}#${seq}.${index}`;
/** A history has no hops: of an errand's it says that it is a consequence, and no more. */
const errandOf = ({ at, hop, task }: Errand): Json => ({ at, follows: hop > 0, task: task as unknown as Json });
