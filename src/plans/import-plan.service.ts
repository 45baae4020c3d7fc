import { basename, join, resolve } from 'node:path';
import { problem, unfit } from '../core/problem.js';
import type { Actor } from '../core/instance.js';
import type { Transactions } from '../engine/ledger/transaction.js';
import type { Trail } from '../people/trail.js';
import { whoOf } from './trail-words.js';
import { lockPlan, storeDraft } from './plan.store.js';
import { contentOf, planDirOf, type PlanFiles, type PlanVersions } from './plan-versions.service.js';
import { readWorkflows } from './workflow-files.js';

export type Imported = {
  readonly plan: string;
  readonly version: number;
  readonly isNew: boolean;
  readonly files: PlanFiles;
};

/** What every plan of a server shares, unless it brings its own. */
const SHARED = ['lifecycles', 'calendars'] as const;

/** Whoever imports: whether they may have a hand in the plan that the files turn out to be, and who they are in it. */
export type Importer = {
  readonly mayEdit: (plan: string) => boolean;
  readonly actorIn: (plan: string) => Actor | undefined;
};
const operator: Importer = { mayEdit: () => true, actorIn: () => undefined };

/** Files → a draft version. Nothing is stored of files that cannot be read; a draft may have errors of meaning. */
export class ImportPlan {
  constructor(
    private readonly transactions: Transactions,
    private readonly versions: PlanVersions,
    /** Where plans, lifecycles and calendars lie on this server. */
    private readonly workflows: string,
    private readonly trail: Trail,
  ) {}

  /** A plan that lies on this server, by the name of its folder. */
  async shipped(name: string, importer: Importer): Promise<Imported> {
    return this.store(await filesOf(join(this.workflows, 'plans', name)), importer);
  }

  /** A plan in a folder that is to be run as it is: with errors nothing is stored. */
  async sound(folder: string, actor?: Actor): Promise<Imported> {
    const files = await filesOf(folder);
    this.versions.sound(files);
    return this.store(files, { ...operator, actorIn: () => actor });
  }

  /** A plan that was sent: its files, and what it does not bring of lifecycles and calendars from this server. */
  async files(sent: PlanFiles, importer: Importer): Promise<Imported> {
    const dir = planDirOf(sent);
    if (dir === undefined) throw unfit('files', 'plan-file');
    const isBrought = (folder: string): boolean => Object.keys(sent).some((file) => file.startsWith(`${folder}/`));
    const lent = await Promise.all(
      SHARED.filter((folder) => !isBrought(folder)).map((folder) => below(join(this.workflows, folder), folder)),
    );
    const own = Object.entries(sent).filter(([file]) => [dir, ...SHARED].some((part) => file.startsWith(`${part}/`)));
    return this.store(inOrder([...lent.flat(), ...own]), importer);
  }

  private async store(files: PlanFiles, { mayEdit, actorIn }: Importer): Promise<Imported> {
    const { plan } = this.versions.bundle(files).plan;
    if (!mayEdit(plan)) throw problem('not-allowed');
    const content = contentOf(files);
    const stored = await this.transactions.run(async (sql) => {
      await lockPlan(sql, plan);
      const value = await storeDraft(sql, plan, content, files);
      const after = { version: value.version, content };
      if (value.isNew) await this.trail.append([{ kind: 'plan-imported', ...whoOf(actorIn(plan)), plan, after }], sql);
      return { value };
    });
    return { plan, ...stored, files };
  }
}

/** `…/plans/NAME` with the lifecycles and calendars beside `plans`: what a version is made of, and no other plan. */
async function filesOf(folder: string): Promise<PlanFiles> {
  const root = resolve(folder, '..', '..');
  const dir = `plans/${basename(resolve(folder))}`;
  const parts = await Promise.all([
    below(resolve(folder), dir),
    ...SHARED.map((shared) => below(join(root, shared), shared)),
  ]);
  const files = inOrder(parts.flat());
  if (files[`${dir}/plan.yaml`] === undefined) throw problem('not-found', { directory: dir });
  return files;
}

/** A folder that is not there holds nothing. */
async function below(folder: string, name: string): Promise<(readonly [string, string])[]> {
  const files = await readWorkflows(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return new Map<string, string>();
    throw error;
  });
  return [...files].map(([file, text]) => [`${name}/${file}`, text] as const);
}

const inOrder = (files: readonly (readonly [string, string])[]): PlanFiles =>
  Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
