import { Injectable } from '@nestjs/common';
import type { Answers, Form } from '../core/form/form.js';
import { withoutWords } from '../core/form/settle.js';
import { OPERATOR_NAME, type Asks, type TrailKind } from '../people/trail.js';

export type Erased = { readonly letters: number; readonly entries: number };

/** Entries whose subject is an account; of all others it is something else that may be called the same. */
const ofAccounts: readonly TrailKind[] = [
  ...(['sign-in', 'sign-in-failed', 'sign-out', 'password-changed', 'token-made', 'token-revoked'] as const),
  ...(['account-changed', 'post-changed', 'delegation-changed'] as const),
];

/**
 * Takes away what names a person; their chains know it only by salted digests, whose salts go too. Also of whom there is no
 * account any more: an import that was undone has taken the account away, and the trail has kept what the file said.
 */
@Injectable()
export class ErasureStore {
  /** Undefined: there is no account of this name, and nothing that names one. */
  async erase(name: string, db: Asks): Promise<Erased | undefined> {
    // Whoever runs the machine is no person of ours, and this name is nobody's account.
    if (name === OPERATOR_NAME) return undefined;
    const [row]: { n: number }[] = await db.query(
      `with erased as (
         update account set display_name = name, email = null, phone = null, password = null, must_change = false, totp_secret = null,
           totp_since = null, totp_step = null, disabled_at = coalesce(disabled_at, now()), version = version + 1
         where name = $1 returning id
       ), sessions as (delete from session s using erased e where s.account_id = e.id),
       tokens as (update api_token t set revoked_at = coalesce(t.revoked_at, now()), name = t.id::text from erased e where t.account_id = e.id),
       links as (delete from account_link l using erased e where l.account_id = e.id),
       lent as (update delegation d set reason = '–' from erased e where e.id in (d.from_account, d.to_account)),
       failures as (delete from sign_in_failure where name = $1 returning 1),
       imported as (update import_change set before = null, after = null
         where account = $1 and num_nonnulls(before, after) > 0 returning 1),
       -- what nothing names goes with the next sweep; what a submission names stays its unit's, under a name that tells nobody
       waiting as (update file set status = 'going', name = id::text where account = $1 and bound_at is null and name <> id::text returning 1),
       attached as (update file set name = id::text where account = $1 and bound_at is not null and name <> id::text returning 1),
       -- that something was said, and when, stays with the work; what it was does not
       remarks as (update remark set text = null, form = null, path = null where $1 in (author, on_behalf_of) and text is not null returning 1),
       -- until the next version of the plan, whose files are its own
       people as (update person set body = jsonb_set(body, '{name}', to_jsonb(id)) where id = $1 and body->>'name' <> id returning 1),
       found as (select from erased union all select from failures union all select from imported union all select from waiting union all select from attached union all select from remarks union all select from people)
       select count(*)::int as n from found`,
      [name],
    );
    const [, letters]: [unknown, number] = await db.query(
      `update letter_body b set salt = null, body = null, via = null from letter l
       where l.instance_id = b.instance_id and l.key = b.key and b.salt is not null
         and l.content is not null and $1 in (l.actor->>'id', l.actor->>'onBehalfOf')`,
      [name],
    );
    const [, entries]: [unknown, number] = await db.query(
      // That somebody was erased, and by whom, is not about them.
      `update audit_entry set salt = null, body = null
       where salt is not null and not coalesce(kind = 'account-changed' and after ? 'isErased' and subject = $1, false)
         and ($1 in (actor, on_behalf_of) or (subject = $1 and kind = any($2)) or body->>'name' = $1)`,
      [name, ofAccounts],
    );
    const forms = await wordless(name, db);
    return (row?.n ?? 0) + letters + entries + forms > 0 ? { letters, entries } : undefined;
  }
}

type Filled = {
  readonly id: number;
  readonly form: Form;
  readonly answers: Answers;
  readonly name?: string;
  readonly unit?: string;
};
/** JSON of the rows with what is left of their answers. */
const left = (rows: readonly Filled[]): string =>
  JSON.stringify(rows.map(({ form, answers, ...of }) => ({ ...of, answers: withoutWords(form, answers) })));

/** What somebody filled in keeps its figures, which are their unit's; their words go, and what these could be guessed by. */
async function wordless(name: string, db: Asks): Promise<number> {
  const submissions: readonly Filled[] = await db.query(
    `select s.id::float8 as id, s.answers, d.body->'forms'->s.name as form from form_submission s
       join instance i on i.id = s.instance_id join definition d on d.hash = i.definition
     where s.sha256 is not null and $1 in (s.actor, s.on_behalf_of)`,
    [name],
  );
  const drafts: readonly Filled[] = await db.query(
    `select d.instance_id::float8 as id, d.name, d.unit, d.answers, f.body->'forms'->d.name as form from form_draft d
       join instance i on i.id = d.instance_id join definition f on f.hash = i.definition
     where d.editor = $1 and d.answers is not null for update of d`,
    [name],
  );
  await db.query(
    `update form_submission s set answers = r.answers, sha256 = null
     from jsonb_to_recordset($1::jsonb) as r(id bigint, answers jsonb) where s.id = r.id`,
    [left(submissions)],
  );
  await db.query(
    `update form_draft d set answers = r.answers, revision = d.revision + 1
     from jsonb_to_recordset($1::jsonb) as r(id bigint, name text, unit text, answers jsonb)
     where d.instance_id = r.id and d.name = r.name and d.unit = r.unit`,
    [left(drafts)],
  );
  return submissions.length + drafts.length;
}
