import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Any number that no other advisory lock of ours uses. */
const LIVING = 7_190_312;
const LOOK_EVERY = 250;

/** A turn that was got, until it is given back. */
export type Turn = { readonly end: () => Promise<void> };

/** What the trail says of a first life, and whose turn it is to live it. */
@Injectable()
export class LivedStore {
  constructor(private readonly database: DataSource) {}

  /** Until when a plan was to be lived by synthetic people; undefined: nobody has begun. */
  async target(plan: string): Promise<number | undefined> {
    const [row]: { target: number }[] = await this.database.query(
      `select (after->>'now')::float8 as target from audit_entry where kind = 'plan-lived' and plan = $1 order by seq desc limit 1`,
      [plan],
    );
    return row?.target;
  }

  /** One process lives; others wait for it, until they have something else to do (undefined). */
  async turn(isOver: () => boolean): Promise<Turn | undefined> {
    const line = this.database.createQueryRunner();
    const take = async (): Promise<boolean> => {
      const rows = (await line.query('select pg_try_advisory_lock($1) as mine', [LIVING])) as { mine: boolean }[];
      return rows[0]?.mine === true;
    };
    const end = async (): Promise<void> => {
      // With the line, where that is lost, the lock is gone as well.
      await line.query('select pg_advisory_unlock($1)', [LIVING]).catch(() => undefined);
      await line.release();
    };
    try {
      while (!isOver()) {
        if (await take()) return { end };
        await pause(LOOK_EVERY);
      }
    } catch (error) {
      await line.release();
      throw error;
    }
    await line.release();
    return undefined;
  }
}
