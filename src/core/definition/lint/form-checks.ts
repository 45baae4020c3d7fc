import { fieldsOf, type Check, type Field } from '../../form/form.js';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import type { FormFile } from './form-file.js';
import { finding } from './rules.js';

type Kind = 'number' | 'date' | 'other';

/** Checks compare what is there, numbers with numbers and days with days. */
export function* formChecks(file: FormFile): Generator<Finding> {
  const { form } = file;
  yield* among(file, form.checks, { fields: fieldsOf(form), path: ['checks'] });
  for (const [s, { fields }] of form.sections.entries())
    for (const [n, field] of fields.entries())
      if (field.type === 'table') {
        const path = ['sections', s, 'fields', n, 'checks'];
        yield* among(file, field.checks, { fields: field.columns, path });
      }
}

type Within = { readonly fields: readonly Field[]; readonly path: Path };
function* among(file: FormFile, checks: readonly Check[] = [], { fields, path }: Within): Generator<Finding> {
  for (const [n, check] of checks.entries()) {
    const at = [...path, n];
    const sides = [check.left, check.right].map((side) => (typeof side === 'number' ? [] : [side].flat()));
    const known = new Set(fields.flatMap(pathsOf));
    const strange = sides.flatMap((paths, side) =>
      paths.filter((one) => !known.has(one)).map((one) => [one, side] as const),
    );
    for (const [name, side] of strange) {
      const where = { source: file.source, path: [...at, side === 0 ? 'left' : 'right'] };
      const facts = { form: file.form.form, name, known: [...known] };
      yield finding('form-field-unknown', where, facts, nearest(name, known));
    }
    if (strange.length > 0 || fit(check, fields)) continue;
    const said = (side: Check['right']): string => [side].flat().join(' + ');
    const facts = { check: check.id, left: said(check.left), right: said(check.right) };
    yield finding('form-check', { source: file.source, path: [...at, 'is'] }, facts);
  }
}

/** Every way in which a check may name a field. */
function pathsOf(field: Field): readonly string[] {
  if (field.type !== 'table') return [field.id];
  return field.columns.flatMap(({ id }) => [
    `${field.id}.${id}`,
    ...(field.rows ?? []).map((row) => `${field.id}.${row.id}.${id}`),
  ]);
}

function fit({ left, is, right }: Check, fields: readonly Field[]): boolean {
  const kinds = [left, right].flatMap((side) =>
    typeof side === 'number' ? (['number'] as const) : [side].flat().map((path) => kindOf(path, fields)),
  );
  const isSum = [left, right].some((side) => typeof side === 'object' && side.length > 1);
  const dates = kinds.every((kind) => kind === 'date');
  if (is === 'not-before' || is === 'not-after') return dates && !isSum;
  return kinds.every((kind) => kind === 'number') || (is === 'equals' && dates && !isSum);
}

/** A whole column of days cannot be added up. */
function kindOf(path: string, fields: readonly Field[]): Kind {
  const [id, ...rest] = path.split('.');
  const field = fields.find((one) => one.id === id);
  const column = field?.type === 'table' ? field.columns.find((one) => one.id === rest.at(-1)) : field;
  if (column?.type === 'number') return 'number';
  return column?.type === 'date' && rest.length !== 1 ? 'date' : 'other';
}
