import { Injectable } from '@nestjs/common';
import { own } from '../core/access.js';
import { toIso } from '../core/calendar/day.js';
import { offered } from '../core/form/settle.js';
import { scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { Principal } from '../people/principal.js';
import { deskOf, FormDesk, type Desk } from './form-desk.js';
import { DraftStore, type Draft } from './draft.store.js';
import type { AgainstView, DraftHead, FormHead, FormsView, FormView, OfferView } from './forms.dto.js';
import { HANDED_IN, SubmissionReader } from './submission.reader.js';

/** Which forms an instance has, and how each of them stands for whoever asks. */
@Injectable()
export class Forms {
  constructor(
    private readonly desk: FormDesk,
    private readonly drafts: DraftStore,
    private readonly submissions: SubmissionReader,
  ) {}

  async list(me: Principal, id: number): Promise<FormsView> {
    const standing = await this.desk.before(me, id);
    const desks = Object.entries(standing.definition.forms ?? {}).map(([name, form]) => deskOf(standing, name, form));
    return { forms: await Promise.all(desks.map((desk) => this.head(desk))) };
  }

  async view(me: Principal, of: { readonly id: number; readonly name: string }): Promise<FormView> {
    const desk = await this.desk.at(me, of);
    const remarks = await this.submissions.remarks(desk.place.id, desk.name);
    return {
      ...(await this.head(desk)),
      form: desk.form,
      remarks: remarks.map(({ at, ...remark }) => ({ ...remark, at: toIso(at) })),
      offer: (await this.offer(me, desk)) ?? null,
      against: (await this.against(desk)) ?? null,
    };
  }

  private async against({ place, definition, form: { against: name } }: Desk): Promise<AgainstView | undefined> {
    const form = name === undefined ? undefined : own(definition.forms ?? {}, name);
    const last = form && name !== undefined ? await this.submissions.find(place.id, name, HANDED_IN) : undefined;
    return form && last && { form, version: last.version, at: toIso(last.at), answers: last.answers };
  }

  private async head(desk: Desk): Promise<FormHead> {
    const { place, name, form, events, unit, open, eyes } = desk;
    const draft = unit === undefined ? undefined : await this.drafts.find({ instanceId: place.id, name, unit });
    const counts = await this.submissions.counts(place.id, eyes);
    return {
      name,
      label: form.label,
      source: form.source,
      events: events.map(({ event, spec, isOptional, isPresented }) => ({
        event,
        label: spec.label,
        optional: isOptional,
        presented: isPresented,
        open: open.has(event),
      })),
      unit: unit ?? null,
      draft: draft?.answers ? draftHead(draft) : null,
      versions: counts.find((one) => one.name === name)?.n ?? 0,
    };
  }

  /** What the unit said last time; an office that records for others is offered nothing. */
  private async offer(me: Principal, { place, name, form, unit }: Desk): Promise<OfferView | undefined> {
    if (unit !== place.unit) return undefined;
    const { openedAt } = place;
    const last = await this.submissions.previous(scopeFor(me), { ...place, openedBefore: openedAt }, name);
    if (!last) return undefined;
    isShown([last]);
    const { instanceId, period, version, at, answers } = last;
    return { instance: instanceId, period, version, at: toIso(at), answers: offered(form, answers) };
  }
}

export const draftHead = ({ revision, savedAt, editor, editorName }: Draft): DraftHead => ({
  revision,
  savedAt: toIso(savedAt.getTime()),
  savedBy: { name: editor, displayName: editorName ?? editor },
});
