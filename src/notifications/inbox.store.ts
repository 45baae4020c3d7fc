import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Message } from '../engine/ports.js';
import { isShown, type Shown } from '../people/looks.js';
import type { Asks } from '../people/trail.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import type { Language } from '../platform/language.js';
import type { Rendered } from './render.js';

export type Said = Readonly<Record<Language, Rendered>>;
export type InboxRow = Pick<Message, 'unit' | 'seat' | 'instanceId' | 'seq' | 'at' | 'template' | 'level'> & {
  readonly id: number;
  readonly messageId: string;
  readonly said: Said;
  readonly readAt: Date | null;
  /** Whose words it tells of, by user name and as people read it. */
  readonly author: string | null;
  readonly authorName: string | null;
} & Shown;
/** A message that is read now, and was not before. */
export type ReadMessage = { readonly id: number; readonly seat: string; readonly readAt: Date };
type Telling = Message & { readonly said: Said; readonly author: string };
export type InboxFilter = {
  readonly unit: string;
  readonly seat?: string | undefined;
  readonly unread: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: 'at' | '-at';
};

const columns = `m.id::float8 as id, m.message_id as "messageId", m.unit, m.seat, m.instance_id::float8 as "instanceId", m.seq, m.at::float8 as at,
  m.template, m.level, m.said, m.read_at as "readAt", m.author,
  (select a.display_name from account a where a.name = m.author) as "authorName", i.plan, i.key, i.restricted`;
const FROM = `from inbox_message m join instance i on i.id = m.instance_id`;
const place = z.tuple([z.int(), z.int()]);

/** Whose messages somebody reads: those of whole units (plan/unit), and of their own posts (plan/unit/seat). */
export type Posts = { readonly units: readonly string[]; readonly seats: readonly string[] };
/** What a restricted dossier has told a post is for whoever holds that very post. */
const isTheirs = (units: string, seats: string): string =>
  `case when i.restricted then i.plan || '/' || m.unit || '/' || m.seat = any(${seats}) else i.plan || '/' || m.unit = any(${units}) end`;

/** What units were told. */
@Injectable()
export class InboxStore {
  constructor(private readonly database: DataSource) {}

  /** A repeat of a message changes nothing: its id is there. */
  async add(messages: readonly (Message & { readonly said: Said })[]): Promise<void> {
    await this.database.query(
      `insert into inbox_message (message_id, unit, seat, instance_id, seq, at, template, level, said)
       select r.id, r.unit, r.seat, r."instanceId", r.seq, r.at, r.template, r.level, r.said
       from jsonb_to_recordset($1::jsonb) as r(id text, unit text, seat text, "instanceId" bigint, seq int, at bigint, template text, level int, said json)
       on conflict (message_id) do nothing`,
      [JSON.stringify(messages)],
    );
  }

  /** Where its post has an unread message of this kind about the instance, that one is enough. */
  async addOnce(
    { id, unit, seat, instanceId, seq, at, template, level, said, author }: Telling,
    db: Asks,
  ): Promise<void> {
    await db.query(
      `insert into inbox_message (message_id, unit, seat, instance_id, seq, at, template, level, said, author)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10) on conflict do nothing`,
      [id, unit, seat, instanceId, seq, at, template, level, JSON.stringify(said), author],
    );
  }

  /** All that a unit was told of an instance by one template is read. */
  async readAll(
    { instanceId, unit, template }: Pick<Message, 'instanceId' | 'unit' | 'template'>,
    db: Asks,
  ): Promise<readonly ReadMessage[]> {
    const [rows]: [ReadMessage[], number] = await db.query(
      `update inbox_message set read_at = now() where instance_id = $1 and unit = $2 and template = $3 and read_at is null
       returning id::float8 as id, seat, read_at as "readAt"`,
      [instanceId, unit, template],
    );
    return rows;
  }

  async dropUnread(id: string, db: Asks): Promise<void> {
    await db.query(`delete from inbox_message where message_id = $1 and read_at is null`, [id]);
  }

  async page({ units, seats }: Posts, filter: InboxFilter): Promise<{ items: InboxRow[]; next: string | null }> {
    const { unit, seat, unread, limit, sort } = filter;
    const [at, id] = placeIn(filter, place) ?? [null, null];
    const { order, after } = keyset(['m.at', 'm.id'], sort, 6);
    const rows: InboxRow[] = await this.database.query(
      `select ${columns} ${FROM}
       where m.unit = $1 and ${isTheirs('$2', '$3')} and ($4::text is null or m.seat = $4) ${unread ? 'and m.read_at is null' : ''}
         and ($6::bigint is null or ${after})
       order by ${order} limit $5`,
      [unit, units, seats, seat ?? null, limit + 1, at, id],
    );
    const page = sortedPage(rows, filter, (last) => [last.at, last.id]);
    isShown(page.items);
    return page;
  }

  /** Undefined: there is no such message, or not for these units. */
  async find({ units, seats }: Posts, id: number): Promise<InboxRow | undefined> {
    const rows: InboxRow[] = await this.database.query(
      `select ${columns} ${FROM} where m.id = $1 and ${isTheirs('$2', '$3')}`,
      [id, units, seats],
    );
    return rows[0];
  }

  /** The first reading counts. `isFirst`: this was it. Undefined: there is no such message, or not for these units. */
  async read(
    { units, seats }: Posts,
    id: number,
    db: Asks,
  ): Promise<(InboxRow & { readonly isFirst: boolean }) | undefined> {
    const [rows]: [(InboxRow & { isFirst: boolean })[], number] = await db.query(
      `update inbox_message m set read_at = coalesce(m.read_at, now())
       from instance i, (select read_at from inbox_message where id = $1 for update) before
       where i.id = m.instance_id and m.id = $1 and ${isTheirs('$2', '$3')}
       returning ${columns}, before.read_at is null as "isFirst"`,
      [id, units, seats],
    );
    return rows[0];
  }
}
