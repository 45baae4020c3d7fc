import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type ReceiptFacts = {
  readonly unitName: { readonly vi: string; readonly en: string } | null;
  readonly due: number | null;
  readonly hash: string;
};

/** What a receipt says beside what was handed in. */
@Injectable()
export class ReceiptReader {
  constructor(private readonly database: DataSource) {}

  async find(instanceId: number, seq: number): Promise<ReceiptFacts | undefined> {
    const [row]: ReceiptFacts[] = await this.database.query(
      `select u.body->'name' as "unitName", h.due::float8 as due, h.hash
       from history h join instance i on i.id = h.instance_id left join unit u on u.plan = i.plan and u.code = h.unit
       where h.instance_id = $1 and h.seq = $2`,
      [instanceId, seq],
    );
    return row;
  }
}
