import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type ReminderRow = {
  readonly id: number;
  readonly at: number;
  readonly template: string;
  readonly level: number;
  readonly seat: string;
};

/** What was last said of some instances, up to a moment. */
@Injectable()
export class ReminderReader {
  constructor(private readonly database: DataSource) {}

  async last(ids: readonly number[], moment: number): Promise<ReadonlyMap<number, ReminderRow>> {
    const rows: ReminderRow[] = await this.database.query(
      `select distinct on (o.instance_id) o.instance_id::float8 as id, o.at::float8 as at, o.template, o.level, o.seat
       from outbox o where o.instance_id = any($1::bigint[]) and o.at <= $2 order by o.instance_id, o.at desc, o.id desc`,
      [ids, moment],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
