import type { Day } from '../core/calendar/calendar.js';
import type { Definition } from '../core/definition/definition.js';
import type { Event } from '../core/instance.js';
import { occurrenceKey } from '../core/opening.js';
import type { Transactions } from '../engine/ledger/transaction.js';

type Look = Pick<Transactions, 'query'>;
type Where = { readonly plan: string; readonly day: Day };

const unitsThere = {
  name: 'dh_named_units',
  text: `select code from unit where plan = $1 and code = any($2)
    and coalesce(body->>'from', '') <= $3 and $3 <= coalesce(body->>'to', '9999-12-31')`,
};
const instancesThere = {
  name: 'dh_named_instances',
  text: `select key from instance where plan = $1 and key = any($2)`,
};
const letterThere = { name: 'dh_named_letter', text: `select 1 as n from letter where instance_id = $1 and key = $2` };

/** The first field that names a unit or an instance which the plan does not have on that day. */
export async function unknownIn(
  db: Look,
  { events }: Definition,
  event: Event,
  { plan, day }: Where,
): Promise<{ readonly field: string; readonly expected: string } | undefined> {
  for (const [field, { type }] of Object.entries(events[event.type]?.carries ?? {})) {
    const value = event[field];
    const names = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
    if (names.length === 0 || !['unit', 'units', 'instance'].includes(type)) continue;
    const rows =
      type === 'instance'
        ? await db.query(instancesThere, [plan, names])
        : await db.query(unitsThere, [plan, names, day]);
    if (rows.length < new Set(names).size) return { field, expected: type };
  }
  return undefined;
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
  const [row] = await db.query<{ key: string }>(instancesThere, [plan, [key]]);
  return row?.key;
}

/** Whether a letter was taken before: then its first answer stands, whatever is true by now. */
export const isRepeated = async (db: Look, instanceId: number, key: string): Promise<boolean> =>
  (await db.query(letterThere, [instanceId, key])).length > 0;
