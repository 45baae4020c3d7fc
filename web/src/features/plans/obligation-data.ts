import type { FieldFinding, Written } from './get-plans';

export type Path = readonly string[];

/** An obligation with another value at a place of it; undefined takes the place away. */
export function withAt(written: Written, [name = '', ...rest]: Path, value: unknown): Written {
  const inner = rest.length === 0 ? value : withAt(objectAt(written[name]), rest, value);
  const { [name]: _, ...others } = written;
  if (inner === undefined) return others;
  // Where it stood, it stays: the order is that of the file.
  return name in written ? { ...written, [name]: inner } : { ...written, [name]: inner };
}

export const objectAt = (value: unknown): Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Written) : {};

export const valueAt = (written: Written, path: Path): unknown =>
  path.reduce<unknown>((value, name) => objectAt(value)[name], written);

export const textAt = (written: Written, path: Path): string => {
  const value = valueAt(written, path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

/** What the linter says of a field, or of something within it. */
export const saidOf = (findings: readonly FieldFinding[], path: Path): readonly FieldFinding[] =>
  findings.filter((one) => path.every((name, n) => one.path[n] === name));

/** What is said of no field that has a place in the form. */
export const saidElsewhere = (findings: readonly FieldFinding[], fields: readonly Path[]): readonly FieldFinding[] =>
  findings.filter((one) => !fields.some((path) => path.every((name, n) => one.path[n] === name)));

/** What a new obligation begins with. */
export const blank = (id: string): Written => ({
  id,
  label: { vi: '', en: '' },
  clause: '',
  class: 'hard',
  lifecycle: '',
  schedule: { every: 'year', opens: '01-02' },
});
