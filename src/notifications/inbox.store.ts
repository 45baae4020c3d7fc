import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Message } from '../engine/ports.js';
import { placeIn, sortedPage } from '../platform/list-query.js';
import type { Language } from '../platform/language.js';
import { InboxMessage } from './inbox-message.entity.js';
import type { Rendered } from './render.js';

export type Said = Readonly<Record<Language, Rendered>>;
export type InboxRow = Pick<Message, 'unit' | 'seat' | 'instanceId' | 'seq' | 'at' | 'template' | 'level'> & {
  readonly id: number;
  readonly messageId: string;
  readonly said: Said;
  readonly readAt: Date | null;
};
export type InboxFilter = {
  readonly unit: string;
  readonly seat?: string | undefined;
  readonly unread: boolean;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: 'at' | '-at';
};

const columns = `m.id::float8 as id, m.message_id as "messageId", m.unit, m.seat, m.instance_id::float8 as "instanceId", m.seq, m.at::float8 as at,
  m.template, m.level, m.said, m.read_at as "readAt"`;
const place = z.tuple([z.int(), z.int()]);

/** Whose messages somebody reads: those of whole units (plan/unit), and of their own posts (plan/unit/seat). */
export type Posts = { readonly units: readonly string[]; readonly seats: readonly string[] };
/** What a restricted dossier has told a post is for whoever holds that very post. */
const isTheirs = (units: string, seats: string): string => `exists (select from instance i where i.id = m.instance_id
  and case when i.restricted then i.plan || '/' || m.unit || '/' || m.seat = any(${seats}) else i.plan || '/' || m.unit = any(${units}) end)`;

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

  async page({ units, seats }: Posts, filter: InboxFilter): Promise<{ items: InboxRow[]; next: string | null }> {
    const { unit, seat, unread, limit, sort } = filter;
    const after = placeIn(filter, place);
    const [direction, beyond] = sort === 'at' ? (['ASC', '>'] as const) : (['DESC', '<'] as const);
    const query = this.database
      .getRepository(InboxMessage)
      .createQueryBuilder('m')
      .where('m.unit = :unit', { unit })
      .andWhere(isTheirs(':units', ':seats'), { units, seats })
      .orderBy('m.at', direction)
      .addOrderBy('m.id', direction)
      .limit(limit + 1);
    if (seat !== undefined) query.andWhere('m.seat = :seat', { seat });
    if (unread) query.andWhere('m.readAt is null');
    if (after) query.andWhere(`(m.at, m.id) ${beyond} (:at, :id)`, { at: after[0], id: after[1] });
    const rows = (await query.getMany()).map(({ storedAt: _, ...row }) => ({ ...row, id: Number(row.id) }));
    return sortedPage(rows, filter, (last) => [last.at, last.id]);
  }

  /** Undefined: there is no such message, or not for these units. */
  async find({ units, seats }: Posts, id: number): Promise<InboxRow | undefined> {
    const rows: InboxRow[] = await this.database.query(
      `select ${columns} from inbox_message m where m.id = $1 and ${isTheirs('$2', '$3')}`,
      [id, units, seats],
    );
    return rows[0];
  }

  /** The first reading counts. Undefined: there is no such message, or not for these units. */
  async read({ units, seats }: Posts, id: number): Promise<InboxRow | undefined> {
    const [rows]: [InboxRow[], number] = await this.database.query(
      `update inbox_message m set read_at = coalesce(read_at, now()) where m.id = $1
         and ${isTheirs('$2', '$3')} returning ${columns}`,
      [id, units, seats],
    );
    return rows[0];
  }
}
