import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visible, visibleTo } from '../people/visible.js';
import type { Asked } from './survey.rules.js';
import { workAt } from './work-at.rules.js';

type Text = { readonly vi: string; readonly en: string };
export type BarRow = {
  readonly id: number;
  readonly key: string;
  readonly plan: string;
  readonly obligation: string;
  readonly period: string;
  readonly definition: string;
  readonly unit: string;
  readonly unitName: Text | null;
  readonly unitShort: string | null;
  readonly tags: readonly string[];
  readonly stage: string;
  readonly done: boolean;
  readonly opened: number;
  readonly due: number | null;
  readonly submitted: number | null;
  readonly closed: number | null;
  readonly restricted: boolean;
};
export type NextRow = Pick<BarRow, 'plan' | 'obligation' | 'definition'> & { readonly at: number };

/** When a tag was first there. */
const first = (tag: string): string => `(select coalesce(h.effective_at, h.at) from history h
  where h.instance_id = w.id and '${tag}' = any(h.tags) and ($1::bigint is null or h.at <= $1) order by h.seq limit 1)::float8`;

/** The year of a plan: what opened, ran or ended in it. */
@Injectable()
export class YearReader {
  constructor(private readonly database: DataSource) {}

  bars({ scope, at, plan, obligation }: Asked, from: number, to: number): Promise<readonly BarRow[]> {
    return this.database.query(
      `select w.id::float8 as id, w.key, w.plan, w.obligation, w.period, w.definition, w.unit, u.body->'name' as "unitName",
         u.body->>'short' as "unitShort", w.tags, w.stage, w.done, w.restricted, w.opened_at::float8 as opened, w.due::float8 as due,
         ${first('handed-in')} as submitted, ${first('closed')} as closed
       from (${workAt(at !== null, { at: 1, scope: 6 })}) w left join unit u on u.plan = w.plan and u.code = w.unit
       where w.kind = 'occurrence' and ($2::text is null or w.plan = $2) and ($3::text is null or w.obligation = $3)
         and w.opened_at <= $5 and (not w.done or w.at >= $4)
       order by w.plan, w.opened_at, w.key`,
      [at, plan ?? null, obligation ?? null, from, to, ...visibleTo(scope)],
    );
  }

  /** What is still to open, by the schedules that run. */
  next({ scope, plan, obligation }: Asked, from: number, to: number): Promise<readonly NextRow[]> {
    return this.database.query(
      `select * from (
         select i.plan, i.obligation, i.definition, (i.snapshot->'context'->'due'->'w-next')::float8 as at from instance i
         where i.kind = 'series' and i.status = 'running' and ${visible(5)} and ($1::text is null or i.plan = $1)
           and ($2::text is null or i.obligation = $2)
       ) s where at >= $3 and at <= $4 order by plan, at, obligation`,
      [plan ?? null, obligation ?? null, from, to, ...visibleTo(scope)],
    );
  }
}
