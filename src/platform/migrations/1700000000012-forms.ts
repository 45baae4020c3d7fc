import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people fill in: drafts, who has one open, and what was handed in, version by version (docs/adr/0030). */
export class Forms1700000000012 implements MigrationInterface {
  name = 'Forms1700000000012';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table form_draft (
        instance_id bigint not null,
        -- by which name the definition of the instance has the form
        name text not null,
        -- whose draft it is: nobody else sees it
        unit text not null,
        -- never goes back, also when what was written is handed in or thrown away: whoever has an old one open learns of it
        revision int not null,
        -- null: nothing is written at present
        answers jsonb,
        -- the account that saved it last
        editor text not null,
        saved_at timestamptz not null default now(),
        primary key (instance_id, name, unit)
      );
      create index form_draft_editor on form_draft (editor);
      create table form_presence (
        instance_id bigint not null,
        name text not null,
        unit text not null,
        account_id uuid not null references account on delete cascade,
        -- where in the form
        field text,
        since timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        primary key (instance_id, name, unit, account_id)
      );
      create index form_presence_seen on form_presence (seen_at);
      create index form_presence_account on form_presence (account_id);
      create table form_submission (
        id bigint generated always as identity primary key,
        instance_id bigint not null,
        name text not null,
        version int not null,
        -- the entry of the history that brought it, and the key of its letter
        seq int not null,
        letter text collate "C" not null,
        event text not null,
        -- put before whoever signs, not handed in
        presented boolean not null,
        unit text not null,
        actor text not null,
        on_behalf_of text,
        at bigint not null,
        effective_at bigint,
        answers jsonb not null,
        -- of the answers; null: their words were erased, and with them what they could be guessed by
        sha256 text,
        unique (instance_id, name, version),
        unique (instance_id, letter)
      );
      create index form_submission_actor on form_submission (actor);
      create index form_submission_lender on form_submission (on_behalf_of) where on_behalf_of is not null;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table form_submission; drop table form_presence; drop table form_draft');
  }
}
