import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Label } from '../platform/words.js';
import { rolesOf } from './access.rules.js';
import type { Principal } from './principal.js';
import type { OwnPost } from './session.dto.js';

type Names = { readonly unitName: Label | null; readonly lenderName: string | null; readonly collects: boolean };

/** What a unit owns and other units have work in: a round of reports, a campaign of scoring. Of a plan that runs, whether it is open yet or not. */
const COLLECTS = `exists (
  select from instance s join definition d on d.hash = s.definition
    join definition o on o.hash = d.body->'groups'->'occurrence'->>'definition'
  where s.kind = 'series' and s.status = 'running' and s.plan = p.plan and d.body->>'owner' = p.unit
    and (o.body->'groups')::jsonb <> '{}'::jsonb)`;

/** The posts of whoever asks, called as people call them. */
@Injectable()
export class OwnPostsReader {
  constructor(private readonly database: DataSource) {}

  async of({ posts, offices }: Pick<Principal, 'posts' | 'offices'>): Promise<OwnPost[]> {
    const asked = posts.map(({ plan, unit, onBehalfOf }) => ({ plan, unit, lender: onBehalfOf ?? null }));
    const names: Names[] = await this.database.query(
      `select u.body->'name' as "unitName", a.display_name as "lenderName", ${COLLECTS} as collects
       from rows from (jsonb_to_recordset($1::jsonb) as (plan text, unit text, lender text)) with ordinality p(plan, unit, lender, n)
         left join unit u on u.plan = p.plan and u.code = p.unit left join account a on a.name = p.lender
       order by p.n`,
      [JSON.stringify(asked)],
    );
    return posts.map((post, n) => ({
      ...{ plan: post.plan, unit: post.unit, seat: post.seat },
      unitName: names[n]?.unitName ?? null,
      roles: [...rolesOf(post, offices)],
      groups: [...post.groups],
      collects: names[n]?.collects ?? false,
      ...(post.onBehalfOf !== undefined && {
        onBehalfOf: post.onBehalfOf,
        onBehalfOfName: names[n]?.lenderName ?? post.onBehalfOf,
      }),
    }));
  }
}
