import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Scope } from './access.rules.js';
import { keyset, placeIn, sortedPage } from '../platform/list-query.js';
import type { PeoplePage, PeopleQuery, PersonView, UnitsPage, UnitsQuery, UnitView } from './people.dto.js';

const place = z.tuple([z.string(), z.string()]);
const unitPlace = z.tuple([z.string(), z.int(), z.string()]);

/** Units and people as the active plans name them. */
@Injectable()
export class PeopleReader {
  constructor(private readonly database: DataSource) {}

  async people(scope: Scope, query: PeopleQuery): Promise<PeoplePage> {
    const { plan, unit, sort, limit } = query;
    const [afterPlan, afterId] = placeIn(query, place) ?? [null, null];
    const { order, after } = keyset(['p.plan', 'p.id'], sort, 3);
    // Of a person only the posts that may be seen: what else somebody does is the other units' business.
    const rows: PersonView[] = await this.database.query(
      `select p.plan, p.id, p.body->>'name' as name, s.seats from person p, lateral (
         select jsonb_agg(s order by n) as seats from jsonb_array_elements(p.body->'seats') with ordinality one (s, n)
         where $6::text[] is null or p.plan = any($6) or p.plan || '/' || (s->>'unit') = any($7)
       ) s
       where s.seats is not null and ($1::text is null or p.plan = $1) and ($3::text is null or ${after})
         and ($2::text is null or s.seats @> jsonb_build_array(jsonb_build_object('unit', $2::text)))
       order by ${order} limit $5`,
      [plan ?? null, unit ?? null, afterPlan, afterId, limit + 1, ...placesOf(scope)],
    );
    return sortedPage(rows, query, (last) => [last.plan, last.id]);
  }

  /** What the units of all running plans are called. */
  async unitNames(): Promise<string[]> {
    const rows: { name: string }[] = await this.database.query(
      `select distinct name from unit, lateral (values (body->'name'->>'vi'), (body->>'short')) n (name) where name is not null`,
    );
    return rows.map(({ name }) => name);
  }

  async units(scope: Scope, query: UnitsQuery): Promise<UnitsPage> {
    const { plan, sort, limit } = query;
    const [afterPlan, afterOrder, afterCode] = placeIn(query, unitPlace) ?? [null, null, null];
    const { order, after } = keyset(['plan', `(body->'order')::bigint`, 'code'], sort, 2);
    const rows: { plan: string; body: Omit<UnitView, 'plan'> }[] = await this.database.query(
      `select plan, body from unit
       where ($1::text is null or plan = $1) and ($2::text is null or ${after})
         and ($6::text[] is null or plan = any($6) or plan = any(select split_part(place, '/', 1) from unnest($7::text[]) place))
       order by ${order} limit $5`,
      [plan ?? null, afterPlan, afterOrder, afterCode, limit + 1, ...placesOf(scope)],
    );
    const units = rows.map(({ plan: of, body }) => ({ plan: of, ...body }));
    return sortedPage(units, query, (last) => [last.plan, last.order, last.code]);
  }
}

/** Whole plans, and single units of plans. */
function placesOf(scope: Scope): readonly [string[] | null, string[]] {
  return scope === 'all' ? [null, []] : [[...scope.plans], scope.units.map(({ plan, unit }) => `${plan}/${unit}`)];
}
