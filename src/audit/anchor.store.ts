import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { GENESIS } from '../core/chain.js';
import { HeadsTree, type Anchor, type ChainHead } from './anchor.rules.js';

export type StoredAnchor = { readonly no: number; readonly day: string; readonly document: Anchor };
/** Everything that a seal is made of, in one picture; `tree` holds the heads. */
export type Picture = {
  readonly no: number;
  readonly previous: Anchor | undefined;
  readonly trail: { readonly seq: number; readonly hash: string };
  readonly tree: HeadsTree;
};

const PAGE = 5_000;
/** Any number that no other advisory lock of ours uses. */
const SEALING = 7_190_312;

/** Seals, and where every chain stood at each of them. */
@Injectable()
export class AnchorStore {
  constructor(private readonly database: DataSource) {}

  /**
   * One after the other, each of one picture of the database. Undefined: there is a daily one of that day.
   * @param made what the picture becomes: signed by whoever has the key
   */
  async seal(
    { day, isDaily }: { readonly day: string; readonly isDaily: boolean },
    made: (picture: Picture) => Anchor,
  ): Promise<Anchor | undefined> {
    const db = this.database.createQueryRunner();
    try {
      // Before the transaction: its picture is that of its first statement, and must not be older than the turn.
      await db.query('select pg_advisory_lock($1)', [SEALING]);
      await db.startTransaction('REPEATABLE READ');
      try {
        const anchor = isDaily && (await isSealed(db, day)) ? undefined : await this.write(db, { day, isDaily }, made);
        await db.commitTransaction();
        return anchor;
      } catch (error) {
        await db.rollbackTransaction();
        throw error;
      }
    } finally {
      await db.query('select pg_advisory_unlock($1)', [SEALING]).catch(() => undefined);
      await db.release();
    }
  }

  private async write(
    db: QueryRunner,
    { day, isDaily }: { readonly day: string; readonly isDaily: boolean },
    made: (picture: Picture) => Anchor,
  ): Promise<Anchor> {
    const previous = (await last(db))?.document;
    const no = (previous?.sealed.anchor ?? 0) + 1;
    const tree = new HeadsTree();
    for await (const heads of headsNow(db)) for (const head of heads) tree.add(head);
    const anchor = made({ no, previous, trail: await trailHead(db), tree });
    await db.query(`insert into audit_anchor (no, day, daily, document) values ($1, $2, $3, $4)`, [
      no,
      day,
      isDaily,
      JSON.stringify(anchor),
    ]);
    await db.query(
      `insert into audit_sealed (key, anchor, seq, hash)
       select i.key, $1, i.seq, i.head from instance i left join lateral (
         select s.seq, s.hash from audit_sealed s where s.key = i.key order by s.anchor desc limit 1) s on true
       where s.seq is distinct from i.seq or s.hash is distinct from i.head`,
      [no],
    );
    return anchor;
  }

  /** Those that have not left the database yet. */
  unwritten(): Promise<StoredAnchor[]> {
    return this.database.query(
      `select no::float8 as no, day, document from audit_anchor where written_at is null order by no`,
    );
  }

  async isWritten(no: number): Promise<void> {
    await this.database.query(`update audit_anchor set written_at = now() where no = $1`, [no]);
  }
}

const isSealed = async (db: QueryRunner, day: string): Promise<boolean> =>
  ((await db.query(`select from audit_anchor where day = $1 and daily`, [day])) as unknown[]).length > 0;

async function last(db: QueryRunner): Promise<StoredAnchor | undefined> {
  const [row] = (await db.query(
    `select no::float8 as no, day, document from audit_anchor order by no desc limit 1`,
  )) as StoredAnchor[];
  return row;
}

/** An empty trail stands at its beginning. */
async function trailHead(db: QueryRunner): Promise<Picture['trail']> {
  const [head] = (await db.query(`select seq::float8 as seq, hash from audit_head`)) as Picture['trail'][];
  return head ?? { seq: 0, hash: GENESIS };
}

async function* headsNow(db: QueryRunner): AsyncGenerator<ChainHead[]> {
  for (let after = ''; ;) {
    const rows = (await db.query(
      `select key, seq, head as hash from instance where key > $1 order by key limit ${PAGE}`,
      [after],
    )) as ChainHead[];
    yield rows;
    const next = rows.at(-1);
    if (!next || rows.length < PAGE) return;
    after = next.key;
  }
}
