import type { DataSource } from 'typeorm';
import { calendarToData, type Calendar } from '../core/calendar/calendar.js';
import type { Definition } from '../core/definition/definition.js';
import type { Unit, UnitsFile } from '../core/plan/schema.js';
import { PLAN_LOCK } from '../engine/ledger/statements.js';
import type { Roster, Sql, Statement } from '../engine/ports.js';
import type { VersionState } from './version-rev.js';

const statement = (name: string, text: string): Statement => ({ name: `dh_plan_${name}`, text });

const insertDefinitions = statement(
  'definitions',
  `insert into definition (hash, body) select * from unnest($1::text[], $2::json[]) on conflict do nothing`,
);
const insertCalendar = statement('calendar', `insert into calendar (id, body) values ($1, $2) on conflict do nothing`);
const upsertUnits = statement(
  'units',
  `insert into unit (plan, code, body) select $1, r->>'code', r from jsonb_array_elements($2::jsonb) r
   on conflict (plan, code) do update set body = excluded.body`,
);
// A unit that the plan no longer names keeps its row: what was made for it still says its name.
const endUnits = statement(
  'units_gone',
  `update unit set body = body || jsonb_build_object('to', least(body->>'to', $3::text))
   where plan = $1 and code not in (select r->>'code' from jsonb_array_elements($2::jsonb) r)`,
);
const replacePeople = statement(
  'people',
  `with named as (select r->>'id' as id, r as body from jsonb_array_elements($2::jsonb) r),
   gone as (delete from person where plan = $1 and id not in (select id from named))
   insert into person (plan, id, body) select $1, id, body from named on conflict (plan, id) do update set body = excluded.body`,
);
const lock = statement('lock', `select pg_advisory_xact_lock(${PLAN_LOCK})`);
const insertDraft = statement(
  'draft',
  `insert into plan_version (plan, version, status, content, files)
   select $1, coalesce(max(version), 0) + 1, 'draft', $2, $3 from plan_version where plan = $1
   having not exists (select from plan_version where plan = $1 and content = $2 and status <> 'superseded')
   returning version`,
);
const sameContent = statement(
  'same',
  `select version from plan_version where plan = $1 and content = $2 and status <> 'superseded' order by version desc limit 1`,
);
const copyDraft = statement(
  'copy',
  `insert into plan_version (plan, version, status, content, files)
   select plan, (select max(version) + 1 from plan_version where plan = $1), 'draft', content, files
   from plan_version where plan = $1 and version = $2 returning version, content`,
);
// Two who edit one draft take turns at the plan's lock; whoever comes second is told what the first has made of it.
const rewriteDraft = statement(
  'rewrite',
  `with made as (
     update plan_version set content = $4, files = $5 where plan = $1 and version = $2 and status = 'draft' and content = $3 returning version
   ) select version from made`,
);
const versionNow = statement('now', `select status, content from plan_version where plan = $1 and version = $2`);
const activeNow = statement('active', `select version from plan_version where plan = $1 and status = 'active'`);
const supersede = statement(
  'supersede',
  `update plan_version set status = 'superseded', active_to = $2 where plan = $1 and status = 'active'`,
);
const activate = statement(
  'activate',
  `update plan_version set status = 'active', active_from = $3, active_to = null where plan = $1 and version = $2`,
);

const withdraw = statement(
  'withdraw',
  `with gone as (
     update plan_version set status = 'superseded' where plan = $1 and version = $2 and status = 'draft' returning version
   ) select version from gone`,
);
const latestSeries = statement(
  'series',
  `select distinct on (i.obligation) i.obligation, i.key, i.definition, i.status,
     exists (select from history h where h.instance_id = i.id and h.event->>'type' = 'series.withdraw') as withdrawn
   from instance i where i.plan = $1 and i.kind = 'series' order by i.obligation, i.id desc`,
);
const runningElsewhere = statement(
  'calendars',
  `select key from instance where plan = $1 and status = 'running' and calendar <> $2 and key <> all($3) order by id`,
);

/** Stores what instances are pinned to. Content hashes: what is there already is the same. */
export async function storePinned(
  sql: Sql,
  definitions: ReadonlyMap<string, Definition>,
  calendar: Calendar,
): Promise<void> {
  const bodies = [...definitions.values()].map((definition) => JSON.stringify(definition));
  await sql.query(insertDefinitions, [[...definitions.keys()], bodies]);
  await sql.query(insertCalendar, [calendar.id, JSON.stringify(calendarToData(calendar))]);
}

export async function storeUnits(sql: Sql, plan: string, { units, people = [] }: UnitsFile): Promise<void> {
  await sql.query(upsertUnits, [plan, JSON.stringify(units)]);
  await sql.query(replacePeople, [plan, JSON.stringify(people)]);
}

/** Units that a new version leaves out exist until the day before it. */
export async function endOtherUnits(sql: Sql, plan: string, { units }: UnitsFile, lastDay: string): Promise<void> {
  await sql.query(endUnits, [plan, JSON.stringify(units), lastDay]);
}

/** Imports and activations of one plan take turns, also with the pages that open its children, until the end of the transaction. */
export async function lockPlan(sql: Sql, plan: string): Promise<void> {
  await sql.query(lock, [plan]);
}

/** A draft of these files; the version that has exactly them, where there is one. */
export async function storeDraft(
  sql: Sql,
  plan: string,
  content: string,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly version: number; readonly isNew: boolean }> {
  const [made] = await sql.query<{ version: number }>(insertDraft, [plan, content, JSON.stringify(files)]);
  if (made) return { version: made.version, isNew: true };
  const [known] = await sql.query<{ version: number }>(sameContent, [plan, content]);
  if (!known) throw new Error(`no version of ${plan} could be stored`);
  return { version: known.version, isNew: false };
}

/** Another draft with the files of a version, to be edited; undefined: there is no such version. */
export async function storeCopy(
  sql: Sql,
  plan: string,
  version: number,
): Promise<{ readonly version: number; readonly content: string } | undefined> {
  const [made] = await sql.query<{ version: number; content: string }>(copyDraft, [plan, version]);
  return made;
}

/** How far a version has come by now. */
export async function versionState(sql: Sql, plan: string, version: number): Promise<VersionState | undefined> {
  const [row] = await sql.query<VersionState>(versionNow, [plan, version]);
  return row;
}

type Rewriting = { readonly was: string; readonly content: string; readonly files: Readonly<Record<string, string>> };
/** A draft with other files. False: by now it is none, or no longer what it was. */
export async function rewriteVersion(
  sql: Sql,
  plan: string,
  version: number,
  { was, content, files }: Rewriting,
): Promise<boolean> {
  return (await sql.query(rewriteDraft, [plan, version, was, content, JSON.stringify(files)])).length > 0;
}

export async function activeVersion(sql: Pick<Sql, 'query'>, plan: string): Promise<number | undefined> {
  const [row] = await sql.query<{ version: number }>(activeNow, [plan]);
  return row?.version;
}

/** A draft that is not to be activated any more. False: it is none. */
export async function withdrawDraft(sql: Sql, plan: string, version: number): Promise<boolean> {
  return (await sql.query(withdraw, [plan, version])).length > 0;
}

/** The version is active from this moment; whatever was before it is superseded. */
export async function storeActive(sql: Sql, plan: string, version: number, at: number): Promise<void> {
  await sql.query(supersede, [plan, at]);
  await sql.query(activate, [plan, version, at]);
}

export type SeriesRow = {
  readonly obligation: string;
  readonly key: string;
  readonly definition: string;
  readonly status: 'running' | 'done' | 'quarantined';
  /** Ended by an earlier version, not by its own schedule. */
  readonly withdrawn: boolean;
};

/** The newest series of each obligation. */
export const seriesNow = (sql: Sql, plan: string): Promise<SeriesRow[]> => sql.query<SeriesRow>(latestSeries, [plan]);

/** The plan's running instances that are bound to another calendar, without the ones named. */
export async function otherCalendar(
  sql: Sql,
  plan: string,
  calendar: string,
  except: readonly string[],
): Promise<readonly string[]> {
  const rows = await sql.query<{ key: string }>(runningElsewhere, [plan, calendar, except]);
  return rows.map(({ key }) => key);
}

/** The units of a plan as they are stored. */
export class StoredRoster implements Roster {
  constructor(private readonly database: DataSource) {}

  async units(plan: string): Promise<readonly Unit[]> {
    const rows: { body: Unit }[] = await this.database.query(`select body from unit where plan = $1`, [plan]);
    return rows.map(({ body }) => body);
  }
}
