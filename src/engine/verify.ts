import { canonical } from '../core/canonical.js';
import { replay } from '../core/birth.js';
import type { Entry, Snapshot, Timer } from '../core/instance.js';
import type { EngineHouse } from './create-engine.js';
import type { Statement } from './ports.js';

export type Check = {
  readonly name: string;
  readonly ok: boolean;
  /** What was looked at. */ readonly n: number;
  readonly problems: readonly string[];
};
export type Verification = { readonly ok: boolean; readonly checks: readonly Check[] };

/** Instances whose histories are replayed together: memory does not grow with the database. */
const PAGE = 500;
/** Problems that are named; the rest are counted. */
const NAMED = 20;

type Replayed = {
  readonly id: number;
  readonly key: string;
  readonly status: string;
  readonly snapshot: Snapshot;
  readonly tags: readonly string[];
  readonly head: string;
  readonly seq: number;
  readonly history: readonly Entry[];
  readonly timers: readonly Timer[];
  readonly messages: readonly string[];
};

/** The invariants of the engine, on any database, while it runs or not. Reads one consistent picture; writes nothing. */
export async function verify(house: Pick<EngineHouse, 'transactions' | 'catalogue'>): Promise<Verification> {
  const { transactions, catalogue } = house;
  const checks = new Map<string, { n: number; problems: string[] }>();
  const seen = (name: string): { n: number; problems: string[] } => {
    const known = checks.get(name) ?? { n: 0, problems: [] };
    checks.set(name, known);
    return known;
  };
  await transactions.run(async (sql) => {
    for (const { name, statement } of setChecks) {
      const check = seen(name);
      for (const row of await sql.query<{ n: number; problem: string | null }>(statement)) {
        check.n += row.n;
        if (row.problem !== null) check.problems.push(row.problem);
      }
    }
    for (let after = 0; ;) {
      const page = await sql.query<Replayed>(replayPage, [after, PAGE]);
      const last = page.at(-1);
      if (!last) break;
      const opened = page.flatMap(({ history }) => history.slice(0, 1).map(({ event }) => event));
      const calendars = page.flatMap(({ history }) =>
        history.flatMap(({ event }) => (typeof event['calendar'] === 'string' ? [event['calendar']] : [])),
      );
      await catalogue.load(sql, {
        definitions: opened.flatMap(({ definition }) => (typeof definition === 'string' ? [definition] : [])),
        calendars,
      });
      for (const row of page) replayed(row, house, seen);
      after = last.id;
    }
    return { value: undefined };
  }, READ);
  const list = [...checks].map(([name, { n, problems }]) => ({
    name,
    ok: problems.length === 0,
    n,
    problems: shortened(problems),
  }));
  return { ok: list.every(({ ok }) => ok), checks: list };
}

const shortened = (problems: readonly string[]): string[] =>
  problems.length > NAMED ? [...problems.slice(0, NAMED), `… and ${problems.length - NAMED} more`] : [...problems];

function replayed(
  row: Replayed,
  { catalogue }: Pick<EngineHouse, 'catalogue'>,
  seen: (name: string) => { n: number; problems: string[] },
): void {
  const of = (name: string, isRight: boolean, what = ''): void => {
    const check = seen(name);
    check.n += 1;
    if (!isRight) check.problems.push(`${row.key}${what && `: ${what}`}`);
  };
  const unbroken = row.history.every((entry, index) => entry.seq === index) && row.history.length === row.seq + 1;
  of('sequences have no gap', unbroken, `${row.history.length} rows, sequence ${row.seq}`);
  if (!unbroken) return;
  try {
    const { instance, entries, notices } = replay(row.history, catalogue.find);
    of(
      'histories replay to the stored snapshots',
      canonical(instance.snapshot) === canonical(row.snapshot) && canonical(instance.tags) === canonical(row.tags),
    );
    const wrong = entries.find((entry, index) => toldBy(entry) !== toldBy(row.history[index]));
    of('hash chains are whole', wrong === undefined && instance.head === row.head, wrong && `row ${wrong.seq}`);
    if (row.status === 'running') {
      const text = (timers: readonly Timer[]): string => canonical(timers.map(({ key, at }) => `${key}@${at}`).sort());
      of('timers are exactly the pending delays', text(instance.timers) === text(row.timers));
    }
    const expected = notices.map((n) => `${n.instance}#${n.seq}.${n.index}/${n.unit}/${n.seat}`).sort();
    of('the outbox holds exactly the notices', canonical(expected) === canonical([...row.messages].sort()));
  } catch (error) {
    of('histories replay to the stored snapshots', false, String(error));
  }
}

/** What follows from an entry and stands beside it in its row: the chain covers it, so it must be what was hashed. */
const toldBy = (entry: Entry | undefined): string =>
  canonical([entry?.hash, entry?.tags, entry?.due, entry?.unit, entry?.stage]);

/** One picture of everything, read with whatever plans suit large tables. */
const READ = 'begin isolation level repeatable read, read only';

const entryJson = `jsonb_strip_nulls(jsonb_build_object('seq', h.seq, 'kind', h.kind, 'key', h.key, 'at', h.at, 'effectiveAt', h.effective_at, 'actor', h.actor,
  'bodyDigest', h.body_digest)) || jsonb_build_object('instance', i.key, 'event', h.event, 'tags', to_jsonb(h.tags), 'due', h.due, 'unit', h.unit, 'stage', h.stage, 'hash', h.hash)`;
const replayPage: Statement = {
  name: 'dh_verify_replay',
  text: `
    select i.id, i.key, i.status, i.snapshot, i.tags, i.head, i.seq,
      coalesce((select jsonb_agg(${entryJson} order by h.seq) from history h where h.instance_id = i.id), '[]') as history,
      coalesce((select jsonb_agg(jsonb_build_object('key', t.key, 'at', t.at, 'hop', t.hop)) from timer t where t.instance_id = i.id), '[]') as timers,
      coalesce((select jsonb_agg(o.message_id) from outbox o where o.instance_id = i.id), '[]') as messages
    from instance i where i.id > $1 order by i.id limit $2`,
};

/** One statement per check. A row with a problem names it; `n` is how much was looked at. */
const setChecks: readonly { readonly name: string; readonly statement: Statement }[] = [
  {
    name: 'every accepted letter is one history row',
    statement: {
      name: 'dh_verify_letters',
      text: `
        select count(*)::int as n, null as problem from letter where outcome = 'moved'
        union all
        select 0, i.key || ': letter ' || coalesce(l.key, h.key) from
          (select instance_id, key from letter where outcome = 'moved') l
          full join (select instance_id, key from history where kind = 'letter') h using (instance_id, key)
          left join instance i on i.id = instance_id
        where l.key is null or h.key is null`,
    },
  },
  {
    name: 'nothing belongs to an instance that is not there',
    statement: {
      name: 'dh_verify_orphans',
      text: `
        select count(*)::int as n, null as problem from instance
        union all
        select 0, kind || ' of instance ' || instance_id from (
          select 'timer' as kind, instance_id from timer union select 'letter', instance_id from letter
          union select 'history', instance_id from history union select 'message', instance_id from outbox) r
        where not exists (select from instance i where i.id = r.instance_id)`,
    },
  },
  {
    name: 'finished instances have no timers',
    statement: {
      name: 'dh_verify_finished',
      text: `
        select count(*)::int as n, null as problem from instance where status = 'done'
        union all
        select distinct 0, i.key from timer t join instance i on i.id = t.instance_id where i.status = 'done'`,
    },
  },
  {
    name: 'every opening has exactly its children',
    statement: {
      name: 'dh_verify_openings',
      text: `
        select count(*)::int as n, null as problem from errand where done and task->>'type' = 'open'
        union all
        select 0, p.parent || ' ' || p.name || ': opened ' || p.n || ', there are ' || c.n from
          (select instance as parent, task->>'group' as name, sum(opened)::int as n from errand
            where task->>'type' = 'open' group by 1, 2 having bool_and(done)) p
          cross join lateral (select count(*)::int as n from instance i where i.parent = p.parent and i.group_name = p.name and i.reopens is null) c
        where c.n <> p.n`,
    },
  },
  {
    name: "parents' counts equal their children",
    statement: {
      name: 'dh_verify_counts',
      text: `
        with parent as (
          select i.id, i.key, g.key as name, g.value as counts from instance i, jsonb_each(i.snapshot->'context'->'children') g
          where i.status = 'running' and not exists (select from letter l where l.instance_id = i.id and l.outcome is null)
            and not exists (select from errand e where e.instance = i.key and not e.done)
        ), child as (
          select p.key, p.name, c.stage, count(*)::int as n from parent p join instance c on c.parent = p.key and c.group_name = p.name
            and not exists (select from instance r where r.key = c.snapshot->'context'->>'again') group by 1, 2, 3
        ), counted as (
          select p.key, p.name, t.key as stage, t.value::int as n from parent p, jsonb_each_text(p.counts->'tags') t
        )
        select count(*)::int as n, null as problem from parent
        union all
        select 0, key || ' ' || name || ' ' || stage || ': counted ' || coalesce(counted.n, 0) || ', there are ' || coalesce(child.n, 0)
        from counted full join child using (key, name, stage) where coalesce(counted.n, 0) <> coalesce(child.n, 0)`,
    },
  },
  {
    name: 'nobody is quarantined and no errand is set aside',
    statement: {
      name: 'dh_verify_trouble',
      text: `
        select count(*)::int as n, null as problem from instance
        union all select 0, key || ': ' || split_part(coalesce(trouble, ''), E'\\n', 1) from instance where status = 'quarantined'
        union all select 0, 'errand of ' || instance || ': ' || split_part(trouble, E'\\n', 1) from errand where trouble is not null`,
    },
  },
];
