import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Scope } from './access.rules.js';
import { visibleTo } from './visible.js';
import { fromCursor, pageOf } from '../platform/cursor.js';
import type { PeoplePage, PeopleQuery, PersonView, UnitsPage, UnitsQuery, UnitView } from './people.dto.js';
import { StoredPerson } from './person.entity.js';
import type { Person } from './principal.js';

const place = z.tuple([z.string(), z.string()]);
const unitPlace = z.tuple([z.string(), z.int(), z.string()]);

/** Units and people as the active plans name them. */
@Injectable()
export class PeopleReader {
  constructor(private readonly database: DataSource) {}

  async people(scope: Scope, { plan, unit, limit, cursor }: PeopleQuery): Promise<PeoplePage> {
    const [afterPlan, afterId] = fromCursor(cursor, place) ?? [null, null];
    const rows: PersonView[] = await this.database.query(
      `select plan, id, body->>'name' as name, body->'seats' as seats from person
       where ($1::text is null or plan = $1) and ($3::text is null or (plan, id) > ($3, $4))
         and ($2::text is null or body->'seats' @> jsonb_build_array(jsonb_build_object('unit', $2::text)))
         and ($6::text[] is null or plan = any($6)
           or exists (select from jsonb_array_elements(body->'seats') s where plan || '/' || (s->>'unit') = any($7)))
       order by plan, id limit $5`,
      [plan ?? null, unit ?? null, afterPlan, afterId, limit + 1, ...placesOf(scope)],
    );
    return pageOf(rows, limit, (last) => [last.plan, last.id]);
  }

  async units(scope: Scope, { plan, limit, cursor }: UnitsQuery): Promise<UnitsPage> {
    const [afterPlan, afterOrder, afterCode] = fromCursor(cursor, unitPlace) ?? [null, null, null];
    const rows: { plan: string; body: Omit<UnitView, 'plan'> }[] = await this.database.query(
      `select plan, body from unit
       where ($1::text is null or plan = $1) and ($2::text is null or (plan, (body->'order')::bigint, code) > ($2, $3::bigint, $4))
         and ($6::text[] is null or plan = any($6) or plan = any(select split_part(place, '/', 1) from unnest($7::text[]) place))
       order by plan, (body->'order')::bigint, code limit $5`,
      [plan ?? null, afterPlan, afterOrder, afterCode, limit + 1, ...placesOf(scope)],
    );
    const units = rows.map(({ plan: of, body }) => ({ plan: of, ...body }));
    return pageOf(units, limit, (last) => [last.plan, last.order, last.code]);
  }

  /** A person with the posts held on a day. Undefined: nobody of this name, or none held. */
  async actor(plan: string, id: string, day: string): Promise<Person | undefined> {
    const person = await this.database.getRepository(StoredPerson).findOneBy({ plan, id });
    const seats = (person?.body.seats ?? [])
      .filter(({ from, to }) => (from ?? '') <= day && day <= (to ?? '9999-12-31'))
      .map(({ unit, seat }) => ({ unit, seat }));
    return seats.length > 0 ? { kind: 'person', id, seats } : undefined;
  }
}

/** Whole plans, and single units of plans. */
function placesOf(scope: Scope): readonly [string[] | null, string[]] {
  const [plans, , units] = visibleTo(scope);
  return [plans, units];
}
