import { Injectable } from '@nestjs/common';
import { toIso } from '../core/calendar/day.js';
import { check } from '../core/form/check.js';
import type { Answers } from '../core/form/form.js';
import { isShapeless } from '../core/form/value.js';
import { attachmentsIn } from '../core/form/settle.js';
import { Problem, problem } from '../core/problem.js';
import { FileBindings } from '../files/file-binding.store.js';
import type { Looked } from '../platform/etag.rules.js';
import { behalfIn, type Principal } from '../people/principal.js';
import { refusedAt } from '../people/refusals.js';
import { DraftStore, type Draft, type DraftOf, type Writer } from './draft.store.js';
import { FormDesk, type Desk } from './form-desk.js';
import { movedOn, troublesOf } from './form-problems.js';
import type { DraftView, PresenceBody, PresenceView, PresentView, SavedDraft } from './forms.dto.js';
import { draftHead } from './forms.service.js';
import { PresenceStore, type Present } from './presence.store.js';
import { SubmissionReader } from './submission.reader.js';

/** Which form of which instance. */
export type FormOf = { readonly id: number; readonly name: string };
/** As JSON: a report with all its tables is far below it. */
const LARGEST_DRAFT = 1_000_000;

/** Drafts (bản nháp): a unit's own, kept as they are typed, never overwritten unseen. */
@Injectable()
export class Drafts {
  constructor(
    private readonly desk: FormDesk,
    private readonly drafts: DraftStore,
    private readonly presence: PresenceStore,
    private readonly submissions: SubmissionReader,
    private readonly files: FileBindings,
  ) {}

  /** What is written, or what the next draft begins from: the last version that there is. */
  async view(me: Principal, of: FormOf): Promise<DraftView> {
    const { desk, key } = await this.own(me, of);
    const draft = await this.drafts.find(key);
    const last = draft?.answers ? undefined : await this.submissions.find(key.instanceId, key.name, desk.eyes);
    const answers = draft?.answers ?? last?.answers ?? {};
    return {
      ...savedOf(desk, answers, draft, await this.submissions.against(key.instanceId, desk.form)),
      unit: key.unit,
      answers,
      startsFrom: last?.version ?? null,
      others: (await this.presence.others(key, me.account)).map(presentView),
    };
  }

  async save(me: Principal, of: FormOf, looked: Looked, answers: Answers): Promise<SavedDraft> {
    const { desk, key } = await this.own(me, of, 'writes');
    return subjected(desk, () => this.saved(me, { desk, key, looked, answers }));
  }

  private async saved(me: Principal, { desk, key, looked, answers }: Saving): Promise<SavedDraft> {
    if (looked === 'anything') throw problem('precondition-required');
    if (JSON.stringify(answers).length > LARGEST_DRAFT) throw problem('payload-too-large');
    const shapeless = check(desk.form, answers, { complete: false }).problems.filter(isShapeless);
    if (shapeless.length > 0)
      throw problem('form-misshapen', { form: desk.name, errors: troublesOf(desk.form, shapeless) });
    const revision = revisionIn(looked);
    const written = { ...key, isWithUnit: key.unit === desk.place.unit };
    const kept =
      revision === undefined ? undefined : await this.drafts.save(written, revision, answers, writerOf(me, desk));
    if (!kept) {
      // Where it was taken elsewhere meanwhile there is nothing more to write.
      await this.own(me, { id: key.instanceId, name: key.name }, 'writes');
      throw await this.moved(key);
    }
    const named = attachmentsIn(desk.form, answers);
    if (named.length > 0) await this.files.renew(key.instanceId, [...named]);
    const against = await this.submissions.against(key.instanceId, desk.form);
    return savedOf(desk, answers, { ...kept, answers, editor: me.name, editorName: me.displayName }, against);
  }

  async discard(me: Principal, of: FormOf, looked: Looked): Promise<void> {
    const { desk, key } = await this.own(me, of, 'writes');
    const revision = looked === 'anything' ? undefined : (revisionIn(looked) ?? -1);
    const draft = await this.drafts.find(key);
    if (!draft?.answers && revision === undefined) return;
    await subjected(desk, async () => {
      if (!(await this.drafts.discard(key, revision, writerOf(me, desk)))) throw await this.moved(key);
    });
  }

  /** Whoever has it open says so now and then, and learns who else has. */
  async beat(me: Principal, of: FormOf, { field, leaving }: PresenceBody): Promise<PresenceView> {
    const { key } = await this.own(me, of, 'beats');
    if (leaving) await this.presence.leave(key, me.account);
    else await this.presence.beat(key, me.account, field ?? null);
    const draft = await this.drafts.find(key);
    return { others: (await this.presence.others(key, me.account)).map(presentView), revision: draft?.revision ?? 0 };
  }

  /** A draft that is not one's own unit's is as one that never was. */
  private async own(
    me: Principal,
    of: FormOf,
    how: 'looks' | 'writes' | 'beats' = 'looks',
  ): Promise<{ readonly desk: Desk; readonly key: DraftOf }> {
    const desk = await this.desk.at(me, of, how === 'looks');
    if (desk.unit === undefined) throw problem('not-found', { asked: of.name });
    if (how === 'writes' && desk.place.status !== 'running')
      throw refusedAt(problem('form-closed', { form: of.name }), concernOf(desk));
    return { desk, key: { instanceId: desk.place.id, name: desk.name, unit: desk.unit } };
  }

  private async moved(key: DraftOf): Promise<Error> {
    const now = await this.drafts.find(key);
    return now ? movedOn(now) : problem('precondition-failed', { version: 0 });
  }
}

type Saving = {
  readonly desk: Desk;
  readonly key: DraftOf;
  readonly looked: Looked;
  readonly answers: Answers;
};

const concernOf = ({ place: { plan, key } }: Desk) => ({ plan, key, isChained: false });

/** What is refused is refused at this instance. */
const subjected = <T>(desk: Desk, work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => {
    throw error instanceof Problem ? refusedAt(error, concernOf(desk)) : error;
  });

const writerOf = ({ name }: Principal, { place, actors, unit = '' }: Desk): Writer => ({
  actor: name,
  onBehalfOf: behalfIn(actors, unit),
  plan: place.plan,
  subject: place.key,
});

const revisionIn = ({ revs }: Exclude<Looked, 'anything'>): number | undefined => {
  const rev = revs.find((one) => /^\d{1,9}$/.test(one));
  return rev === undefined ? undefined : Number(rev);
};

function savedOf({ form }: Desk, answers: Answers, draft: Draft | undefined, against: Answers | undefined): SavedDraft {
  const { problems, missing } = check(form, answers, { complete: false, against });
  const head = draft && draftHead(draft);
  return {
    revision: draft?.revision ?? 0,
    savedAt: draft?.answers ? (head?.savedAt ?? null) : null,
    savedBy: draft?.answers ? (head?.savedBy ?? null) : null,
    problems: problems.map((one) => ({ ...one })),
    missing: [...missing],
  };
}

const presentView = ({ since, ...one }: Present): PresentView => ({ ...one, since: toIso(since.getTime()) });
