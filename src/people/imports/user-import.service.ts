import { Injectable } from '@nestjs/common';
import { digest } from '../../core/canonical.js';
import { problem } from '../../core/problem.js';
import { isUnchanged, type Looked } from '../../platform/etag.rules.js';
import type { Sheet } from '../../platform/sheet/cells.js';
import type { Domain } from '../access.rules.js';
import { postEntry } from '../post-entry.js';
import { keepingOne } from '../administrator.store.js';
import type { Asks, Told, TrailEntry } from '../trail.js';
import { TrailStore } from '../trail.store.js';
import { countsOf, refusal } from './import-counts.rules.js';
import { byRow, LISTED, revOfImport } from './import-view.js';
import { ImportReader, type StoredImport } from './import.reader.js';
import { type DoneChange, ImportStore } from './import.store.js';
import type { ImportCounts } from './imports.dto.js';
import type { RowError } from './row-error.js';
import { type ReadTable, readTable } from './read-table.js';
import { conflictsOf } from './undo.rules.js';
import { type AccountFacts, type Change, planUsers, type PostFacts } from './user-import.rules.js';
import { type UserField, userColumns } from './user-columns.js';
import { readUserRows } from './user-rows.rules.js';

/** Whoever imports: what they look after, and what the trail says of them beside the changes themselves. */
export type Importer = { readonly actor: string; readonly domain: Domain; readonly entries: readonly TrailEntry[] };
export type ImportReport = {
  readonly file: Sheet;
  readonly counts: ImportCounts;
  readonly digest: string;
  readonly import: number | null;
  readonly errors: readonly RowError[];
  readonly changes: readonly Change[];
};

/** Accounts and their posts from a spreadsheet: looked at first, done as it was looked at, and undone as long as nobody built on it. */
@Injectable()
export class UserImport {
  constructor(
    private readonly reader: ImportReader,
    private readonly store: ImportStore,
    private readonly trail: TrailStore,
  ) {}

  /** The dry run: what the file would change. */
  async look({ domain }: Importer, file: Buffer, sheet?: string): Promise<ImportReport> {
    return this.reportOf(await readTable(file, sheet, userColumns), domain);
  }

  /** @param confirmed the digest of the dry run; without it whatever the file says now, for whoever runs the machine */
  async commit(
    { actor, domain, entries }: Importer,
    file: Buffer,
    { sheet, confirmed }: { readonly sheet?: string | undefined; readonly confirmed?: string | undefined },
  ): Promise<ImportReport> {
    const read = await readTable(file, sheet, userColumns);
    return this.trail.told(async (db): Promise<Told<ImportReport>> => {
      await this.store.lock(db);
      return keepingOne(db, () => this.carryOut(read, { actor, domain, entries }, confirmed, db));
    });
  }

  private async carryOut(
    read: ReadTable<UserField>,
    { actor, domain, entries }: Importer,
    confirmed: string | undefined,
    db: Asks,
  ): Promise<Told<ImportReport>> {
    const report = await this.reportOf(read, domain, db);
    const { refused, rows, added, changed, unchanged } = report.counts;
    if (report.errors.length > 0) throw refusal(report.errors, refused);
    if (confirmed !== undefined && confirmed !== report.digest) throw problem('import-moved');
    if (report.changes.length === 0) return { value: report, told: [] };
    const done = await this.store.apply(report.changes, db);
    const tally = { rows, added, changed, unchanged };
    const id = await this.store.note({ kind: 'users', actor, digest: report.digest, ...tally }, db);
    await this.store.keep(id, done, db);
    const told = done.map((change) => changeEntry(actor, { import: id }, change));
    const after = { ...tally, digest: report.digest };
    const whole = { kind: 'imported', actor, subject: `users/${id}`, after } as const;
    return { value: { ...report, import: id }, told: [...told, whole, ...entries] };
  }

  /** @param id the import; without it the last one */
  async undo(
    { actor, domain, entries }: Importer,
    id?: number,
    looked: Looked = 'anything',
  ): Promise<{ readonly id: number; readonly changes: number }> {
    return this.trail.told(async (db) => {
      await this.store.lock(db);
      const last = await this.reader.last(domain, actor, { kind: 'users' }, db);
      const which = id ?? last;
      if (which === undefined) throw problem('not-found');
      isUndoable(await this.reader.find(domain, actor, { id: which, kind: 'users' }, db), { last, looked });
      const done = await this.store.changes(which, db);
      await keepingOne(db, async () => {
        await this.isUntouched(done, domain, db);
        await this.store.takeBack(done, db);
      });
      await this.store.markUndone(which, actor, db);
      const told = done.map((change) => changeEntry(actor, { undone: which }, backwards(change)));
      const whole = {
        kind: 'import-undone',
        actor,
        subject: `users/${which}`,
        after: { changes: done.length },
      } as const;
      return { value: { id: which, changes: done.length }, told: [...told, whole, ...entries] };
    });
  }

  private async isUntouched(done: readonly DoneChange[], domain: Domain, db: Asks): Promise<void> {
    const names = [...new Set(done.map(({ account }) => account))];
    const emails = done.flatMap(({ before }) => (before && 'email' in before ? (before.email ?? []) : []));
    const known = await this.reader.known({ names, emails }, domain, db);
    const conflicts = [...conflictsOf(done, known, await this.reader.used(names, db))].sort(byRow);
    if (conflicts.length === 0) return;
    const rows = [...new Set(conflicts.map(({ row }) => row))].slice(0, LISTED);
    throw problem('import-in-use', { rows, conflicts: conflicts.slice(0, LISTED) });
  }

  private async reportOf(
    { sheet, table, content }: ReadTable<UserField>,
    domain: Domain,
    db?: Asks,
  ): Promise<ImportReport> {
    const { rows, wrong } = readUserRows(table);
    const names = [...new Set(rows.map(({ name }) => name))];
    const emails = rows.flatMap(({ email }) => email ?? []);
    const planned = planUsers(rows, await this.reader.known({ names, emails }, domain, db));
    const errors = [...wrong, ...planned.wrong].sort(byRow);
    const { changes } = planned;
    return {
      file: sheet,
      counts: countsOf(table, errors, changes),
      digest: digest({ content, sheet: sheet.name, changes }),
      import: null,
      errors,
      changes,
    };
  }
}

type Wanted = { readonly last: number | undefined; readonly looked: Looked };
function isUndoable(found: StoredImport | undefined, { last, looked }: Wanted): void {
  if (!found) throw problem('not-found');
  isUnchanged(looked, revOfImport(found.isUndone));
  if (found.isUndone) throw problem('import-undone');
  if (last !== undefined && last !== found.id) throw problem('import-not-last', { last });
  if (found.isOver) throw problem('import-over');
}

const backwards = (change: DoneChange): DoneChange => ({ ...change, before: change.after, after: change.before });

/** As if it had been done by hand: of the account or of the post, with what was before; and by which import. */
function changeEntry(
  actor: string,
  by: { readonly import: number } | { readonly undone: number },
  { what, account: subject, before, after }: DoneChange,
): TrailEntry {
  if (what === 'account-added' || what === 'account-changed') {
    const personal = { before: before as AccountFacts | null, after: after as AccountFacts | null };
    return { kind: 'account-changed', actor, subject, after: { ...by, isThere: after !== null }, personal };
  }
  return {
    ...postEntry(actor, subject, (after ?? before) as PostFacts),
    before,
    after: after === null ? by : { ...(after as PostFacts), ...by },
  };
}
