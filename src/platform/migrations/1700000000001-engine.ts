import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The engine's tables. Instants are epoch milliseconds (bigint), as in the core: what is compared is what is stored.
 * Keys are ordered by their code units, as in the core, whatever language the database speaks.
 * The hot tables carry no foreign keys: a key check locks the parent's row, and a child never locks its parent.
 * `dung-han verify` checks what the keys would.
 */
export class Engine1700000000001 implements MigrationInterface {
  name = 'Engine1700000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table definition (
        hash text primary key,
        -- json, not jsonb: a statechart's order of states is part of what it means
        body json not null,
        stored_at timestamptz not null default now()
      );
      create table calendar (
        id text primary key,
        body jsonb not null,
        stored_at timestamptz not null default now()
      );
      create table instance (
        id bigint generated always as identity primary key,
        key text collate "C" not null unique,
        definition text not null,
        calendar text not null,
        plan text not null,
        obligation text not null,
        period text not null,
        kind text not null,
        unit text not null,
        parent text collate "C",
        group_name text,
        reopens text collate "C",
        status text not null check (status in ('running', 'done', 'quarantined')),
        snapshot jsonb not null,
        tags text[] not null,
        stage text not null,
        due bigint,
        seq int not null,
        person_seq int not null,
        at bigint not null,
        hop int not null,
        head text not null,
        opened_at bigint not null,
        trouble text
      ) with (fillfactor = 80);
      create index instance_parent on instance (parent, group_name, status) where parent is not null;
      create index instance_place on instance (plan, obligation, period, unit);
      create index instance_unit on instance (unit, status, due);
      create index instance_quarantined on instance (id) where status = 'quarantined';
      create table timer (
        instance_id bigint not null,
        key text collate "C" not null,
        at bigint not null,
        hop int not null,
        primary key (instance_id, key)
      );
      create index timer_due on timer (at, hop, instance_id);
      create table letter (
        instance_id bigint not null,
        key text collate "C" not null,
        at bigint not null,
        hop int not null,
        effective_at bigint,
        sender text collate "C" not null,
        sender_seq int not null,
        actor jsonb not null,
        event jsonb not null,
        body_digest text,
        expected_seq int,
        content text,
        outcome text check (outcome in ('moved', 'refused', 'forbidden')),
        answer jsonb,
        stored_at timestamptz not null default now(),
        primary key (instance_id, key)
      );
      create index letter_undelivered on letter (at, hop, instance_id) where outcome is null;
      create index letter_waiting on letter (instance_id, at, hop) where outcome is null;
      create table letter_body (
        instance_id bigint not null,
        key text collate "C" not null,
        -- erased together: with the salt, short words could be guessed from the digest that stays in the chain
        salt text,
        body jsonb,
        primary key (instance_id, key),
        check ((salt is null) = (body is null))
      );
      create table history (
        instance_id bigint not null,
        seq int not null,
        kind text not null check (kind in ('opened', 'letter', 'timer')),
        key text collate "C" not null,
        at bigint not null,
        effective_at bigint,
        actor jsonb not null,
        event jsonb not null,
        body_digest text,
        tags text[] not null,
        due bigint,
        unit text not null,
        stage text not null,
        hash text not null,
        xid xid8 not null default pg_current_xact_id(),
        written_at timestamptz not null default now(),
        primary key (instance_id, seq)
      );
      create index history_at on history (at);
      create table errand (
        id bigint generated always as identity primary key,
        instance text collate "C" not null,
        seq int not null,
        index int not null,
        at bigint not null,
        hop int not null,
        task jsonb not null,
        opened int not null default 0,
        page_after int not null default 0,
        -- the units of an opening in more than one page, read once: who comes or goes meanwhile moves nobody's place
        roster text[],
        done boolean not null default false,
        trouble text,
        unique (instance, seq, index)
      );
      create index errand_due on errand (at, hop, instance, seq, index) where not done;
      create table listens (
        source text collate "C" not null,
        listener text collate "C" not null,
        name text collate "C" not null,
        primary key (source, listener, name)
      );
      create table outbox (
        id bigint generated always as identity primary key,
        message_id text not null unique,
        instance_id bigint not null,
        seq int not null,
        at bigint not null,
        unit text not null,
        seat text not null,
        template text not null,
        level int not null,
        -- the channels that have taken it: none is asked twice because another refused
        taken text[] not null default '{}',
        attempts int not null default 0,
        next_try timestamptz,
        delivered_at timestamptz,
        dead_at timestamptz,
        error text
      );
      create index outbox_pending on outbox (next_try nulls first, id) where delivered_at is null and dead_at is null;
      create index outbox_instance on outbox (instance_id, seq);
      create table database_mode (
        one boolean primary key default true check (one),
        mode text not null check (mode in ('sandbox', 'production')),
        now bigint
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table database_mode, outbox, listens, errand, history, letter_body, letter, timer, instance, calendar, definition;`,
    );
  }
}
