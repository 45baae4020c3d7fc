import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in elsewhere: whose account it is, what is under way, and what a session owes. */
export class Oidc1700000000008 implements MigrationInterface {
  name = 'Oidc1700000000008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table account_link (
        id uuid primary key default gen_random_uuid(),
        -- who says so, and whom they mean: never reused for somebody else, whatever they are called
        issuer text collate "C" not null,
        subject text collate "C" not null,
        account_id uuid not null references account on delete cascade,
        linked_at timestamptz not null default now(),
        used_at timestamptz,
        unique (issuer, subject)
      );
      create index account_link_account on account_link (account_id);
      create table oidc_sign_in (
        -- SHA-256 of the state that goes to the provider and comes back
        id text primary key,
        -- SHA-256 of what the browser holds meanwhile
        browser text not null,
        nonce text not null,
        verifier text not null,
        return_to text not null,
        -- the session that the browser had when it left: on its way back it sends no cookie but ours of Lax
        replaces text,
        expires_at timestamptz not null
      );
      create index oidc_sign_in_expires on oidc_sign_in (expires_at);
      alter table session add way text not null default 'password' check (way in ('password', 'oidc'));
      -- when somebody proved who they are, where that was before the session began: at the provider
      alter table session add proved_at timestamptz;
      -- asked here as the account has it; given at the provider; or a code is still due
      alter table session add second_factor text not null default 'here' check (second_factor in ('here', 'provider', 'due'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table session drop second_factor, drop proved_at, drop way;
      drop table oidc_sign_in, account_link;
    `);
  }
}
