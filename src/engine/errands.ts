import type { Errand, Instance, Letter } from '../core/instance.js';
import { open, type Birth } from '../core/birth.js';
import { answerTo, sourceLetter } from '../core/consequences.js';
import {
  birthAgain,
  birthsOf,
  childrenOpened,
  isOpen,
  isReopen,
  sourceKey,
  toldTo,
  unitsMeant,
  type OpenErrand,
  type ReopenErrand,
} from '../core/opening.js';
import type { Unit } from '../core/plan/schema.js';
import { ringOf, rung, type EngineParts } from './engine.js';
import { hold, writeBirths } from './ledger/ledger.js';
import * as sql from './ledger/statements.js';
import { keepsRows } from './ledger/probe.js';
import { isConnectionLost, isContention, isOfTheData } from './ledger/transaction.js';
import type { Ring, Roster, Sql } from './ports.js';
import { record } from './record.js';

/** Children that one transaction opens. */
const PAGE = 250;

type ErrandRow = Errand & {
  readonly id: number;
  readonly opened: number;
  readonly pageAfter: number;
  /** The units of an opening in pages, from its first page on. */
  readonly roster: readonly string[] | null;
  readonly definition: string;
  readonly calendar: string;
  readonly plan: string;
};
/** `ours`: there was something left to do, and nobody else was at it. */
type Done = { readonly ring: Ring; readonly finished: boolean; readonly ours: boolean };
const QUIET: Ring = { wakeAt: [], mail: false, errands: false, outbox: false };

/** Work that instances asked for and that looks others up: opening children, telling them, linking. Page by page, each page once. */
export class Errands {
  constructor(
    private readonly parts: EngineParts,
    private readonly roster: Roster,
    private readonly onTrouble: (errand: number, error: string) => void,
  ) {}

  /** Does one errand to its end. Whoever else is at it is left alone. Returns whether anything was done here. */
  async run(id: number): Promise<boolean> {
    for (let isOurs = false; ;) {
      const { finished, ours } = await this.page(id);
      isOurs ||= ours;
      if (finished) return isOurs;
    }
  }

  private async page(id: number): Promise<Pick<Done, 'finished' | 'ours'>> {
    // The units are read before the transaction: it never waits for a second connection.
    const [known] = await this.parts.transactions.query<{ plan: string; isFresh: boolean }>(sql.errandPlan, [id]);
    const units = known?.isFresh ? await this.roster.units(known.plan) : [];
    try {
      const done = await this.parts.transactions.run(async (db) => {
        // Newborns take their parent's calendar: an activation that changes it comes wholly before this page or after it.
        const [, [row]] = await Promise.all([
          db.query(sql.sharePlan, [known?.plan ?? '']),
          db.query<ErrandRow>(sql.lockErrand, [id]),
        ]);
        return { value: row ? await this.work(db, row, units) : { ring: QUIET, finished: true, ours: false } };
      });
      await rung(this.parts.bell, done.ring);
      return done;
    } catch (error) {
      if (isConnectionLost(error) || isContention(error)) throw error;
      // Where nobody could be written it is no fault of the errand.
      if (isOfTheData(error) && !(await keepsRows(this.parts.transactions, 0))) throw error;
      // An opening that cannot be done is set aside and shown; the rest goes on.
      const trouble = error instanceof Error ? (error.stack ?? error.message) : String(error);
      await this.parts.transactions.query(sql.errandTrouble, [id, trouble]);
      this.onTrouble(id, trouble);
      return { finished: true, ours: true };
    }
  }

  private async work(db: Sql, row: ErrandRow, units: readonly Unit[]): Promise<Done> {
    if (isOpen(row)) return this.openPage(db, row, units);
    if (isReopen(row)) return this.reopen(db, row);
    if (row.task.type === 'tell') {
      const letter = toldTo({ ...row, task: row.task }, '');
      await db.query(sql.tellChildren, [row.instance, row.task.group, JSON.stringify([letter])]);
    } else if (row.task.type === 'listen') {
      await db.query(sql.lockLinks, [row.plan]);
      const { source, as } = row.task;
      await this.link(db, [{ source, listener: row.instance, name: as }], row, (known) => answerTo(row, known, as));
    }
    await db.query(sql.errandPage, [row.id, 0, 0, true, null]);
    return { ring: { ...QUIET, mail: true }, finished: true, ours: true };
  }

  /** One new instance beside the closed one, which moves no more. */
  private async reopen(db: Sql, row: ErrandRow & ReopenErrand): Promise<Done> {
    const { catalogue } = this.parts;
    await catalogue.load(db, { definitions: [row.definition], calendars: [row.calendar] });
    await db.query(sql.lockLinks, [row.plan]);
    const [held] = await hold(db, { keys: [row.instance] }, 0, []);
    if (!held) throw new Error(`${row.instance} is not there to be opened again`);
    const birth = birthAgain(row, held.instance);
    const folded = open([birth], catalogue.find);
    const ids = await writeBirths(db, folded, (hash) => catalogue.definition(hash));
    await record(db, this.parts.recorders, folded.entries, { ids });
    await this.link(db, linksOf(birth, catalogue.definition(birth.definition)), row);
    await db.query(sql.errandPage, [row.id, 1, 0, true, null]);
    return { ring: { ...ringOf(folded), mail: true }, finished: true, ours: true };
  }

  private async openPage(db: Sql, row: ErrandRow & OpenErrand, units: readonly Unit[]): Promise<Done> {
    const { catalogue } = this.parts;
    await catalogue.load(db, { definitions: [row.definition, row.task.definition], calendars: [row.calendar] });
    const child = catalogue.definition(row.task.definition);
    const selector = catalogue.definition(row.definition).groups[row.task.group]?.units ?? {};
    const all = row.roster ?? unitsMeant(row, child, selector, units);
    const page = all.slice(row.pageAfter, row.pageAfter + PAGE);
    const last = row.pageAfter + page.length >= all.length;
    // Occurrences may be listened to, and may listen; tasks are opened by the thousand and do neither.
    if (child.kind === 'occurrence' || child.listens.length > 0) await db.query(sql.lockLinks, [row.plan]);
    const births = await this.births(db, row, child, page);
    const folded = open(births, catalogue.find);
    if (births.length > 0) {
      const ids = await writeBirths(db, folded, (hash) => catalogue.definition(hash));
      await record(db, this.parts.recorders, folded.entries, { ids });
    }
    await this.link(
      db,
      births.flatMap((birth) => linksOf(birth, child)),
      row,
    );
    if (last) await db.query(sql.insertMail, [JSON.stringify([childrenOpened(row, row.opened + births.length)])]);
    await db.query(sql.errandPage, [row.id, births.length, row.pageAfter + page.length, last, all]);
    const ring = ringOf(folded);
    return { ring: { ...ring, mail: ring.mail || last, errands: ring.errands || !last }, finished: last, ours: true };
  }

  private async births(
    db: Sql,
    row: ErrandRow & OpenErrand,
    child: ReturnType<EngineParts['catalogue']['definition']>,
    units: readonly string[],
  ): Promise<Birth[]> {
    const asked = birthsOf(row, child, { calendar: row.calendar, units, listenersOf: () => [] });
    const keys = asked.map(({ key }) => key);
    const there = new Set((await db.query<{ key: string }>(sql.existing, [keys])).map(({ key }) => key));
    const listeners =
      child.kind === 'occurrence'
        ? await db.query<{ source: string; key: string; as: string }>(sql.listenersOf, [keys])
        : [];
    const heardBy = (key: string): Instance['listeners'] =>
      listeners.filter(({ source }) => source === key).map(({ key: listener, as }) => ({ key: listener, as }));
    return asked.filter(({ key }) => !there.has(key)).map((birth) => ({ ...birth, listeners: heardBy(birth.key) }));
  }

  /** Makes links; a link made late brings the source's current tags. The sources are locked, so none can move unheard. */
  private async link(
    db: Sql,
    links: readonly LinkRow[],
    { at, hop }: Errand,
    /** Answers also where the link was there before. */
    answer?: (source: Instance) => Letter,
  ): Promise<void> {
    if (links.length === 0) return;
    const sources = await hold(db, { keys: [...new Set(links.map(({ source }) => source))] }, 0, []);
    const made = await db.query<LinkRow>(sql.insertLinks, [JSON.stringify(links)]);
    const byKey = new Map(sources.map(({ instance }) => [instance.key, instance]));
    const letters = (answer ? links : made).flatMap(({ source, listener, name }): Letter[] => {
      const known = byKey.get(source);
      if (!known) return [];
      return [answer?.(known) ?? sourceLetter(known, { at, hop: hop + 1 }, listener, name)];
    });
    if (letters.length > 0) await db.query(sql.insertMail, [JSON.stringify(letters)]);
  }
}

type LinkRow = { readonly source: string; readonly listener: string; readonly name: string };
const linksOf = (
  birth: Birth,
  {
    plan,
    listens,
  }: { plan: string; listens: Parameters<typeof sourceKey>[1][] | readonly Parameters<typeof sourceKey>[1][] },
): LinkRow[] =>
  listens.map((link) => ({ source: sourceKey(plan, link, birth.context.period), listener: birth.key, name: link.as }));
