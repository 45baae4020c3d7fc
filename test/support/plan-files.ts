import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../src/core/definition/lint.js';
import type { Finding } from '../../src/core/definition/finding.js';
import { loadPlan, type PlanBundle } from '../../src/core/plan/load.js';

export type Files = ReadonlyMap<string, string>;

/** A folder as `loadPlan` reads it: paths from there → texts. */
export const filesIn = (dir: string): Files =>
  new Map(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(yaml|md)$/.test(file))
      .sort()
      .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(dir, file), 'utf8')]),
  );

export const fixture = (name: string): Files => filesIn(join(__dirname, '..', 'fixtures', 'plans', name));

/** A plan that can be read, or an error that says why not. */
export function bundleOf(files: Files, planDir: string): PlanBundle {
  const { bundle, findings } = loadPlan(files, planDir);
  if (!bundle) throw new Error(`${planDir} cannot be read: ${JSON.stringify(findings)}`);
  return bundle;
}

/** All that reading and linting find. */
export function findingsOf(files: Files, planDir: string): readonly Finding[] {
  const { bundle, findings } = loadPlan(files, planDir);
  return bundle ? lint(bundle) : findings;
}

export type Edit = { readonly file: string; readonly from: string; readonly to: string };
/** Where the finding is expected: the place of this sign in the edited text. */
const MARK = '▸';

/** Files with some text replaced ('' adds, '*' takes the file away); the sign is taken out and its place is told. */
export function edited(
  files: Files,
  edits: readonly Edit[],
): { readonly files: Files; readonly at: { readonly file: string; readonly line: number; readonly column: number } } {
  const changed = new Map(files);
  for (const { file, from, to } of edits) {
    const text = changed.get(file) ?? '';
    if (from === '*') {
      changed.delete(file);
      continue;
    }
    if (from !== '' && text.split(from).length !== 2) throw new Error(`${file}: "${from}" stands there not once`);
    changed.set(file, from === '' ? text + to : text.replace(from, () => to));
  }
  for (const [file, text] of changed) {
    const lines = text.slice(0, text.indexOf(MARK)).split('\n');
    if (!text.includes(MARK)) continue;
    changed.set(file, text.replace(MARK, ''));
    return { files: changed, at: { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 } };
  }
  throw new Error('nothing marks the place of the finding');
}
