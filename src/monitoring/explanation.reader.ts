import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';
import { keyset } from '../platform/list-query.js';
import type { ExplanationState } from './explanations.dto.js';

type Text = { readonly vi: string; readonly en: string };
/** One of the two letters: when, by whom, in what words. */
export type SaidRow = {
  readonly at: number;
  readonly id: string;
  readonly name: string | null;
  readonly onBehalfOf: string | null;
  readonly holder: string | null;
  readonly words: string | null;
};
export type ExplanationRow = {
  readonly id: number;
  readonly key: string;
  readonly seq: number;
  /** When it was recorded: by this they are in order. */
  readonly at: number;
  readonly plan: string;
  readonly obligation: string;
  readonly period: string;
  readonly definition: string;
  readonly restricted: boolean;
  readonly unit: string;
  readonly unitName: Text | null;
  readonly unitShort: string | null;
  readonly state: ExplanationState;
  readonly asked: SaidRow;
  readonly answer: SaidRow | null;
};
/** Where a request stands in the list. */
export type Place = readonly [at: number, id: number, seq: number];
type Asked = {
  readonly scope: Scope;
  readonly plan: string | undefined;
  readonly unit: string | undefined;
  readonly isPending: boolean | undefined;
  readonly limit: number;
  readonly sort: string;
  readonly place: Place | undefined;
};

/** How people read somebody: as the plan has it, else as the account has it. */
const nameOf = (h: string, field: 'id' | 'onBehalfOf'): string => `coalesce(
  (select n.body->>'name' from person n where n.plan = f.plan and n.id = ${h}.actor->>'${field}'),
  (select a.display_name from account a where a.name = ${h}.actor->>'${field}'))`;
const said = (
  h: string,
): string => `jsonb_build_object('at', coalesce(${h}.effective_at, ${h}.at), 'id', ${h}.actor->>'id',
  'name', ${nameOf(h, 'id')}, 'onBehalfOf', ${h}.actor->>'onBehalfOf', 'holder', ${nameOf(h, 'onBehalfOf')},
  'words', (select case jsonb_typeof(b.body) when 'string' then b.body #>> '{}' else b.body->>'reason' end
    from letter_body b where b.instance_id = ${h}.instance_id and b.key = ${h}.key))`;

/** Who was asked to explain themselves, and what they said: as the history has it. */
@Injectable()
export class ExplanationReader {
  constructor(private readonly database: DataSource) {}

  /** One row for each request. An answer is to all that was asked before it. */
  list({ scope, plan, unit, isPending, limit, sort, place }: Asked): Promise<readonly ExplanationRow[]> {
    const { order, after } = keyset(['f.at', 'f.id', 'f.seq'], sort, 13);
    return this.database.query(
      `with asked as (
         select i.id, i.key, h.seq::bigint as seq, h.at, i.plan, i.obligation, i.period, i.definition, i.restricted, h.unit, g.seq as "answerSeq",
           case when g.seq is not null then 'answered'
             when i.status <> 'done' and 'explanation-asked' = any(i.tags) then 'pending' else 'lapsed' end as state
         from history h join instance i on i.id = h.instance_id
           left join lateral (select min(g.seq) as seq from history g where g.instance_id = h.instance_id and g.seq > h.seq
             and g.kind = 'letter' and g.event->>'type' = 'explanation.give') g on true
         where h.kind = 'letter' and h.event->>'type' = 'explanation.ask' and h.actor->>'kind' = 'person'
           and ($2::text is null or i.plan = $2) and ($3::text is null or h.unit = $3) and ${visible(5)}
       ), f as (
         select * from asked f where ($4::boolean is null or (f.state = 'pending') = $4) ${place ? `and ${after}` : ''}
         order by ${order} limit $1
       )
       select f.id::float8 as id, f.key, f.seq::int as seq, f.at::float8 as at, f.plan, f.obligation, f.period, f.definition, f.restricted,
         f.unit, u.body->'name' as "unitName", u.body->>'short' as "unitShort", f.state, ${said('h')} as asked,
         case when f."answerSeq" is not null then ${said('g')} end as answer
       from f join history h on h.instance_id = f.id and h.seq = f.seq
         left join history g on g.instance_id = f.id and g.seq = f."answerSeq"
         left join unit u on u.plan = f.plan and u.code = f.unit
       order by ${order}`,
      [limit, plan ?? null, unit ?? null, isPending ?? null, ...visibleTo(scope), ...(place ?? [])],
    );
  }
}
