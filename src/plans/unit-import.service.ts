import { digest } from '../core/canonical.js';
import type { Finding } from '../core/definition/finding.js';
import type { UnitsFile } from '../core/plan/schema.js';
import { problem } from '../core/problem.js';
import type { ImportReader } from '../people/imports/import.reader.js';
import type { ImportStore } from '../people/imports/import.store.js';
import type { ImportCounts, ImportView } from '../people/imports/imports.dto.js';
import { countsOf, refusal } from '../people/imports/import-counts.rules.js';
import { byRow, revOfImport } from '../people/imports/import-view.js';
import type { RowError } from '../people/imports/row-error.js';
import { type ReadTable, readTable } from '../people/imports/read-table.js';
import { sqlOf, type Trail } from '../people/trail.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import type { Sheet } from '../platform/sheet/cells.js';
import { editUnitsText } from './edit-units.js';
import type { StoredVersion } from './plan.reader.js';
import { lockPlan, storeDraft, withdrawDraft } from './plan.store.js';
import { contentOf, planDirOf, type PlanFiles, type PlanVersions } from './plan-versions.service.js';
import { planUnits, type UnitEdit } from './unit-import.rules.js';
import { type UnitField, unitColumns } from './unit-columns.js';

export type UnitsReport = {
  readonly plan: string;
  /** The version whose units the file was measured against, and drafts that are newer and are not in it. */
  readonly base: number;
  readonly newerDrafts: readonly number[];
  /** The draft that was made. */
  readonly version: number | null;
  readonly import: number | null;
  readonly file: Sheet;
  readonly counts: ImportCounts;
  readonly digest: string;
  readonly errors: readonly RowError[];
  readonly edits: readonly UnitEdit[];
  /** What is wrong with the plan as it would be; none while rows are wrong. */
  readonly findings: readonly Finding[];
};
type Asked = { readonly plan: string; readonly actor: string };
type Wish = { readonly sheet?: string | undefined; readonly version?: number | undefined };
type Measured = { readonly report: UnitsReport; readonly files: PlanFiles | undefined };

/** Units from a spreadsheet: a draft of the plan whose units.yaml says what the rows say, to be activated like any other. */
export class UnitImport {
  constructor(
    private readonly versions: PlanVersions,
    private readonly reader: ImportReader,
    private readonly store: ImportStore,
    private readonly trail: Trail,
  ) {}

  async look({ plan }: Asked, file: Buffer, { sheet, version }: Wish): Promise<UnitsReport> {
    return (await this.looked(this.versions, plan, await readTable(file, sheet, unitColumns), version)).report;
  }

  async commit({ plan, actor }: Asked, file: Buffer, wish: Wish, confirmed: string): Promise<UnitsReport> {
    const read = await readTable(file, wish.sheet, unitColumns);
    return this.trail.told(async (db) => {
      await this.store.lock(db);
      await lockPlan(sqlOf(db), plan);
      const { report, files } = await this.looked(this.versions.within(db), plan, read, wish.version);
      const { rows, added, changed, unchanged, refused } = report.counts;
      if (report.errors.length > 0) throw refusal(report.errors, refused);
      if (confirmed !== report.digest) throw problem('import-moved');
      if (!files) return { value: report, told: [] };
      const content = contentOf(files);
      const { version, isNew } = await storeDraft(sqlOf(db), plan, content, files);
      // These very files are a version already: nothing was made that could be taken back.
      if (!isNew) return { value: { ...report, version }, told: [] };
      const tally = { rows, added, changed, unchanged };
      const noted = { kind: 'units', actor, digest: report.digest, plan, version, ...tally } as const;
      const id = await this.store.note(noted, db);
      const whole = { kind: 'imported', actor, plan, subject: `units/${id}`, after: { version, ...tally } } as const;
      const made = { kind: 'plan-imported', actor, plan, after: { version, content, import: id } } as const;
      return { value: { ...report, version, import: id }, told: [made, whole] };
    });
  }

  view({ plan, actor }: Asked, id: number): Promise<ImportView> {
    return this.reader.view([plan], actor, { id, kind: 'units', plan });
  }

  /** The draft is withdrawn, as long as it is one. */
  async undo(
    { plan, actor }: Asked,
    id: number,
    looked: Looked = 'anything',
  ): Promise<{ readonly id: number; readonly version: number }> {
    return this.trail.told(async (db) => {
      await this.store.lock(db);
      await lockPlan(sqlOf(db), plan);
      const found = await this.reader.find([plan], actor, { id, kind: 'units', plan }, db);
      if (!found || found.version === null) throw problem('not-found');
      isUnchanged(looked, revOfImport(found.isUndone));
      if (found.isUndone) throw problem('import-undone');
      const last = await this.reader.last([plan], actor, { kind: 'units', plan }, db);
      if (last !== undefined && last !== id) throw problem('import-not-last', { last });
      const { version } = found;
      if (!(await withdrawDraft(sqlOf(db), plan, version))) throw problem('import-activated', { version });
      await this.store.markUndone(id, actor, db);
      const told = { kind: 'import-undone', actor, plan, subject: `units/${id}`, before: { version } } as const;
      return { value: { id, version }, told: [told] };
    });
  }

  /** The units of a version, as rows of a template. */
  async units(plan: string): Promise<UnitsFile> {
    const { files } = await this.base(this.versions, plan, undefined);
    return this.versions.bundle(files).units;
  }

  private async looked(
    versions: PlanVersions,
    plan: string,
    { sheet, table, content }: ReadTable<UnitField>,
    version: number | undefined,
  ): Promise<Measured> {
    const base = await this.base(versions, plan, version);
    const { units } = versions.bundle(base.files);
    const planned = planUnits(table, units);
    const errors = [...planned.wrong].sort(byRow);
    const files =
      errors.length > 0 || planned.edits.length === 0 ? undefined : edited(base.files, units, planned.edits);
    return {
      files,
      report: {
        plan,
        base: base.version,
        newerDrafts: await this.newer(versions, plan, base.version),
        version: null,
        import: null,
        file: sheet,
        counts: countsOf(table, errors, planned.edits),
        digest: digest({ content, sheet: sheet.name, plan, base: [base.version, base.content], edits: planned.edits }),
        errors,
        edits: planned.edits,
        findings: files ? versions.findings(files) : [],
      },
    };
  }

  /** The version that is named; else the one that runs, or the newest draft where none does. */
  private async base(versions: PlanVersions, plan: string, version: number | undefined): Promise<StoredVersion> {
    if (version !== undefined) return versions.find(plan, version);
    const active = await versions.active(plan);
    const [newest] = active ? [] : await this.newer(versions, plan, 0);
    if (!active && newest === undefined) throw problem('not-found', { plan });
    return active ?? versions.find(plan, newest ?? 0);
  }

  private async newer(versions: PlanVersions, plan: string, version: number): Promise<number[]> {
    const rows = await versions.list({ running: [plan], drafts: [plan] });
    return rows.filter((row) => row.status === 'draft' && row.version > version).map((row) => row.version);
  }
}

function edited(files: PlanFiles, units: UnitsFile, edits: readonly UnitEdit[]): PlanFiles {
  const name = `${planDirOf(files) ?? 'plans'}/units.yaml`;
  return { ...files, [name]: editUnitsText(files[name] ?? '', units, edits) };
}
