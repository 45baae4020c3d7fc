import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Form } from '../core/form/form.js';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';
import type { Label } from '../platform/words.js';
import type { Parties } from './parties.rules.js';

/** An instance as its conversation sees it. */
export type Place = Parties & {
  readonly id: number;
  readonly key: string;
  readonly seq: number;
  readonly restricted: boolean;
  readonly unitName: Label | null;
  readonly officeName: Label | null;
};

@Injectable()
export class TalkPlaceReader {
  constructor(private readonly database: DataSource) {}

  /** Undefined: it is not there, or not for these eyes. The office is the one that messages name as well. */
  async find(scope: Scope, id: number): Promise<Place | undefined> {
    const [place]: Place[] = await this.database.query(
      `with w as materialized (
         select i.id::float8 as id, i.key, i.plan, i.unit, i.seq, i.restricted,
           coalesce(i.owner, (select d.body->'actors'->>'secretariat' from definition d where d.hash = i.definition)) as office
         from instance i where i.id = $1 and ${visible(2)}
       )
       select w.*, u.body->'name' as "unitName", o.body->'name' as "officeName"
       from w left join unit u on u.plan = w.plan and u.code = w.unit left join unit o on o.plan = w.plan and o.code = w.office`,
      [id, ...visibleTo(scope)],
    );
    return place;
  }

  /** The forms that its events come with, by name. */
  async forms(id: number): Promise<Readonly<Record<string, Form>>> {
    const [row]: { forms: Readonly<Record<string, Form>> | null }[] = await this.database.query(
      `select d.body->'forms' as forms from instance i join definition d on d.hash = i.definition where i.id = $1`,
      [id],
    );
    return row?.forms ?? {};
  }
}
