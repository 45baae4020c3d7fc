import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Json } from '../core/canonical.js';
import type { Answers, Form } from '../core/form/form.js';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';

export type SubmissionRow = {
  readonly name: string;
  readonly version: number;
  /** How often it had been handed in by then, with this time; null: it was presented. */
  readonly sending: number | null;
  readonly seq: number;
  readonly event: string;
  readonly presented: boolean;
  readonly unit: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly onBehalfOf: string | null;
  readonly holderName: string | null;
  readonly at: number;
  readonly effectiveAt: number | null;
  readonly sha256: string | null;
  /** The verdict of the work when it was handed in: on time, late. */
  readonly tags: readonly string[];
};
export type Submission = SubmissionRow & { readonly answers: Answers };
/** What was put before whoever signs is seen by the unit that put it, and by who may sign it now. */
export type Eyes = { readonly units: readonly string[]; readonly signs: boolean };

/** What is nobody's alone any more. */
export const HANDED_IN: Eyes = { units: [], signs: false };

const columns = `s.name, s.version, case when not s.presented then (select count(*)::int from form_submission o
    where o.instance_id = s.instance_id and o.name = s.name and not o.presented and o.version <= s.version) end as sending, s.seq, s.event, s.presented, s.unit, s.actor, s.on_behalf_of as "onBehalfOf", s.at::float8 as at,
  s.effective_at::float8 as "effectiveAt", s.sha256, h.tags,
  coalesce((select n.body->>'name' from person n where n.plan = i.plan and n.id = s.actor),
    (select a.display_name from account a where a.name = s.actor)) as "actorName",
  coalesce((select n.body->>'name' from person n where n.plan = i.plan and n.id = s.on_behalf_of),
    (select a.display_name from account a where a.name = s.on_behalf_of)) as "holderName"`;
const from = `from form_submission s join instance i on i.id = s.instance_id
  join history h on h.instance_id = s.instance_id and h.seq = s.seq`;
const seen = `(not s.presented or s.unit = any($2) or $3)`;

/** What was handed in, version by version. The caller has seen to it that the instance may be seen. */
@Injectable()
export class SubmissionReader {
  constructor(private readonly database: DataSource) {}

  list(instanceId: number, name: string, { units, signs }: Eyes): Promise<SubmissionRow[]> {
    return this.database.query(
      `select ${columns} ${from} where s.instance_id = $1 and ${seen} and s.name = $4 order by s.version`,
      [instanceId, units, signs, name],
    );
  }

  /** One version, or the last one; the one `before` it. */
  async find(
    instanceId: number,
    name: string,
    eyes: Eyes,
    { version, before }: { readonly version?: number; readonly before?: number } = {},
  ): Promise<Submission | undefined> {
    const [row]: Submission[] = await this.database.query(
      `select ${columns}, s.answers ${from} where s.instance_id = $1 and ${seen} and s.name = $4
         and ($5::int is null or s.version = $5) and ($6::int is null or s.version < $6) order by s.version desc limit 1`,
      [instanceId, eyes.units, eyes.signs, name, version ?? null, before ?? null],
    );
    return row;
  }

  /** What the form says that another is set against, as it was handed in last; undefined: nothing. */
  async against(instanceId: number, { against }: Pick<Form, 'against'>): Promise<Answers | undefined> {
    if (against === undefined) return undefined;
    return (await this.find(instanceId, against, HANDED_IN))?.answers;
  }

  /** What a letter said of its form, when it is sent once more; undefined: it brought none. */
  async ofLetter(instanceId: number, letter: string): Promise<{ readonly words: NonNullable<Json> } | undefined> {
    const [row]: { words: NonNullable<Json> | null }[] = await this.database.query(
      `select b.body->'form' as words from form_submission s
         left join letter_body b on b.instance_id = s.instance_id and b.key = s.letter
       where s.instance_id = $1 and s.letter = $2`,
      [instanceId, letter],
    );
    return row && { words: row.words ?? {} };
  }

  /** Which form was filled in last, handed in or put before somebody; undefined: none. */
  async lastForm(instanceId: number): Promise<string | undefined> {
    const [row]: { name: string }[] = await this.database.query(
      `select name from form_submission where instance_id = $1 order by seq desc limit 1`,
      [instanceId],
    );
    return row?.name;
  }

  /** How many versions of each form there are, for these eyes. */
  counts(instanceId: number, { units, signs }: Eyes): Promise<{ readonly name: string; readonly n: number }[]> {
    return this.database.query(
      `select s.name, count(*)::int as n from form_submission s where s.instance_id = $1 and ${seen} group by s.name`,
      [instanceId, units, signs],
    );
  }

  /** What the same unit handed in for the occurrence before: the same work, an earlier period. */
  async previous(
    scope: Scope,
    { id, plan, obligation, unit, openedBefore }: PreviousOf,
    name: string,
  ): Promise<PreviousRow | undefined> {
    const [row]: PreviousRow[] = await this.database.query(
      `select i.id::float8 as "instanceId", i.plan, i.key, i.restricted, i.period, s.version, s.at::float8 as at, s.answers
       from instance i join form_submission s on s.instance_id = i.id and s.name = $5 and not s.presented
       where i.plan = $2 and i.obligation = $3 and i.unit = $4 and i.id <> $1 and i.opened_at <= $6 and ${visible(7)}
       order by i.opened_at desc, i.id desc, s.version desc limit 1`,
      [id, plan, obligation, unit, name, openedBefore, ...visibleTo(scope)],
    );
    return row;
  }

  /** The remarks of the last return of this form, where nothing was handed in since. */
  async remarks(instanceId: number, name: string): Promise<RemarkRow[]> {
    return this.database.query(
      `select r->>'path' as path, r->>'text' as text, h.event->>'type' as event, h.at::float8 as at
       from (select h.* from history h join letter_body b on b.instance_id = h.instance_id and b.key = h.key
             where h.instance_id = $1 and h.kind = 'letter' and jsonb_typeof(b.body->'remarks') = 'array'
               and h.seq > coalesce((select max(seq) from form_submission s where s.instance_id = $1 and s.name = $2 and not s.presented), -1)
               and coalesce((select s.name from form_submission s where s.instance_id = $1 and s.seq < h.seq order by s.seq desc limit 1), $2) = $2
             order by h.seq desc limit 1) h
         join letter_body b on b.instance_id = h.instance_id and b.key = h.key
         cross join jsonb_array_elements(b.body->'remarks') with ordinality as e(r, n) order by n`,
      [instanceId, name],
    );
  }
}
export type PreviousOf = {
  readonly id: number;
  readonly plan: string;
  readonly obligation: string;
  readonly unit: string;
  readonly openedBefore: number;
};
export type PreviousRow = {
  readonly instanceId: number;
  readonly plan: string;
  readonly key: string;
  readonly restricted: boolean;
  readonly period: string;
  readonly version: number;
  readonly at: number;
  readonly answers: Answers;
};
export type RemarkRow = { readonly path: string; readonly text: string; readonly event: string; readonly at: number };
