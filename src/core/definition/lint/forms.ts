import type { Finding, Path } from '../finding.js';
import { formNameOf } from '../definition.js';
import { nearest } from '../nearest.js';
import { type fieldsOf, type Form } from '../../form/form.js';
import type { Subject } from './duties.js';
import { conditions } from './form-conditions.js';
import { formChecks } from './form-checks.js';
import type { FormFile } from './form-file.js';
import { finding } from './rules.js';

/** Which obligation uses which form, and whether each form can be filled in as it is written. */
export function* forms(subject: Subject): Generator<Finding> {
  yield* uses(subject);
  const { bundle, posts } = subject;
  const files = Object.keys(bundle.forms);
  // A name that is only misspelt means the one that it is near to.
  const used = new Set(
    posts.flatMap(({ duty }) => Object.values(duty.forms ?? {}).map((name) => nearest(name, files) ?? name)),
  );
  for (const [name, form] of Object.entries(bundle.forms)) {
    const source = bundle.sources.forms[name];
    if (!source) continue;
    if (form.form !== name)
      yield finding('form-name', { source, path: ['form'] }, { name: form.form, file: name }, name);
    if (!used.has(name)) yield finding('form-unused', { source, path: ['form'], of: 'key' }, { name });
    const file = { form, source };
    yield* twice(file);
    yield* bounds(file);
    yield* conditions(file);
    yield* formChecks(file);
  }
}

function* uses({ bundle, posts, charts }: Subject): Generator<Finding> {
  const files = Object.keys(bundle.forms);
  for (const { duty, at } of posts) {
    const chart = charts.get(duty.lifecycle);
    if (!chart) continue;
    const known = [...new Set(Object.values(chart.lifecycle.events ?? {}).flatMap((event) => formNameOf(event) ?? []))];
    for (const [name, file] of Object.entries(duty.forms ?? {})) {
      const where = { source: bundle.sources.plan, path: [...at, 'forms', name] };
      if (!known.includes(name))
        yield finding(
          'form-unasked',
          { ...where, of: 'key' },
          { name, lifecycle: duty.lifecycle, known },
          nearest(name, known),
        );
      if (!files.includes(file)) yield finding('unknown-form', where, { name: file }, nearest(file, files));
    }
  }
}

/** A path must lead to one place: sections and fields share their names; so do the parts of one table, of one choice. */
function* twice({ form, source }: FormFile): Generator<Finding> {
  const say = function* (kind: string, named: readonly (readonly [string, Path])[]): Generator<Finding> {
    const seen = new Set<string>();
    for (const [name, path] of named) {
      if (seen.has(name)) yield finding('name-twice', { source, path: [...path, 'id'] }, { kind, name });
      seen.add(name);
    }
  };
  const places = placesOf(form);
  yield* say('field', [
    ...form.sections.map(({ id }, n) => [id, ['sections', n]] as const),
    ...places.map(({ field, path }) => [field.id, path] as const),
  ]);
  const own = (list: readonly { readonly id: string }[] | undefined, path: Path) =>
    (list ?? []).map(({ id }, n) => [id, [...path, n]] as const);
  yield* say('check', own(form.checks, ['checks']));
  for (const { field, path } of places) {
    if (field.type === 'choice') yield* say('option', own(field.options, [...path, 'options']));
    if (field.type !== 'table') continue;
    yield* say('column', own(field.columns, [...path, 'columns']));
    yield* say('row', own(field.rows, [...path, 'rows']));
    yield* say('check', own(field.checks, [...path, 'checks']));
    for (const [n, column] of field.columns.entries())
      if (column.type === 'choice') yield* say('option', own(column.options, [...path, 'columns', n, 'options']));
  }
}

export type FieldPlace = { readonly field: ReturnType<typeof fieldsOf>[number]; readonly path: Path };
export const placesOf = ({ sections }: Form): readonly FieldPlace[] =>
  sections.flatMap(({ fields }, s) => fields.map((field, n) => ({ field, path: ['sections', s, 'fields', n] })));

/** Nothing can be both more and less. */
function* bounds({ form, source }: FormFile): Generator<Finding> {
  for (const { field, path } of placesOf(form)) {
    const columns =
      field.type === 'table' ? field.columns.map((one, n) => [one, [...path, 'columns', n]] as const) : [];
    for (const [one, at] of [[field, path] as const, ...columns])
      for (const [low, high, name] of boundsOf(one))
        if (low > high)
          yield finding('form-bounds', { source, path: [...at, name] }, { name: one.id, least: low, most: high });
    if (field.type !== 'table') continue;
    const numbers = field.columns.flatMap(({ type, id }) => (type === 'number' ? [id] : []));
    for (const [n, { max = {} }] of (field.rows ?? []).entries())
      for (const column of Object.keys(max))
        if (!numbers.includes(column)) {
          const where = { source, path: [...path, 'rows', n, 'max', column], of: 'key' as const };
          const facts = { form: form.form, name: column, known: numbers };
          yield finding('form-field-unknown', where, facts, nearest(column, numbers));
        }
  }
}

type Bound = readonly [low: number | string, high: number | string, name: string];
function boundsOf(field: FieldPlace['field']): readonly Bound[] {
  if (field.type === 'number') return pair(field.min, field.max, 'min');
  if (field.type === 'date') return pair(field.from, field.to, 'from');
  return field.type === 'table' ? pair(field.minRows, field.maxRows, 'minRows') : [];
}
const pair = (low: number | string | undefined, high: number | string | undefined, name: string): readonly Bound[] =>
  low === undefined || high === undefined ? [] : [[low, high, name]];
