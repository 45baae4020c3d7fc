import type { Day } from '../core/calendar/calendar.js';
import type { Definition } from '../core/definition/definition.js';
import type { Actor, Event } from '../core/instance.js';
import { isPeriodName, periodNamed } from '../core/effect.js';
import { occurrenceKey, seriesKey } from '../core/opening.js';
import { visible, visibleTo } from '../people/visible.js';
import type { Scope } from '../people/access.rules.js';
import type { Transactions } from '../engine/ledger/transaction.js';

type Look = Pick<Transactions, 'query'>;
/** What somebody may not see is to them what is not there. */
type Where = { readonly plan: string; readonly day: Day; readonly scope: Scope };

const unitsThere = {
  name: 'dh_named_units',
  text: `select code from unit where plan = $1 and code = any($2)
    and coalesce(body->>'from', '') <= $3 and $3 <= coalesce(body->>'to', '9999-12-31')`,
};
const instancesThere = {
  name: 'dh_named_instances',
  text: `select i.key from instance i where i.plan = $1 and i.key = any($2) and ${visible(3)}`,
};
const openThere = { name: 'dh_named_open', text: `select key from instance where plan = $1 and key = $2` };
/** Series that run, and whose term has room for the period of the same place. */
const seriesThere = {
  name: 'dh_named_series',
  text: `select i.key from unnest($1::text[], $2::text[], $3::text[]) asked (key, first, last) join instance i using (key)
    where i.status = 'running' and i.snapshot->'context'->'period'->>'start' <= asked.first
      and asked.last <= i.snapshot->'context'->'period'->>'end' and ${visible(4)}`,
};
const letterThere = { name: 'dh_named_letter', text: `select actor from letter where instance_id = $1 and key = $2` };

/** The first field that names a unit or an instance which the plan does not have on that day. */
export async function unknownIn(
  db: Look,
  { events }: Definition,
  event: Event,
  where: Where,
): Promise<{ readonly field: string; readonly expected: string } | undefined> {
  for (const [field, { type }] of Object.entries(events[event.type]?.carries ?? {})) {
    const value = event[field];
    const names = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
    if (names.length === 0 || !['unit', 'units', 'instance'].includes(type)) continue;
    const isThere =
      type === 'instance'
        ? await instances(db, where, names)
        : await every(names, db.query(unitsThere, [where.plan, names, where.day]));
    if (!isThere) return { field, expected: type };
  }
  return undefined;
}

const every = async (names: readonly string[], found: Promise<readonly unknown[]>): Promise<boolean> =>
  (await found).length === new Set(names).size;

/** An instance that is there, or an occurrence that is still to open: this quarter's meeting may be merged with the next one's. */
async function instances(db: Look, { plan, scope }: Where, names: readonly string[]): Promise<boolean> {
  const found = await db.query<{ key: string }>(instancesThere, [plan, names, ...visibleTo(scope)]);
  const there = new Set(found.map(({ key }) => key));
  const ahead = [...new Set(names)].filter((name) => !there.has(name)).map((name) => name.split('/'));
  if (ahead.some(([of, , period = '', ...more]) => of !== plan || more.length > 0 || !isPeriodName(period)))
    return false;
  const asked = ahead.map(([, obligation = '', period = '']) => ({
    key: seriesKey(plan, obligation),
    ...periodNamed(period),
  }));
  const columns = [asked.map(({ key }) => key), asked.map(({ start }) => start), asked.map(({ end }) => end)];
  return asked.length === 0 || (await db.query(seriesThere, [...columns, ...visibleTo(scope)])).length === asked.length;
}

/** The occurrence that a request asks for, where it is open already. */
export async function openAlready(
  db: Look,
  { plan, obligation, schedule }: Definition,
  event: Event,
): Promise<string | undefined> {
  const { period, name } = event;
  if (!schedule || typeof period !== 'string') return undefined;
  const key = `${occurrenceKey(plan, obligation, period)}${typeof name === 'string' ? `:${name}` : ''}`;
  const [row] = await db.query<{ key: string }>(openThere, [plan, key]);
  return row?.key;
}

/** Who sent the letter that was taken before under this key: its first answer stands, whatever is true by now. */
export async function sentBefore(db: Look, instanceId: number, key: string): Promise<Actor | undefined> {
  const [row] = await db.query<{ actor: Actor }>(letterThere, [instanceId, key]);
  return row?.actor;
}
