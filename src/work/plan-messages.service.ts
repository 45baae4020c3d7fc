import { dayOf, toIso } from '../core/calendar/day.js';
import type { Definition } from '../core/definition/definition.js';
import { noticesOf, type NoticeUse } from '../core/definition/notices.js';
import { assemble } from '../core/plan/assemble.js';
import { checkObligation } from '../core/plan/check-obligation.js';
import { dutiesIn } from '../core/plan/duties-in.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { Moment } from '../core/plan/preview-moments.js';
import { problem } from '../core/problem.js';
import type { Clock } from '../engine/ports.js';
import { defaultTemplate } from '../notifications/default-templates.js';
import { factsOf, type Subject } from '../notifications/message-facts.js';
import { render, TemplateError } from '../notifications/render.js';
import { may } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { told } from '../plans/plan-view.js';
import type { PlanVersions } from '../plans/plan-versions.service.js';
import { type Language, languages } from '../platform/language.js';
import { type Label, labelOf } from '../platform/words.js';
import { eventLabel, timerLabel } from './happening-words.js';
import type { MessageText, PlanMessage, PlanMessagesView } from './plan-messages.dto.js';

type Asked = { readonly plan: string; readonly version: number; readonly me: Principal; readonly language: Language };

/** What a version tells people about an obligation: what, when and whom, in the words that they would read. */
export class PlanMessages {
  constructor(
    private readonly versions: PlanVersions,
    private readonly clock: Clock,
  ) {}

  of({ plan, version, me, language }: Asked, id: string): Promise<PlanMessagesView> {
    return told(language, async () => {
      const { files } = await this.versions.find(plan, version, may(me, 'plans.edit', plan));
      const bundle = this.versions.sound(files);
      const obligation = bundle.plan.obligations.find((one) => one.id === id);
      if (!obligation) throw problem('not-found', { obligation: id });
      const today = dayOf(await this.clock.now());
      const { term } = bundle.plan;
      const { moments } = checkObligation(bundle, obligation, today > term.to ? term.from : today);
      const names = dutiesIn(id, obligation).map((one) => one.id);
      const definitions = [...assemble(bundle).definitions.values()]
        .filter(({ kind, obligation: name }) => kind !== 'series' && names.includes(name))
        .sort((a, b) => names.indexOf(a.obligation) - names.indexOf(b.obligation));
      const messages = definitions.flatMap((definition) => messagesOf(definition, moments, bundle));
      return { plan, version, obligation: id, messages };
    });
  }
}

function messagesOf(definition: Definition, moments: readonly Moment[], bundle: PlanBundle): PlanMessage[] {
  const subject = subjectOf(definition, moments, bundle);
  const { unit, period, due } = subject;
  const sample = { unit, period, due: due === null ? null : toIso(due) };
  const { obligation, label } = definition;
  const found = noticesOf(definition).map((use): PlanMessage => {
    const text = (language: Language) => textOf(use, { subject, bundle, language });
    return {
      ...{ obligation, label, when: whenOf(definition, use), by: use.by, to: [...use.to] },
      template: use.template,
      isDefault: bundle.templates[use.template] === undefined,
      ...{ vi: text('vi'), en: text('en'), sample },
    };
  });
  // The same from several of its states is told of once.
  const byWhat = new Map(found.map((one) => [JSON.stringify([one.template, one.to, one.when]), one]));
  return [...byWhat.values()];
}

function whenOf(definition: Definition, { by, name, state }: NoticeUse): Label {
  if (by === 'event') return eventLabel(definition, { type: name });
  if (by === 'timer') return timerLabel(definition, `xstate.after.${name}.duty.work.${state}`);
  const called = definition.labels[state];
  return called ? labelOf('edges', 'state', { state: called }) : labelOf('edges', 'always');
}

/** The facts of the next occurrence that the obligation really has. */
function subjectOf(definition: Definition, moments: readonly Moment[], { plan, units }: PlanBundle): Subject {
  const own = moments.filter(({ obligation }) => obligation === definition.obligation);
  const due = own.find(({ kind }) => kind === 'due');
  const moment = due ?? own[0];
  const owner = definition.owner ?? definition.actors.secretariat;
  const named = (code: string): Label => units.units.find((one) => one.code === code)?.name ?? { vi: code, en: code };
  return {
    ...{ instanceId: 0, link: '', plan: plan.plan, planName: { vi: plan.number, en: plan.number } },
    ...{ obligation: definition.label, clause: definition.clause, owner: named(owner) },
    period: moment?.occurrence ?? 'once',
    unit: named(moment?.units()[0] ?? owner),
    due: due?.at ?? null,
  };
}

type Told = { readonly subject: Subject; readonly bundle: PlanBundle; readonly language: Language };
function textOf({ template, level }: NoticeUse, { subject, bundle, language }: Told): MessageText | null {
  const own = bundle.templates[template];
  const words = own?.[language] ?? languages.map((other) => own?.[other]).find(Boolean);
  try {
    return render(words ?? defaultTemplate(template, language), factsOf(subject, level, bundle.calendar, language));
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}
