import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands that came with a key, for a day: what they were answered (docs/adr/0023). */
export class Idempotency1700000000010 implements MigrationInterface {
  name = 'Idempotency1700000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table idempotency_key (
        -- HMAC of the account, the route and the key
        id text primary key,
        account_id uuid not null references account on delete cascade,
        -- HMAC of what was asked
        request text not null,
        -- whoever is carrying it out
        turn uuid not null default gen_random_uuid(),
        -- what it asks for was done, in the transaction that did it
        acted boolean not null default false,
        -- null: no answer yet
        status int,
        -- sealed under the key itself, of which nothing is kept
        answer text,
        turn_at timestamptz not null default now(),
        created_at timestamptz not null default now()
      );
      create index idempotency_key_created on idempotency_key (created_at);
      create index idempotency_key_account on idempotency_key (account_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table idempotency_key');
  }
}
