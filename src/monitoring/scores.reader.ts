import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { APPRAISAL, SELF_SCORE } from '../core/form/score.js';
import type { Facts } from '../core/instance.js';
import type { Scope } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import { visible, visibleTo } from '../people/visible.js';
import type { RoundOf } from './round.reader.js';
import { DRAFTED, FIXED, LEFT_OUT } from './scores.rules.js';
import type { MonitoredRow } from './standing.reader.js';

type Told = { readonly type: string } & Readonly<Record<string, unknown>>;
type Answered = Readonly<Record<string, unknown>>;
export type ScoreRowRead = {
  readonly id: number;
  readonly definition: string;
  readonly tags: readonly string[];
  readonly facts: Facts;
  readonly fixedAt: number | null;
  readonly self: Told | null;
  readonly selfAt: number | null;
  readonly selfVersion: number | null;
  readonly selfAnswers: Answered | null;
  readonly draft: Told | null;
  readonly draftAt: number | null;
  readonly draftVersion: number | null;
  readonly draftAnswers: Answered | null;
  readonly reasons: readonly { readonly event: string; readonly at: number; readonly reason: string }[];
};
export type ScoreTotals = {
  readonly fixed: number;
  readonly unclassified: number;
  readonly exempt: number;
  readonly classes: Readonly<Record<string, number>> | null;
};
/** The events by which a sheet's points are given. */
export type Giving = { readonly self: readonly string[]; readonly appraisal: readonly string[] };

const array = (tags: readonly string[]): string => `'{${tags.join(',')}}'::text[]`;
/** Of a sheet, the last letter of these events; a draft of the result is preferred to what was decided on it later. */
const letter = (events: number, before = ''): string => `
  left join lateral (
    select h.event, h.seq, coalesce(h.effective_at, h.at) as at from history h
    where h.instance_id = i.id and h.kind = 'letter' and h.event->>'type' = any($${events}) order by ${before} h.seq desc limit 1)`;
const form = (name: string): string => `
  left join lateral (
    select s.version, s.answers from form_submission s
    where s.instance_id = i.id and s.name = '${name}' and not s.presented order by s.version desc limit 1)`;
/** How many of the reasons are told: of a sheet that went back and forth the last ones. */
const MOST_REASONS = 5;

/** The points of a campaign: each where it was given. A later hand overwrites none: the facts keep the last, histories all. */
@Injectable()
export class ScoresReader {
  constructor(private readonly database: DataSource) {}

  /** The definitions of its sheets. */
  async definitions(scope: Scope, { key }: RoundOf): Promise<readonly string[]> {
    const rows: { definition: string }[] = await this.database.query(
      `select i.definition from instance i where i.parent = $1 and i.kind = 'task' and ${visible(2)} group by i.definition order by min(i.id)`,
      [key, ...visibleTo(scope)],
    );
    return rows.map(({ definition }) => definition);
  }

  /** Of these sheets, as far as they are seen. */
  rows(scope: Scope, ids: readonly number[], { self, appraisal }: Giving): Promise<ScoreRowRead[]> {
    return this.database.query(
      `select i.id::float8 as id, i.definition, i.tags, i.snapshot->'context'->'facts' as facts,
         (select coalesce(h.effective_at, h.at)::float8 from history h where h.instance_id = i.id and h.tags && ${array(FIXED)}
            and h.seq > coalesce((select max(b.seq) from history b where b.instance_id = i.id and not b.tags && ${array(FIXED)}), -1)
          order by h.seq limit 1) as "fixedAt",
         self.event as self, self.at::float8 as "selfAt", sf.version as "selfVersion", sf.answers as "selfAnswers",
         draft.event as draft, draft.at::float8 as "draftAt", df.version as "draftVersion", df.answers as "draftAnswers",
         coalesce(why.said, '[]') as reasons
       from instance i ${letter(11)} self on true ${letter(12, `not '${DRAFTED}' = any(h.tags),`)} draft on true
         ${form(SELF_SCORE)} sf on true ${form(APPRAISAL)} df on true
         left join lateral (
           select jsonb_agg(jsonb_build_object('event', w.event->>'type', 'at', w.at, 'reason', w.reason) order by w.seq desc) as said from (
             select h.*, b.reason from (
               select h.*, lag(h.tags) over (order by h.seq) as before from history h where h.instance_id = i.id) h
               join lateral (
                 select case jsonb_typeof(b.body) when 'string' then b.body #>> '{}' else b.body->>'reason' end as reason
                 from letter_body b where b.instance_id = h.instance_id and b.key = h.key) b on trim(b.reason) <> ''
             where h.kind = 'letter' and h.tags is distinct from h.before and h.tags && $10
             order by h.seq desc limit ${MOST_REASONS}) w) why on true
       where i.id = any($1) and ${visible(2)}`,
      [ids, ...visibleTo(scope), [DRAFTED, 'returned', ...FIXED, ...LEFT_OUT], self, appraisal],
    );
  }

  async totals(
    scope: Scope,
    { key }: RoundOf,
    { obligation, classFact }: { readonly obligation: string | undefined; readonly classFact: string | undefined },
  ): Promise<ScoreTotals> {
    const [row]: [ScoreTotals] = await this.database.query(
      `with t as (
         select i.tags, i.snapshot->'context'->'facts'->>$3 as class from instance i
         where i.parent = $1 and i.kind = 'task' and ($2::text is null or i.obligation = $2) and ${visible(4)}
           and i.key not in (select again.reopens from instance again where again.reopens is not null))
       select count(*) filter (where tags && ${array(FIXED)})::int as fixed,
         count(*) filter (where tags && ${array(LEFT_OUT)})::int as unclassified,
         count(*) filter (where 'exempt' = any(tags))::int as exempt,
         (select jsonb_object_agg(class, n) from (
            select class, count(*) as n from t where class is not null and tags && ${array(FIXED.slice(1))} group by class) c) as classes
       from t`,
      [key, obligation ?? null, classFact ?? null, ...visibleTo(scope)],
    );
    return row;
  }

  /** What listens to it. */
  async goesTo(scope: Scope, { key }: RoundOf): Promise<MonitoredRow[]> {
    const rows: MonitoredRow[] = await this.database.query(
      `select i.id::float8 as id, i.key, i.kind, i.plan, i.obligation, i.period, i.definition, i.calendar, i.unit, u.body->'name' as "unitName",
         u.body->>'short' as "unitShort", i.tags, i.stage, 'closed' = any(i.tags) as done, i.due::float8 as due, i.at::float8 as at,
         i.snapshot, i.restricted, 0 as total
       from instance i left join unit u on u.plan = i.plan and u.code = i.unit
       where i.kind <> 'series' and ${visible(2)} and i.key in (select l.listener from listens l where l.source = $1)
       order by i.due nulls last, i.key collate "C"`,
      [key, ...visibleTo(scope)],
    );
    isShown(rows);
    return rows;
  }
}
