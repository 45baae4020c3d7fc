import { hasErrors, type Finding } from '../core/definition/finding.js';
import { problem } from '../core/problem.js';
import { sqlOf, type Trail } from '../people/trail.js';
import { isUnchanged, type Looked } from '../platform/etag.rules.js';
import { editObligationText } from './edit-obligation.js';
import { lockPlan, rewriteVersion, storeCopy, versionState } from './plan.store.js';
import { contentOf, planDirOf, type PlanFiles, type PlanVersions } from './plan-versions.service.js';
import { versionRev } from './version-rev.js';

/** Whose draft it is to be, by whom, and how far it had come when they looked. */
export type Editing = {
  readonly plan: string;
  readonly version: number;
  readonly actor: string;
  readonly looked: Looked;
};
export type Edited = { readonly version: number; readonly content: string; readonly findings: readonly Finding[] };
/** What is written otherwise, and what the trail calls it. */
type Edit = { readonly subject: string; readonly files: (was: PlanFiles) => PlanFiles };

/** A draft is edited where it stands: all of an edit or nothing of it, and by the trail who did it. */
export class EditPlan {
  constructor(
    private readonly versions: PlanVersions,
    private readonly trail: Trail,
  ) {}

  /** A draft that begins with the files of a version. */
  async derive(plan: string, from: number, actor: string): Promise<number> {
    return this.trail.told(async (db) => {
      const sql = sqlOf(db);
      await lockPlan(sql, plan);
      const made = await storeCopy(sql, plan, from);
      if (!made) throw problem('not-found', { plan, version: from });
      const after = { version: made.version, content: made.content, from };
      return { value: made.version, told: [{ kind: 'plan-edited', actor, plan, after }] };
    });
  }

  obligation(editing: Editing, id: string, written: Readonly<Record<string, unknown>> | null): Promise<Edited> {
    const files = (was: PlanFiles): PlanFiles => {
      const name = `${planDirOf(was) ?? 'plans'}/plan.yaml`;
      const { obligations } = this.versions.bundle(was).plan;
      if (written === null && !obligations.some((one) => one.id === id)) throw problem('not-found', { obligation: id });
      const { id: _, ...rest } = written ?? {};
      return { ...was, [name]: editObligationText(was[name] ?? '', id, written && { id, ...rest }) };
    };
    return this.edit(editing, { subject: `obligation/${id}`, files });
  }

  /** A draft may have errors of meaning, as one that is imported; it can always be read. */
  async edit({ plan, version, actor, looked }: Editing, { subject, files }: Edit): Promise<Edited> {
    const stored = await this.versions.find(plan, version);
    if (stored.status !== 'draft') throw problem('plan-not-draft', { version });
    isUnchanged(looked, versionRev(stored));
    const edited = files(stored.files);
    const { plan: becomes } = this.versions.bundle(edited).plan;
    if (becomes !== plan) throw problem('plan-changed', { plan: becomes });
    const content = contentOf(edited);
    const findings = this.versions.findings(edited);
    if (content === stored.content) return { version, content, findings };
    return this.trail.told(async (db) => {
      const sql = sqlOf(db);
      await lockPlan(sql, plan);
      const isDone = await rewriteVersion(sql, plan, version, { was: stored.content, content, files: edited });
      if (!isDone) {
        const now = await versionState(sql, plan, version);
        if (now?.status === 'draft') throw problem('precondition-failed', { version: versionRev(now) });
        throw problem('plan-not-draft', { version });
      }
      const told = {
        kind: 'plan-edited',
        actor,
        plan,
        subject,
        before: { content: stored.content },
        after: { version, content, isSound: !hasErrors(findings) },
      } as const;
      return { value: { version, content, findings }, told: [told] };
    });
  }
}
