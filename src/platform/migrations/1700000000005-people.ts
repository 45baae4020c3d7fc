import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, how they sign in and what they may do; and on each instance the units that see it besides its own. */
export class People1700000000005 implements MigrationInterface {
  name = 'People1700000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table instance add parent_unit text generated always as (snapshot->'context'->>'parentUnit') stored;
      alter table instance add owner text;
      update instance i set owner = d.body->>'owner' from definition d where d.hash = i.definition;
      -- personal dossiers and unpublished scores
      alter table instance add restricted boolean not null default false;
      create index instance_restricted on instance (plan, status, due) where restricted;
      create index instance_parent_unit on instance (parent_unit, status, due) where parent_unit is not null;
      create index instance_owner on instance (owner, status, due) where owner is not null;
      create table account (
        id uuid primary key default gen_random_uuid(),
        -- the user name; where a plan names a person of this id, the account is that person's
        name text collate "C" not null unique,
        display_name text not null,
        email text,
        -- Argon2id with its parameters; null: signs in elsewhere only
        password text,
        must_change boolean not null default false,
        totp_secret text,
        -- null: being set up
        totp_since timestamptz,
        -- a code is good once
        totp_step bigint,
        disabled_at timestamptz,
        version int not null default 1,
        created_at timestamptz not null default now()
      );
      create unique index account_email on account (lower(email)) where email is not null;
      create table session (
        -- SHA-256 of what the browser holds
        id text primary key,
        account_id uuid not null references account on delete cascade,
        address text not null,
        agent text not null,
        created_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index session_account on session (account_id);
      create table api_token (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references account on delete cascade,
        name text not null,
        -- SHA-256 of what its holder has
        hash text not null unique,
        scopes text[] not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        revoked_at timestamptz,
        unique (account_id, name)
      );
      create table holding (
        id bigint generated always as identity primary key,
        account_id uuid not null references account on delete cascade,
        -- '*': every plan, every unit
        plan text not null,
        unit text not null,
        seat text not null,
        groups text[] not null default '{}',
        from_day text,
        to_day text,
        source text not null check (source in ('admin', 'import', 'oidc')),
        created_at timestamptz not null default now()
      );
      create index holding_account on holding (account_id);
      create table delegation (
        id bigint generated always as identity primary key,
        from_account uuid not null references account on delete cascade,
        to_account uuid not null references account on delete cascade,
        plan text not null,
        unit text not null,
        seat text not null,
        from_day text not null,
        to_day text not null,
        reason text not null,
        created_at timestamptz not null default now(),
        revoked_at timestamptz,
        check (from_account <> to_account and from_day <= to_day)
      );
      create index delegation_to on delegation (to_account);
      create index delegation_from on delegation (from_account);
      create table sign_in_failure (
        -- whoever was tried, from where: what others try elsewhere holds nobody up
        name text collate "C" not null,
        network text not null,
        failures int not null,
        last_at timestamptz not null,
        primary key (name, network)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table sign_in_failure, delegation, holding, api_token, session, account;
      alter table instance drop parent_unit, drop owner, drop restricted;
    `);
  }
}
