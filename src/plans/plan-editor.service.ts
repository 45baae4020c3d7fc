import { dayOf } from '../core/calendar/day.js';
import { checkObligation } from '../core/plan/check-obligation.js';
import { problem } from '../core/problem.js';
import type { Clock } from '../engine/ports.js';
import type { Principal } from '../people/principal.js';
import type { Looked } from '../platform/etag.rules.js';
import type { Language } from '../platform/language.js';
import type { Edited, EditPlan } from './edit-plan.service.js';
import type { PlanVersions } from './plan-versions.service.js';
import { findingView, told, versionView } from './plan-view.js';
import { checkedView } from './check-view.js';
import type { CheckedObligation, EditedPlan, ObligationDetail, PlanVocabulary } from './plan-editor.dto.js';
import type { PlanVersionView } from './plans.dto.js';
import { vocabularyOf } from './vocabulary-view.js';

export type Place = { readonly plan: string; readonly version: number; readonly language: Language };
export type Writing = Place & { readonly me: Principal; readonly looked: Looked };
type Written = Readonly<Record<string, unknown>>;

/** What the form for an obligation asks for, each in one call. */
export class PlanEditor {
  constructor(
    private readonly versions: PlanVersions,
    private readonly editing: EditPlan,
    private readonly clock: Clock,
  ) {}

  async derive(plan: string, from: number, me: Principal): Promise<PlanVersionView> {
    return versionView(await this.versions.find(plan, await this.editing.derive(plan, from, me.name)));
  }

  obligation({ plan, version, language }: Place, id: string): Promise<ObligationDetail> {
    return told(language, async () => {
      const { status, content, files } = await this.versions.find(plan, version);
      const obligation = this.versions.bundle(files).plan.obligations.find((one) => one.id === id);
      if (!obligation) throw problem('not-found', { obligation: id });
      return { plan, version, status, content, obligation };
    });
  }

  vocabulary({ plan, version, language }: Place): Promise<PlanVocabulary> {
    return told(language, async () => {
      const { files } = await this.versions.find(plan, version);
      return vocabularyOf(this.versions.bundle(files));
    });
  }

  check({ plan, version, language }: Place, id: string, written: Written): Promise<CheckedObligation> {
    return told(language, async () => {
      const { files } = await this.versions.find(plan, version);
      const bundle = this.versions.bundle(files);
      const today = dayOf(await this.clock.now());
      const { term } = bundle.plan;
      const from = today > term.to ? term.from : today;
      const { id: _, ...rest } = written;
      return checkedView(checkObligation(bundle, { id, ...rest }, from), { from, language });
    });
  }

  write({ language, ...at }: Writing, id: string, written: Written | null): Promise<EditedPlan> {
    return told(language, async () =>
      editedView(at.plan, await this.editing.obligation({ ...at, actor: at.me.name }, id, written), language),
    );
  }
}

export const editedView = (plan: string, { version, content, findings }: Edited, language: Language): EditedPlan => ({
  plan,
  version,
  content,
  errors: findings.filter(({ severity }) => severity === 'error').length,
  findings: findings.map((finding) => findingView(finding, language)),
});
