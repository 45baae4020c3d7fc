import { canonical } from '../../src/core/canonical.js';
import type { EngineHouse, EngineSettings } from '../../src/engine/create-engine.js';
import { verify } from '../../src/engine/verify.js';
import { readHistories } from '../../src/sandbox/stage.reader.js';
import { makeHouse, type TestHouse } from './make.js';
import { createDatabase, type TestDatabase } from './postgres.js';

export type Living = {
  readonly house: TestHouse;
  readonly db: TestDatabase;
  rows<R>(text: string, values?: unknown[]): Promise<R[]>;
  history(key: string): Promise<string[]>;
  tags(key: string): Promise<string[]>;
};

/** A fresh engine for each test; after it every invariant must hold, unless the test says which checks it broke. */
export function useHouse(
  { locale, ...settings }: Partial<EngineSettings> & { poolSize?: number; locale?: string } = {},
  broken: readonly string[] = [],
): () => Living {
  let living: (Living & { end(): Promise<void> }) | undefined;
  beforeEach(async () => {
    const db = await createDatabase(locale === undefined ? {} : { locale });
    const house = await makeHouse(db, settings);
    const rows = async <R>(text: string, values: unknown[] = []): Promise<R[]> =>
      (await db.pool.query(text, values)).rows as R[];
    living = {
      house,
      db,
      rows,
      history: async (key) =>
        (
          await rows<{ type: string }>(
            `select h.event->>'type' as type from history h join instance i on i.id = h.instance_id where i.key = $1 order by h.seq`,
            [key],
          )
        ).map((r) => r.type),
      tags: async (key) =>
        (await rows<{ tags: string[] }>(`select tags from instance where key = $1`, [key]))[0]?.tags ?? [],
      end: async () => {
        await house.close();
        await db.drop();
      },
    };
  });
  afterEach(async () => {
    if (!living) return;
    try {
      const { checks } = await verify(living.house);
      expect(checks.filter(({ ok, name }) => !ok && !broken.includes(name))).toEqual([]);
    } finally {
      await living.end();
      living = undefined;
    }
    // After ten thousand instances there is much to look at.
  }, 300_000);
  return () => {
    if (!living) throw new Error('the house stands only inside tests');
    return living;
  };
}

/** Everything that has happened, without what differs from database to database. */
export async function told(house: EngineHouse): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { entries } of readHistories(house.transactions)) lines.push(...entries.map(canonical));
  return lines;
}

/** Other processes of the same database, each with connections of its own, all by the first one's clock. */
export function useOthers(living: () => Living): (settings?: Parameters<typeof makeHouse>[1]) => Promise<TestHouse> {
  const others: TestHouse[] = [];
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
  });
  return async (settings = {}) => {
    const { house, db } = living();
    const other = await makeHouse(db, { clock: house.clock, ...settings });
    others.push(other);
    return other;
  };
}
