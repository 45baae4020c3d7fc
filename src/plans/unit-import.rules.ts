import { canonical } from '../core/canonical.js';
import { nearest } from '../core/definition/nearest.js';
import type { Unit, UnitsFile } from '../core/plan/schema.js';
import { RowReader, type Said } from '../people/imports/row-reader.js';
import type { RowError } from '../people/imports/row-error.js';
import type { Table, TableRow } from '../people/imports/table.rules.js';
import type { UnitField } from './unit-columns.js';

/** A unit that is new or that changes, and the groups whose lists it joins or leaves. */
export type UnitEdit = {
  readonly row: number;
  readonly before: Unit | null;
  readonly after: Unit;
  readonly joins: readonly string[];
  readonly leaves: readonly string[];
};
export type PlannedUnits = {
  readonly edits: readonly UnitEdit[];
  readonly wrong: readonly RowError[];
};
type Row = {
  readonly at: RowReader<UnitField>;
  readonly unit: Unit;
  readonly groups: Said<readonly string[]>;
  readonly row: number;
};

const CODE = /^[a-z0-9][a-z0-9-]*$/;

/** What rows come to, against the units of a plan. Pure. What is not in the file stays as it is. */
export function planUnits(table: Table<UnitField>, { units, groups = {} }: UnitsFile): PlannedUnits {
  const known = new Map(units.map((unit) => [unit.code, unit]));
  const last = Math.max(0, ...units.map(({ order }) => order));
  const read = table.rows.map((row, n) => readUnit(table.headings, row, known, last + n + 1));
  const rows = read.flatMap(({ row }) => row ?? []);
  const codes = new Set([...known.keys(), ...rows.map(({ unit }) => unit.code)]);
  const first = new Map<string, number>();
  for (const { at, unit, groups: named, row } of rows) {
    const earlier = first.get(unit.code);
    if (earlier !== undefined) at.refuse('code', 'row-once', { least: earlier });
    first.set(unit.code, earlier ?? row);
    for (const field of ['parent', 'successor'] as const) {
      const other = unit[field];
      if (other !== undefined && !codes.has(other)) at.refuse(field, 'unit-of-plan', {}, nearest(other, codes));
      if (other === unit.code) at.refuse(field, 'another-unit');
    }
    const strange = (named ?? []).find((group) => !Object.hasOwn(groups, group));
    if (strange !== undefined) at.refuse('groups', 'group-of-plan', {}, nearest(strange, Object.keys(groups)));
  }
  const edits = rows.map(({ unit, groups: named, row }) =>
    editOf(row, unit, known.get(unit.code) ?? null, named, groups),
  );
  return {
    edits: edits.filter(
      ({ before, after, joins, leaves }) =>
        canonical(before) !== canonical(after) || joins.length > 0 || leaves.length > 0,
    ),
    wrong: [...table.wrong, ...read.flatMap(({ at }) => at.wrong)],
  };
}

function readUnit(
  headings: Table<UnitField>['headings'],
  tableRow: TableRow<UnitField>,
  known: ReadonlyMap<string, Unit>,
  nextOrder: number,
): { readonly at: RowReader<UnitField>; readonly row: Row | undefined } {
  const at = new RowReader(headings, tableRow);
  const code = at.matching('code', CODE, 'plan-name') ?? undefined;
  if (code === undefined && at.wrong.length === 0) at.refuse('code', 'some-text');
  const was = code === undefined ? undefined : known.get(code);
  const kind = at.matching('kind', CODE, 'plan-name') ?? was?.kind;
  const name = labelOf(at.text('name') ?? undefined, at.text('nameEn'), was?.name);
  if (code !== undefined && name === undefined) at.refuse('name', 'some-text');
  if (code !== undefined && kind === undefined) at.refuse('kind', 'some-text');
  const note = at.text('note', 2000);
  const fields = {
    short: orStays(at.text('short'), was?.short),
    order: at.whole('order') ?? was?.order ?? nextOrder,
    parent: orStays(at.text('parent'), was?.parent),
    from: orStays(at.day('from'), was?.from),
    to: orStays(at.day('to'), was?.to),
    successor: orStays(at.text('successor'), was?.successor),
    note: note === null ? undefined : labelOf(note, at.text('noteEn', 2000), was?.note),
  };
  const groups = at.words('groups');
  if (fields.from !== undefined && fields.to !== undefined && fields.from > fields.to)
    at.refuse('to', 'day-from', { least: fields.from });
  if (code === undefined || name === undefined || kind === undefined || at.wrong.length > 0)
    return { at, row: undefined };
  return { at, row: { at, unit: defined({ code, name, kind, ...fields }), groups, row: tableRow.row } };
}

const orStays = (said: Said<string>, was: string | undefined): string | undefined =>
  said === undefined ? was : (said ?? undefined);

/** A name without an English form has the Vietnamese one in both. */
function labelOf(vi: string | undefined, en: Said<string>, was: Unit['note']): Unit['note'] {
  const spoken = vi ?? was?.vi;
  return spoken === undefined
    ? undefined
    : { vi: spoken, en: en ?? (vi === undefined || was === undefined ? (was?.en ?? spoken) : was.en) };
}

function defined(unit: { [Field in keyof Unit]: Unit[Field] | undefined }): Unit {
  return Object.fromEntries(Object.entries(unit).filter(([, value]) => value !== undefined)) as Unit;
}

/** Groups are named by their lists; what a group has by its kinds is not the unit's to say. */
function editOf(
  row: number,
  after: Unit,
  before: Unit | null,
  named: Said<readonly string[]>,
  groups: NonNullable<UnitsFile['groups']>,
): UnitEdit {
  const listed = Object.entries(groups).flatMap(([group, { units = [] }]) =>
    units.includes(after.code) ? [group] : [],
  );
  const byKind = Object.entries(groups).flatMap(([group, { kinds = [] }]) =>
    kinds.includes(after.kind) ? [group] : [],
  );
  const wanted = named === undefined ? listed : (named ?? []);
  return {
    row,
    before,
    after,
    joins: wanted.filter((group) => !listed.includes(group) && !byKind.includes(group)),
    leaves: listed.filter((group) => !wanted.includes(group)),
  };
}

/** The file as it reads once it is edited: what the edited text is measured by. */
export function editedUnits(file: UnitsFile, edits: readonly UnitEdit[]): UnitsFile {
  const after = new Map(edits.map((edit) => [edit.after.code, edit]));
  const known = new Set(file.units.map(({ code }) => code));
  const units = [
    ...file.units.map((unit) => after.get(unit.code)?.after ?? unit),
    ...edits.filter(({ after: { code } }) => !known.has(code)).map((edit) => edit.after),
  ];
  if (!file.groups) return { ...file, units };
  const groups = Object.fromEntries(
    Object.entries(file.groups).map(([name, group]) => {
      const leaving = edits.filter(({ leaves }) => leaves.includes(name)).map((edit) => edit.after.code);
      const joining = edits.filter(({ joins }) => joins.includes(name)).map((edit) => edit.after.code);
      if (leaving.length + joining.length === 0) return [name, group];
      return [
        name,
        { ...group, units: [...(group.units ?? []).filter((code) => !leaving.includes(code)), ...joining] },
      ];
    }),
  );
  return { ...file, units, groups };
}

/** A unit as a row of a template. */
export function unitRow(unit: Unit, { groups = {} }: UnitsFile): string[] {
  const listed = Object.entries(groups).flatMap(([name, { units = [] }]) => (units.includes(unit.code) ? [name] : []));
  const { code, name, short, kind, order, parent, from, to, successor, note } = unit;
  const fields = [code, name.vi, name.en, short, kind, `${order}`, parent, from, to, successor];
  return [...fields, listed.join('; '), note?.vi, note?.en].map((text) => text ?? '');
}
