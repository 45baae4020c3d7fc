import { problem } from '../core/problem.js';
import { ANY } from './access.rules.js';
import { holdingHeldOn } from './held.js';
import type { Asks } from './trail.js';

/** Whoever takes such a post away waits for whoever is about to: each sees what the other has left. */
const lock = `select from holding where plan = '${ANY}' and unit = '${ANY}' and seat = 'administrator' order by id for update`;

/** The day of the work's clock, as posts go by it. */
const TODAY = `to_char(to_timestamp(coalesce((select now from database_mode), extract(epoch from now()) * 1000) / 1000)
  at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')`;

/** Of everything, today, and able to sign in. */
const count = `select count(distinct a.id)::int as n from holding h join account a on a.id = h.account_id
  where h.plan = '${ANY}' and h.unit = '${ANY}' and h.seat = 'administrator' and a.disabled_at is null and ${holdingHeldOn(TODAY)}`;

/**
 * What may take an administrator of everything away, inside the caller's transaction: one of them stays, or nobody could ever
 * make another. `isDone`: whether the work did anything. @throws Problem last-administrator, which undoes it
 */
export async function keepingOne<T>(
  db: Asks,
  work: () => Promise<T>,
  isDone: (done: T) => boolean = () => true,
): Promise<T> {
  await db.query<unknown[]>(lock);
  const before = await counted(db);
  const done = await work();
  if (before > 0 && isDone(done) && (await counted(db)) === 0) throw problem('last-administrator');
  return done;
}

async function counted(db: Asks): Promise<number> {
  const [row] = await db.query<{ n: number }[]>(count);
  return row?.n ?? 0;
}
