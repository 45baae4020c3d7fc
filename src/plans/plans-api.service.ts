import type { PlanBundle } from '../core/plan/load.js';
import { entriesOf, momentsBetween, type PreviewEntry } from '../core/plan/preview.js';
import { previewJson } from '../core/plan/preview-json.js';
import { problem, unfit } from '../core/problem.js';
import { ANY, may, type Permission } from '../people/access.rules.js';
import { administratorIn, type Principal } from '../people/principal.js';
import type { Looked } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import { pageAmong } from '../platform/list-query.js';
import type { ActivatePlan } from './activate-plan.service.js';
import type { ComparePlans } from './compare-plans.service.js';
import type { Importer, ImportPlan } from './import-plan.service.js';
import type { PlanFiles, PlanVersions } from './plan-versions.service.js';
import type { StoredVersion } from './plan.reader.js';
import {
  comparisonView,
  errorsInWords,
  findingView,
  planViews,
  told,
  versionDetail,
  versionView,
} from './plan-view.js';
import type {
  ActivationView,
  ComparisonView,
  ImportedPlan,
  ImportPlanBody,
  LintReport,
  PlanClauses,
  PlanFilesView,
  PlanList,
  PlansQuery,
  PlanVersionDetail,
  PlanView,
} from './plans.dto.js';

type Parts = {
  readonly versions: PlanVersions;
  readonly imports: ImportPlan;
  readonly comparing: ComparePlans;
  readonly activating: ActivatePlan;
};

/** Text of a preview that is handed on at once: small enough that the first line comes soon. */
const CHUNK = 32_768;

type Days = { readonly from: string; readonly to: string; readonly obligation?: string | undefined };
function* datesOf(bundle: PlanBundle, { from, to, obligation }: Days): Generator<PreviewEntry> {
  for (const moment of momentsBetween(bundle, bundle.calendar, from, to))
    if (obligation === undefined || moment.obligation === obligation) yield* entriesOf(moment);
}

/** What the plan routes ask for, each in one call. */
export class PlansApi {
  constructor(private readonly parts: Parts) {}

  async import(body: ImportPlanBody, me: Principal, language: Language): Promise<ImportedPlan> {
    const { imports, versions } = this.parts;
    const importer: Importer = {
      mayEdit: (plan) => may(me, 'plans.edit', plan),
      actorIn: (plan) => administratorIn(me, plan) ?? { kind: 'person', id: me.name, seats: [] },
    };
    const made = await told(language, () =>
      'directory' in body ? imports.shipped(body.directory, importer) : imports.files(body.files, importer),
    );
    const findings = versions.findings(made.files);
    return {
      ...versionView(await versions.find(made.plan, made.version)),
      isNew: made.isNew,
      errors: findings.filter(({ severity }) => severity === 'error').length,
      findings: findings.map((finding) => findingView(finding, language)),
    };
  }

  /** Of the plans in which somebody has a post; drafts are for those who write them. */
  async list(me: Principal, query: PlansQuery): Promise<PlanList> {
    return pageAmong(await this.seenBy(me), query, ({ plan }) => plan);
  }

  async plan(me: Principal, plan: string): Promise<PlanView> {
    const found = (await this.seenBy(me)).find((one) => one.plan === plan);
    if (!found) throw problem('not-found', { plan });
    return found;
  }

  /** The words of the plan that runs. What began under an earlier version cites the same document. */
  async clauses(plan: string): Promise<PlanClauses> {
    const stored = await this.parts.versions.active(plan);
    if (!stored) throw problem('not-found', { plan });
    const { plan: written, clauses = [] } = this.parts.versions.bundle(stored.files);
    const { number, label } = written;
    return { plan, number, label, clauses: clauses.map(({ id, title = null, text = null }) => ({ id, title, text })) };
  }

  private async seenBy(me: Principal): Promise<PlanView[]> {
    const seen = { running: plansWith(me, 'plans.read'), drafts: plansWith(me, 'plans.edit') };
    const { versions } = this.parts;
    return planViews(await versions.list(seen), (row) => versions.numberOf(row));
  }

  version({ plan, version, me, language }: Asked): Promise<PlanVersionDetail> {
    return told(language, async () => {
      const stored = await this.readable(plan, version, me);
      return versionDetail(stored, this.parts.versions.bundle(stored.files));
    });
  }

  async files(plan: string, version: number): Promise<PlanFilesView> {
    const { files } = await this.parts.versions.find(plan, version);
    return { files: { ...files } };
  }

  async lint({ plan, version, me, language }: Asked): Promise<LintReport> {
    const findings = this.parts.versions.findings((await this.readable(plan, version, me)).files);
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    return {
      plan,
      version,
      errors,
      warnings: findings.length - errors,
      findings: findings.map((finding) => findingView(finding, language)),
    };
  }

  /** The document, piece by piece. A plan with errors cannot be unfolded. */
  preview({ plan, version, me, language }: Asked, days: Days): Promise<Iterable<string>> {
    return told(language, async () => {
      if (days.to < days.from) throw unfit('to', 'day-from', { least: days.from });
      const { files } = await this.readable(plan, version, me);
      const bundle = this.parts.versions.bundle(files);
      const entries = this.unfolded(files, datesOf(bundle, days), language);
      return chunked(previewJson(entries, language));
    });
  }

  private readable(plan: string, version: number, me: Principal): Promise<StoredVersion> {
    return this.parts.versions.find(plan, version, may(me, 'plans.edit', plan));
  }

  /** A plan with errors of meaning may not unfold: then they are what is said. */
  private *unfolded(files: PlanFiles, entries: Iterable<PreviewEntry>, language: Language): Generator<PreviewEntry> {
    try {
      yield* entries;
    } catch (error) {
      const problem = this.parts.versions.errorsOf(files);
      throw problem ? errorsInWords(problem, language) : error;
    }
  }

  async compare(plan: string, from: number, to: number, language: Language): Promise<ComparisonView> {
    const { comparing } = this.parts;
    const found = await told(language, () => comparing.between(plan, from, to));
    return comparisonView({ plan, from, to }, found, await comparing.names(plan, [from, to]), language);
  }

  async activate(plan: string, version: number, { hash, me, language, looked }: Activating): Promise<ActivationView> {
    const { activating } = this.parts;
    const actor = administratorIn(me, plan);
    if (!actor) throw problem('not-allowed');
    const done = await told(language, () => activating.activate({ plan, version, confirmed: hash, actor, looked }));
    return structuredClone(done) as ActivationView;
  }
}

type Activating = Pick<Asked, 'me' | 'language'> & { readonly hash?: string | undefined; readonly looked: Looked };
type Asked = {
  readonly plan: string;
  readonly version: number;
  readonly me: Principal;
  readonly language: Language;
};

/** The plans in which somebody has a right; null: in every one. */
const plansWith = (me: Principal, permission: Permission): string[] | null =>
  may(me, permission, ANY)
    ? null
    : [...new Set(me.posts.map(({ plan }) => plan).filter((plan) => may(me, permission, plan)))];

function* chunked(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (text.length > 0) yield text;
}
