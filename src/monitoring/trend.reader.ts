import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleTo } from '../people/visible.js';
import type { Standing } from '../work/timeliness.rules.js';
import type { Asked } from './survey.rules.js';
import { periodIn, type Split, type Step } from './trend.rules.js';
import { workAt } from './work-at.rules.js';

export type TrendRow = {
  readonly plan: string | null;
  readonly name: string | null;
  /** By which it is called, where it is an obligation. */
  readonly definition: string | null;
  readonly period: string;
  readonly standing: Standing;
  readonly n: number;
};
export type TrendAsked = {
  readonly kind: 'task' | 'occurrence';
  readonly step: Step;
  readonly by: Split;
  readonly from: number;
  readonly to: number;
};

const named: Readonly<Record<Split, string>> = {
  none: 'null',
  unit: 'w.unit',
  unitKind: `u.body->>'kind'`,
  obligation: 'w.obligation',
};

/** How it went from period to period, by the deadlines. */
@Injectable()
export class TrendReader {
  constructor(private readonly database: DataSource) {}

  trend({ scope, at, plan, unit, obligation, unitKind }: Asked, asked: TrendAsked): Promise<readonly TrendRow[]> {
    const { kind, step, by, from, to } = asked;
    const isOfKind = by === 'unitKind' || unitKind !== undefined;
    return this.database.query(
      `select ${by === 'none' ? 'null' : 'w.plan'} as plan, ${named[by]} as name,
         ${by === 'obligation' ? 'max(w.definition)' : 'null'} as definition, ${periodIn(step, 'w.due')} as period, w.standing, count(*)::int as n
       from (${workAt(at !== null, { at: 1, scope: 6 })}) w
         ${isOfKind ? 'join unit u on u.plan = w.plan and u.code = w.unit' : ''}
       where w.kind = '${kind}' and w.due >= $14 and w.due <= $15 and ($2::text is null or w.plan = $2)
         and ($3::text is null or w.unit = $3) and ($4::text is null or w.obligation = $4)
         and ($5::text is null${isOfKind ? ` or u.body->>'kind' = $5` : ''})
       group by 1, 2, 4, 5 order by 1, 2, 4, 5`,
      [at, plan ?? null, unit ?? null, obligation ?? null, unitKind ?? null, ...visibleTo(scope), from, to],
    );
  }
}
