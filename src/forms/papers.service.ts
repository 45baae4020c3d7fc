import { Injectable } from '@nestjs/common';
import { mayRecordOnBehalf, own } from '../core/access.js';
import { canonical, sha256, type Json } from '../core/canonical.js';
import { formOf, type Definition, type FormUse } from '../core/definition/definition.js';
import { check } from '../core/form/check.js';
import type { Answers } from '../core/form/form.js';
import { attachmentsIn, settled } from '../core/form/settle.js';
import { Problem, problem, unfit } from '../core/problem.js';
import { FileBindings } from '../files/file-binding.store.js';
import type { Event } from '../core/instance.js';
import type { Person } from '../people/principal.js';
import { desksOf } from './desks.rules.js';
import { DraftStore } from './draft.store.js';
import { movedOn, troublesOf } from './form-problems.js';
import { pointsAmiss } from './points.rules.js';
import type { Enclosed } from './submission.recorder.js';
import { misplaced, type Remark } from './remarks.rules.js';
import { SubmissionReader } from './submission.reader.js';

/** What somebody hands in: their unit's draft as they looked at it, or the answers themselves. */
export type Filled = { readonly revision: number } | { readonly answers: Answers };

/** A letter that may come with a form. */
export type Letter = {
  readonly instance: {
    readonly id: number;
    readonly snapshot: { readonly context: { unit: string; parentUnit: string | null } };
  };
  readonly definition: Definition;
  readonly event: Event;
  readonly actor: Person;
  readonly key: string;
  readonly filled: Filled | undefined;
  /** Whether the instance takes it now, as far as one can see from here. */
  readonly isTaken: () => Promise<boolean>;
};
type Recording = Pick<Letter, 'actor'> & { readonly instance: { readonly id: number } };
type Found = Pick<Enclosed, 'unit' | 'draft'> & {
  readonly answers: Answers;
  /** At which it was filled in: attachments are that unit's. */
  readonly desk: string;
};
/** What the letter says of it (its words, by which the chain knows it), and what is enclosed for the recorder. */
export type Paper = { readonly words: NonNullable<Json>; readonly enclosed: NonNullable<Json> };

/** What comes with an event: found, looked through, and enclosed. */
@Injectable()
export class Papers {
  constructor(
    private readonly drafts: DraftStore,
    private readonly submissions: SubmissionReader,
    private readonly files: FileBindings,
  ) {}

  /** Undefined: it comes with none. */
  async of(letter: Letter): Promise<Paper | Problem | undefined> {
    const use = formOf(letter.definition, letter.event.type);
    if (!use) return letter.filled ? unfit('form', 'nothing') : undefined;
    // Sent once more, it is what it was: the draft has gone by now.
    const before = await this.submissions.ofLetter(letter.instance.id, letter.key);
    if (before) return { words: before.words, enclosed: {} };
    if (!(await letter.isTaken())) return use.isOptional && !letter.filled ? undefined : untaken(use);
    const found = await this.found(letter, use);
    if (found instanceof Problem || found === undefined) return found;
    const against = await this.submissions.against(letter.instance.id, use.form);
    const { problems } = check(use.form, found.answers, { complete: true, against });
    if (problems.length > 0)
      return problem('form-incomplete', { form: use.name, errors: troublesOf(use.form, problems) });
    const answers = settled(use.form, found.answers);
    const amiss = pointsAmiss(letter.definition, letter.event, use, answers);
    if (amiss) return amiss;
    const digest = sha256(canonical(answers));
    const named = attachmentsIn(use.form, answers);
    const { unit, desk, draft } = found;
    const where = { instanceId: letter.instance.id, units: [desk] };
    const files = named.length === 0 ? [] : await this.files.attached(where, [...named]);
    const enclosed: Enclosed = {
      unit,
      ...(draft && { draft }),
      name: use.name,
      presented: use.isPresented,
      answers,
      sha256: digest,
      files: files.map(({ id, sha256: content }) => ({ id, sha256: content })),
    };
    return { words: wordsOf(use.name, digest, enclosed.files), enclosed: enclosed as unknown as NonNullable<Json> };
  }

  /** Documents, such as scans of what came on paper: they go with what is sent, with a form or without, and stay with it. */
  async scans({ instance, actor }: Recording, ids: readonly number[]): Promise<Paper> {
    const units = [...new Set(actor.seats.map(({ unit }) => unit))];
    const files = await this.files.attached({ instanceId: instance.id, units }, [...new Set(ids)]);
    return {
      words: files.map(({ id, name, sha256: content }) => ({ id, name, sha256: content })),
      enclosed: { attached: files.map(({ id, sha256: content }) => ({ id, sha256: content })) },
    };
  }

  /** Where the remarks of a letter lead nowhere in what was handed in last, by the form that is pinned with the instance. */
  async misplaced(
    { instance, definition }: Pick<Letter, 'instance' | 'definition'>,
    remarks: readonly Remark[],
  ): Promise<Problem | undefined> {
    if (remarks.length === 0) return undefined;
    const name = await this.submissions.lastForm(instance.id);
    return misplaced({ name, form: name === undefined ? undefined : own(definition.forms ?? {}, name) }, remarks);
  }

  /** The answers, whose they are, by whom they were typed, and the draft that they are. */
  private async found(letter: Letter, use: FormUse): Promise<Found | Problem | undefined> {
    const { instance, definition, event, actor, filled } = letter;
    const { name } = use;
    const whose = instance.snapshot.context;
    const missing = problem('form-missing', { form: name, formLabel: { ...use.form.label } });
    // What is recorded on behalf is the unit's own, whoever types it; and it is what came, not what the unit has presented.
    const recordedFor = mayRecordOnBehalf(definition, actor, event, whose) ? whose.unit : undefined;
    if (filled) {
      const [desk] = desksOf(definition, name, whose, [actor]);
      if (desk === undefined) return missing;
      const unit = recordedFor ?? desk;
      if ('answers' in filled) return { unit, desk, answers: filled.answers };
      const draft = await this.drafts.find({ instanceId: instance.id, name, unit: desk });
      if (!draft?.answers) return missing;
      if (draft.revision !== filled.revision) return movedOn(draft);
      return { unit, desk, answers: draft.answers, draft: { unit: desk, revision: draft.revision } };
    }
    const last =
      recordedFor === undefined
        ? await this.submissions.find(instance.id, name, { units: [], signs: true })
        : undefined;
    // What was put before whoever signs, as it was put.
    if (last?.presented && !use.isPresented) return { unit: last.unit, desk: last.unit, answers: last.answers };
    return use.isOptional ? undefined : missing;
  }
}

/** The door will refuse it; if it does not, the recorder does. */
const untaken = ({ name }: FormUse): Paper => ({ words: wordsOf(name, null), enclosed: { missing: name } });

/** What a letter says of its form: by this its chain knows the answers and the content of each attachment. */
const wordsOf = (name: string, digest: string | null, files: Enclosed['files'] = []): NonNullable<Json> => ({
  name,
  sha256: digest,
  ...(files.length > 0 && { files: files.map((file) => ({ ...file })) }),
});
