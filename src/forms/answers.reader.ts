import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';
import type { AnswersQuery } from './submissions.dto.js';

export type AnswerRowRead = {
  readonly instance: number;
  readonly key: string;
  readonly plan: string;
  readonly restricted: boolean;
  readonly unit: string;
  readonly unitName: { readonly vi: string; readonly en: string } | null;
  readonly order: number;
  readonly stage: string;
  readonly version: number | null;
  readonly at: number | null;
  readonly answers: object | null;
};
/** The tasks of an occurrence that are asked for one form. */
export type AskedOf = {
  readonly parent: string;
  readonly name: string;
  readonly definitions: readonly string[];
  readonly fields: readonly string[];
};

/** Its tasks, as far as they are seen, each with what was handed in last: of it only these fields. */
const tasks = `
  from instance c left join unit u on u.plan = c.plan and u.code = c.unit
    left join lateral (select s.version, coalesce(s.effective_at, s.at) as at, s.answers from form_submission s
      where s.instance_id = c.id and s.name = $2 and not s.presented order by s.version desc limit 1) s on true
  where c.parent = $1 and c.definition = any($3) and ${visible(5, 'c')}`;
const some = `(select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(s.answers) e where e.key = any($4))`;
const place = z.tuple([z.number(), z.string()]);

/** What all units say under one heading, side by side. */
@Injectable()
export class AnswersReader {
  constructor(private readonly database: DataSource) {}

  async page(scope: Scope, of: AskedOf, query: AnswersQuery): Promise<{ items: AnswerRowRead[]; next: string | null }> {
    const [at, last] = placeIn(query, place) ?? [null, null];
    const { order, after } = keyset(['t."order"', 't.key collate "C"'], query.sort, 13);
    const rows: AnswerRowRead[] = await this.database.query(
      `select * from (
         select c.id::float8 as instance, c.key, c.plan, c.restricted, c.unit, u.body->'name' as "unitName", coalesce((u.body->>'order')::float8, 1e9) as "order",
           c.stage, s.version, s.at::float8 as at, case when s.answers is null then null else ${some} end as answers ${tasks}) t
       where $13::float8 is null or ${after} order by ${order} limit $15`,
      [...parametersOf(scope, of), at, last, query.limit + 1],
    );
    return sortedPage(rows, query, (row) => [row.order, row.key]);
  }

  /** Over all of them: how many there are, how many have handed in, and every number added up where it stands. */
  async sums(
    scope: Scope,
    of: AskedOf,
  ): Promise<{ readonly tasks: number; readonly handedIn: number; readonly sums: Readonly<Record<string, number>> }> {
    const [row]: { tasks: number; handedIn: number; sums: Record<string, number> | null }[] = await this.database.query(
      `with said as (select s.answers ${tasks}),
         fields as (select e.key, e.value from said cross join jsonb_each(said.answers) e where e.key = any($4)),
         numbers as (
           select f.key as path, f.value as n from fields f
           union all
           select f.key || '.' || r.key || '.' || n.key, n.value from fields f
             cross join jsonb_each(case when jsonb_typeof(f.value) = 'object' then f.value end) r
             cross join jsonb_each(case when jsonb_typeof(r.value) = 'object' then r.value end) n
           union all
           select f.key || '.' || n.key, n.value from fields f
             cross join jsonb_array_elements(case when jsonb_typeof(f.value) = 'array' then f.value end) r
             cross join jsonb_each(case when jsonb_typeof(r) = 'object' then r end) n)
       select (select count(*)::int from said) as tasks, (select count(answers)::int from said) as "handedIn",
         (select jsonb_object_agg(path, total) from (
           select path, sum((n #>> '{}')::numeric) as total from numbers where jsonb_typeof(n) = 'number' group by path) p) as sums`,
      [...parametersOf(scope, of)],
    );
    return { tasks: row?.tasks ?? 0, handedIn: row?.handedIn ?? 0, sums: row?.sums ?? {} };
  }
}

const parametersOf = (scope: Scope, { parent, name, definitions, fields }: AskedOf): unknown[] => [
  parent,
  name,
  [...definitions],
  [...fields],
  ...visibleTo(scope),
];
