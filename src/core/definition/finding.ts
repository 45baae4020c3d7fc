/** Something that is wrong with a plan, and where: a stable code with facts. The words are in lint/messages.ts. */
export type Finding = {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
  /** What was probably meant. */
  readonly suggestion?: string;
};

export type Place = { readonly line: number; readonly column: number };
export type Path = readonly (string | number)[];
/**
 * Where a value of a file stands: of a plain value its first letter, of a list or a map the key that it belongs to.
 * `key` asks for the key even of a plain value. What is not there is looked for one step up.
 */
export type Locate = (path: Path, of?: 'key') => Place;

/** A file that was read: its name, and where in it things stand. */
export type Source = { readonly file: string; readonly at: Locate };

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

export const byPlace = (a: Finding, b: Finding): number =>
  compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
