import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DraftOf } from './draft.store.js';

/** Whoever has not been heard of for so many seconds has left. By the real clock: a browser beats in real time. */
export const PRESENT_SECONDS = 45;

export type Present = {
  readonly name: string;
  readonly displayName: string;
  readonly field: string | null;
  readonly since: Date;
};

/** Who has a form open now. */
@Injectable()
export class PresenceStore {
  constructor(private readonly database: DataSource) {}

  /** Somebody is here; whoever has been silent too long is forgotten on the way. */
  async beat({ instanceId, name, unit }: DraftOf, account: string, field: string | null): Promise<void> {
    await this.database.query(
      `with gone as (delete from form_presence where instance_id = $1 and name = $2 and unit = $3 and account_id <> $4
         and seen_at < now() - make_interval(secs => $6))
       insert into form_presence as p (instance_id, name, unit, account_id, field) values ($1, $2, $3, $4, $5)
       on conflict (instance_id, name, unit, account_id) do update set field = excluded.field, seen_at = now(),
         since = case when p.seen_at < now() - make_interval(secs => $6) then now() else p.since end`,
      [instanceId, name, unit, account, field, PRESENT_SECONDS],
    );
  }

  async leave({ instanceId, name, unit }: DraftOf, account: string): Promise<void> {
    await this.database.query(
      `delete from form_presence where instance_id = $1 and name = $2 and unit = $3 and account_id = $4`,
      [instanceId, name, unit, account],
    );
  }

  /** The others. */
  async others({ instanceId, name, unit }: DraftOf, account: string): Promise<Present[]> {
    return this.database.query(
      `select a.name, a.display_name as "displayName", p.field, p.since from form_presence p join account a on a.id = p.account_id
       where p.instance_id = $1 and p.name = $2 and p.unit = $3 and p.account_id <> $4
         and p.seen_at >= now() - make_interval(secs => $5) order by p.since, a.name`,
      [instanceId, name, unit, account, PRESENT_SECONDS],
    );
  }
}
