import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type Played = {
  readonly opened: number;
  readonly timers: number;
  readonly letters: number;
  readonly acts: number;
  readonly messages: number;
};

/** What happened in a stretch of time. */
@Injectable()
export class PlayedReader {
  constructor(private readonly database: DataSource) {}

  /** After the one moment, up to the other. */
  async between(from: number, to: number): Promise<Played> {
    const rows: Played[] = await this.database.query(
      `select count(*) filter (where kind = 'opened')::int as opened, count(*) filter (where kind = 'timer')::int as timers,
         count(*) filter (where kind = 'letter' and actor->>'kind' <> 'person')::int as letters,
         count(*) filter (where kind = 'letter' and actor->>'kind' = 'person')::int as acts,
         (select count(*)::int from outbox where at > $1 and at <= $2) as messages
       from history where at > $1 and at <= $2`,
      [from, to],
    );
    return rows[0] ?? { opened: 0, timers: 0, letters: 0, acts: 0, messages: 0 };
  }
}
