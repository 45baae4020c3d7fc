import { Injectable } from '@nestjs/common';
import { canonical, sha256, type Json } from '../core/canonical.js';
import { formOf, type Definition, type FormUse } from '../core/definition/definition.js';
import { check } from '../core/form/check.js';
import { leadsSomewhere } from '../core/form/differences.js';
import type { Answers } from '../core/form/form.js';
import { attachmentsIn, settled } from '../core/form/settle.js';
import { Problem, problem, unfit } from '../core/problem.js';
import { FileBindings } from '../files/file-binding.store.js';
import type { Person } from '../people/principal.js';
import { desksOf } from './desks.rules.js';
import { DraftStore } from './draft.store.js';
import { movedOn, troublesOf } from './form-problems.js';
import type { Enclosed } from './submission.recorder.js';
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
  readonly event: string;
  readonly actor: Person;
  readonly key: string;
  readonly filled: Filled | undefined;
  /** Whether the instance takes it now, as far as one can see from here. */
  readonly isTaken: () => Promise<boolean>;
};
type Recording = Pick<Letter, 'definition' | 'event' | 'actor'> & { readonly instance: { readonly id: number } };
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
    const use = formOf(letter.definition, letter.event);
    if (!use) return letter.filled ? unfit('form', 'nothing') : undefined;
    // Sent once more, it is what it was: the draft has gone by now.
    const before = await this.submissions.ofLetter(letter.instance.id, letter.key);
    if (before) return { words: before.words, enclosed: {} };
    if (!(await letter.isTaken())) return use.isOptional && !letter.filled ? undefined : untaken(use);
    const found = await this.found(letter, use);
    if (found instanceof Problem || found === undefined) return found;
    const { problems } = check(use.form, found.answers, { complete: true });
    if (problems.length > 0)
      return problem('form-incomplete', { form: use.name, errors: troublesOf(use.form, problems) });
    const answers = settled(use.form, found.answers);
    const digest = sha256(canonical(answers));
    const named = attachmentsIn(use.form, answers);
    const where = { instanceId: letter.instance.id, units: [found.unit] };
    const files = named.length === 0 ? [] : await this.files.attached(where, [...named]);
    const enclosed: Enclosed = {
      ...found,
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

  /** The answers, whose they are, and the draft that they are. */
  private async found(
    { instance, definition, actor, filled }: Letter,
    use: FormUse,
  ): Promise<(Pick<Enclosed, 'unit' | 'revision'> & { readonly answers: Answers }) | Problem | undefined> {
    const { name } = use;
    const missing = problem('form-missing', { form: name, formLabel: { ...use.form.label } });
    const [unit] = desksOf(definition, name, instance.snapshot.context, [actor]);
    if (filled && unit === undefined) return missing;
    if (filled && unit !== undefined) {
      if ('answers' in filled) return { unit, answers: filled.answers };
      const draft = await this.drafts.find({ instanceId: instance.id, name, unit });
      if (!draft?.answers) return missing;
      if (draft.revision !== filled.revision) return movedOn(draft);
      return { unit, answers: draft.answers, revision: draft.revision };
    }
    // What was put before whoever signs, as it was put.
    const last = await this.submissions.find(instance.id, name, { units: [], signs: true });
    if (last?.presented && !use.isPresented) return { unit: last.unit, answers: last.answers };
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

/** Remarks to what was handed in lead to places of its form. */
export function refusedRemark({ forms = {} }: Definition, body: unknown): Problem | undefined {
  const remarks = typeof body === 'object' && body !== null ? (body as { remarks?: unknown }).remarks : undefined;
  if (remarks === undefined) return undefined;
  if (!Array.isArray(remarks) || remarks.length > 200) return unfit('body.remarks', 'list');
  for (const [n, remark] of remarks.entries() as Iterable<[number, { path?: unknown; text?: unknown } | null]>) {
    const { path, text } = remark ?? {};
    const leads = typeof path === 'string' && Object.values(forms).some((form) => leadsSomewhere(form, path));
    if (!leads) return unfit(`body.remarks.${n}.path`, 'form-path');
    if (typeof text !== 'string' || text.trim() === '' || text.length > 2000)
      return unfit(`body.remarks.${n}.text`, 'short-text', { most: 2000 });
  }
  return undefined;
}
