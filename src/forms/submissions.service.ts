import { Injectable } from '@nestjs/common';
import { toIso } from '../core/calendar/day.js';
import { own } from '../core/access.js';
import { dayOf } from '../core/calendar/day.js';
import { differences } from '../core/form/differences.js';
import { problem } from '../core/problem.js';
import { PlanNumbers } from '../people/plan-numbers.reader.js';
import type { Principal } from '../people/principal.js';
import { FormDesk, type Desk } from './form-desk.js';
import type { FormOf } from './drafts.service.js';
import { ReceiptReader } from './receipt.reader.js';
import type {
  ReceiptView,
  SubmissionsView,
  SubmissionView,
  SubmitterView,
  WholeSubmission,
} from './submissions.dto.js';
import { SubmissionReader, type Submission, type SubmissionRow } from './submission.reader.js';

type VersionOf = FormOf & { readonly version: number };

/** What was handed in (bản nộp): every version stays as it was. */
@Injectable()
export class Submissions {
  constructor(
    private readonly desk: FormDesk,
    private readonly submissions: SubmissionReader,
    private readonly receipts: ReceiptReader,
    private readonly numbers: PlanNumbers,
  ) {}

  async list(me: Principal, of: FormOf): Promise<SubmissionsView> {
    const desk = await this.desk.at(me, of);
    const rows = await this.submissions.list(desk.place.id, desk.name, desk.eyes);
    return { submissions: rows.map((row) => view(desk, row)) };
  }

  async one(me: Principal, of: VersionOf): Promise<WholeSubmission> {
    const { desk, found } = await this.found(me, of);
    const before = await this.submissions.find(desk.place.id, desk.name, desk.eyes, { before: found.version });
    return {
      ...view(desk, found),
      answers: found.answers,
      differences: before ? differences(desk.form, before.answers, found.answers).map((one) => ({ ...one })) : [],
    };
  }

  /** What was presented has no receipt: nothing was handed in. */
  async receipt(me: Principal, of: VersionOf): Promise<ReceiptView> {
    const { desk, found } = await this.found(me, of);
    const facts = found.presented ? undefined : await this.receipts.find(desk.place.id, found.seq);
    if (!facts) throw problem('not-found', { asked: of.version });
    const { place, definition, form } = desk;
    const { sending, by, onBehalfOf, at, effectiveAt, unit, sha256, seq } = view(desk, found);
    return {
      number: `${place.id}.${sending}/${dayOf(found.effectiveAt ?? found.at).slice(0, 4)}`,
      form: form.label,
      obligation: definition.label,
      plan: place.plan,
      planNumber: await this.numbers.of(place.plan),
      period: place.period,
      unit,
      unitName: facts.unitName,
      by,
      onBehalfOf,
      at: toSecond(at),
      effectiveAt: effectiveAt === null ? null : toSecond(effectiveAt),
      verdict: (['on-time', 'late'] as const).find((tag) => found.tags.includes(tag)) ?? null,
      due: facts.due === null ? null : toIso(facts.due),
      sha256,
      seq,
      hash: facts.hash,
    };
  }

  private async found(
    me: Principal,
    { version, ...of }: VersionOf,
  ): Promise<{ readonly desk: Desk; readonly found: Submission }> {
    const desk = await this.desk.at(me, of);
    const found = await this.submissions.find(desk.place.id, desk.name, desk.eyes, { version });
    if (!found) throw problem('not-found', { asked: version });
    return { desk, found };
  }
}

/** A receipt says the second. */
const toSecond = (iso: string): string => iso.replace(/\.\d+/, '');

const submitter = (id: string, name: string | null): SubmitterView => ({ id, name });

const view = ({ definition }: Desk, row: SubmissionRow): SubmissionView => ({
  form: row.name,
  version: row.version,
  sending: row.sending,
  seq: row.seq,
  event: row.event,
  eventLabel: own(definition.events, row.event)?.label ?? { vi: row.event, en: row.event },
  presented: row.presented,
  unit: row.unit,
  by: submitter(row.actor, row.actorName),
  onBehalfOf: row.onBehalfOf === null ? null : submitter(row.onBehalfOf, row.holderName),
  at: toIso(row.at),
  effectiveAt: row.effectiveAt === null ? null : toIso(row.effectiveAt),
  sha256: row.sha256,
});
