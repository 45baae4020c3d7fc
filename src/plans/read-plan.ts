import { stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import type { Finding } from '../core/definition/finding.js';
import { loadPlan, type PlanBundle } from '../core/plan/load.js';
import { CommandError } from '../platform/command-error.js';
import { readWorkflows } from './workflow-files.js';

/** A plan in a folder, with the lifecycles and calendars beside it. */
export type ReadPlan = {
  /** There when every file could be read. */
  readonly bundle: PlanBundle | undefined;
  /** What was wrong while reading; files are named as the folder was: from the working folder, or from the root. */
  readonly findings: readonly Finding[];
  /** A file of the bundle as findings name it. */
  readonly place: (file: string) => string;
};

/** `…/plans/NAME` → that plan, with `…/lifecycles` and `…/calendars`. Nothing else below `…` is read. */
export async function readPlan(folder: string): Promise<ReadPlan> {
  const dir = resolve(folder);
  const root = resolve(dir, '..', '..');
  if (!(await stat(join(dir, 'plan.yaml')).catch(() => undefined))?.isFile()) {
    throw new CommandError(
      'badInput',
      `${folder}: không có tệp plan.yaml trong thư mục này / there is no plan.yaml in this folder`,
    );
  }
  const planDir = `plans/${basename(dir)}`;
  const parts = [
    ['lifecycles', join(root, 'lifecycles')],
    ['calendars', join(root, 'calendars')],
    [planDir, dir],
  ] as const;
  const files = new Map<string, string>();
  for (const [prefix, path] of parts)
    for (const [name, text] of await below(path)) files.set(`${prefix}/${name}`, text);
  const place = (file: string): string => {
    const path = file.startsWith(`${planDir}/`) ? join(dir, file.slice(planDir.length + 1)) : join(root, file);
    return isAbsolute(folder) ? path : relative(process.cwd(), path) || path;
  };
  const { bundle, findings } = loadPlan(files, planDir);
  return { bundle, place, findings: findings.map((finding) => ({ ...finding, file: place(finding.file) })) };
}

/** A folder that is not there holds nothing; what is missed in it is a finding. */
async function below(path: string): Promise<ReadonlyMap<string, string>> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  return exists ? readWorkflows(path) : new Map<string, string>();
}
