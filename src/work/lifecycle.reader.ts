import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Json } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import type { Scope } from '../people/access.rules.js';
import { visible, visibleTo } from '../people/visible.js';

export type UsedDefinition = {
  readonly hash: string;
  readonly plan: string;
  readonly obligation: string;
  readonly clause: string;
  readonly kind: Definition['kind'];
  readonly lifecycle: string;
  readonly label: { readonly vi: string; readonly en: string };
  readonly running: number;
  readonly ended: number;
  readonly versions: readonly { readonly version: number; readonly running: number; readonly ended: number }[];
};
export type Standing = {
  readonly value: Json;
  readonly count: number;
  /** Since when the one that has stood there longest stands there, and half of them. */
  readonly oldest: number;
  readonly median: number;
};
export type Passed = { readonly seq: number };

/** A task goes by the version by which its occurrence was opened, whatever runs by the time it is given out itself. */
const byVersion = `
  select i.definition, v.version, count(*) filter (where i.status <> 'done') as running, count(*) filter (where i.status = 'done') as ended
  from instance i left join instance o on i.kind = 'task' and o.key = i.parent
    left join plan_version v on v.plan = i.plan and v.active_from <= coalesce(o.opened_at, i.opened_at)
      and (v.active_to is null or v.active_to > coalesce(o.opened_at, i.opened_at))
  where ${visible(1)} and ($9::text is null or i.plan = $9) group by 1, 2`;

/** The statecharts that work goes by, and how much of what somebody sees stands where in them. */
@Injectable()
export class LifecycleReader {
  constructor(private readonly database: DataSource) {}

  used(scope: Scope, plan: string | undefined): Promise<readonly UsedDefinition[]> {
    return this.database.query(
      `select d.hash, d.body->>'plan' as plan, d.body->>'obligation' as obligation, d.body->>'clause' as clause, d.body->>'kind' as kind,
         d.body->>'lifecycle' as lifecycle, d.body->'label' as label, n.running, n.ended, n.versions
       from (select definition, sum(running)::int as running, sum(ended)::int as ended,
               coalesce(jsonb_agg(jsonb_build_object('version', version, 'running', running, 'ended', ended) order by version)
                 filter (where version is not null), '[]') as versions
             from (${byVersion}) v group by definition) n
         join definition d on d.hash = n.definition`,
      [...visibleTo(scope), plan ?? null],
    );
  }

  /** A definition of the plans that somebody may look at; null: of every plan. */
  async find(hash: string, plans: readonly string[] | null): Promise<Definition | undefined> {
    const rows: { body: Definition }[] = await this.database.query(
      `select body from definition where hash = $1 and ($2::text[] is null or body->>'plan' = any($2))`,
      [hash, plans],
    );
    return rows[0]?.body;
  }

  /** Where what runs by a definition stands, and since when. */
  standing(scope: Scope, hash: string): Promise<readonly Standing[]> {
    return this.database.query(
      `select i.snapshot->'value' as value, count(*)::int as count,
         min((i.snapshot->'context'->>'stageAt')::float8) as oldest,
         percentile_disc(0.5) within group (order by (i.snapshot->'context'->>'stageAt')::float8) as median
       from instance i where ${visible(1)} and i.definition = $9 and i.status <> 'done' group by 1`,
      [...visibleTo(scope), hash],
    );
  }
}
