import { asks } from '../../form/condition.js';
import { fieldsOf, type Check, type Condition, type Field } from '../../form/form.js';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import type { FormFile } from './form-file.js';
import { finding } from './rules.js';

type Said = { readonly condition: Condition; readonly path: Path; readonly reach: readonly Field[] };

/** Conditions ask fields that are there, what these can say, and not in a circle. */
export function* conditions(file: FormFile): Generator<Finding> {
  for (const { condition, path, reach } of saidIn(file)) yield* asked(file, condition, { path, reach });
  yield* circles(file);
}

/** Every condition of a form with the fields that it may ask: in a row its columns first. */
function* saidIn({ form }: FormFile): Generator<Said> {
  const all = fieldsOf(form);
  for (const [s, section] of form.sections.entries()) {
    if (section.when) yield { condition: section.when, path: ['sections', s, 'when'], reach: all };
    for (const [n, field] of section.fields.entries()) {
      const path = ['sections', s, 'fields', n];
      yield* ofField(field, path, all);
      if (field.type !== 'table') continue;
      const reach = [...field.columns, ...all.filter(({ id }) => !field.columns.some((column) => column.id === id))];
      for (const [c, column] of field.columns.entries()) yield* ofField(column, [...path, 'columns', c], reach);
      yield* ofChecks(field.checks, [...path, 'checks'], reach);
    }
  }
  yield* ofChecks(form.checks, ['checks'], all);
}

function* ofField({ when, required }: Field, path: Path, reach: readonly Field[]): Generator<Said> {
  if (when) yield { condition: when, path: [...path, 'when'], reach };
  if (typeof required === 'object') yield { condition: required.when, path: [...path, 'required', 'when'], reach };
}
function* ofChecks(checks: readonly Check[] = [], path: Path, reach: readonly Field[]): Generator<Said> {
  for (const [n, { when }] of checks.entries()) if (when) yield { condition: when, path: [...path, n, 'when'], reach };
}

type Where = { readonly path: Path; readonly reach: readonly Field[] };
function* asked(file: FormFile, condition: Condition, { path, reach }: Where): Generator<Finding> {
  if ('all' in condition || 'any' in condition) {
    const [name, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
    for (const [n, one] of parts.entries()) yield* asked(file, one, { path: [...path, name, n], reach });
    return;
  }
  if ('not' in condition) {
    yield* asked(file, condition.not, { path: [...path, 'not'], reach });
    return;
  }
  const { form, source } = file;
  const field = reach.find(({ id }) => id === condition.field);
  if (!field) {
    const known = reach.map(({ id }) => id);
    const facts = { form: form.form, name: condition.field, known };
    yield finding('form-field-unknown', { source, path: [...path, 'field'] }, facts, nearest(condition.field, known));
    return;
  }
  const strange = notSaid(field, condition, form.against);
  if (strange) {
    const facts = { field: field.id, type: field.type, value: strange.value };
    const known = field.type === 'choice' ? field.options.map(({ id }) => id) : [];
    yield finding('form-condition', { source, path: [...path, strange.at] }, facts, nearest(strange.value, known));
  }
}

type Simple = Extract<Condition, { readonly field: string }>;
/** What the field can never say. */
function notSaid(
  field: Field,
  condition: Simple,
  against: string | undefined,
): { readonly at: string; readonly value: string } | undefined {
  if ('answered' in condition) return undefined;
  const at = Object.keys(condition).find((name) => name !== 'field') ?? 'field';
  const no = { at, value: [condition[at as keyof Simple]].join() };
  // Lists are never the same twice; and what is set against nothing differs from nothing.
  if ('differs' in condition)
    return against === undefined || field.type === 'table' || field.type === 'file' || isOfMany(field) ? no : undefined;
  if ('atLeast' in condition || 'atMost' in condition) return field.type === 'number' ? undefined : no;
  if (field.type === 'choice') {
    if (isOfMany(field) !== 'has' in condition) return no;
    const values = 'in' in condition ? condition.in : ['has' in condition ? condition.has : condition.is];
    const strange = values.find((one) => !field.options.some(({ id }) => id === one));
    return strange === undefined ? undefined : { at, value: String(strange) };
  }
  if ('in' in condition) return field.type === 'text' || field.type === 'date' ? undefined : no;
  if ('has' in condition) return no;
  const types = { text: 'string', date: 'string', number: 'number', 'yes-no': 'boolean', file: '', table: '' };
  return typeof condition.is === types[field.type] ? undefined : no;
}

const isOfMany = (field: Field): boolean => field.type === 'choice' && field.many === true;

/** A field is shown by what another says, that one by a third: never by itself. */
function* circles({ form, source }: FormFile): Generator<Finding> {
  const by = new Map(
    form.sections.flatMap(({ when, fields }) =>
      fields.map((field) => [field.id, [when, field.when].flatMap((one) => (one ? asks(one) : []))] as const),
    ),
  );
  const told = new Set<string>();
  for (const [s, { fields }] of form.sections.entries())
    for (const [n, { id }] of fields.entries()) {
      const circle = told.has(id) ? undefined : wayBack(id, by);
      if (!circle) continue;
      circle.forEach((one) => told.add(one));
      yield finding('form-circle', { source, path: ['sections', s, 'fields', n, 'id'] }, { fields: circle });
    }
}

function wayBack(start: string, by: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way; way = queue.shift())
    for (const next of by.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...way, next]);
    }
  return undefined;
}
