import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Claim } from './key-under-way.js';

/** A day: whoever has had no answer for longer looks at what has become of it. */
const KEPT = '24 hours';
/** After this whoever carries it out is taken for dead: another may, and only one of them can. */
const PATIENCE = '1 minute';

export type KeptAnswer = { readonly status: number; readonly sealed: string };
/** What is found under a key. */
export type Found =
  | { readonly is: 'new'; readonly claim: Claim }
  | { readonly is: 'another-request' | 'under-way' | 'lost' }
  | { readonly is: 'answered'; readonly answer: KeptAnswer };

type Row = {
  readonly request: string;
  readonly acted: boolean;
  readonly isFresh: boolean;
  readonly status: number | null;
  readonly sealed: string | null;
};

/** Keys of commands, and what those were answered. */
@Injectable()
export class IdempotencyStore {
  constructor(private readonly database: DataSource) {}

  async claim(account: string, id: string, request: string): Promise<Found> {
    const [mine]: { turn: string }[] = await this.database.query(
      `with claimed as (
         insert into idempotency_key as k (id, account_id, request) values ($1, $2, $3)
         on conflict (id) do update set request = excluded.request, turn = excluded.turn, acted = false, status = null,
           answer = null, turn_at = now(), created_at = now()
           where k.created_at < now() - interval '${KEPT}'
             or (not k.acted and k.status is null and k.turn_at < now() - interval '${PATIENCE}')
         returning turn
       ) select turn from claimed`,
      [id, account, request],
    );
    if (mine) return { is: 'new', claim: { id, turn: mine.turn } };
    const [row]: Row[] = await this.database.query(
      `select request, acted, status, answer as sealed, turn_at > now() - interval '${PATIENCE}' as "isFresh"
       from idempotency_key where id = $1`,
      [id],
    );
    // Gone between the two: it was refused, and whoever comes again finds it free.
    if (!row) return { is: 'under-way' };
    if (row.request !== request) return { is: 'another-request' };
    if (row.status !== null && row.sealed !== null)
      return { is: 'answered', answer: { status: row.status, sealed: row.sealed } };
    return { is: row.acted && !row.isFresh ? 'lost' : 'under-way' };
  }

  async answered({ id, turn }: Claim, { status, sealed }: KeptAnswer): Promise<void> {
    await this.database.query(
      `update idempotency_key set acted = true, status = $3, answer = $4 where id = $1 and turn = $2`,
      [id, turn, status, sealed],
    );
  }

  /** What was refused has done nothing: its key is free again. Where something was done all the same, it is not. */
  async refused({ id, turn }: Claim): Promise<void> {
    await this.database.query(`delete from idempotency_key where id = $1 and turn = $2 and not acted`, [id, turn]);
  }

  async forget(): Promise<void> {
    await this.database.query(`delete from idempotency_key where created_at < now() - interval '${KEPT}'`);
  }
}
