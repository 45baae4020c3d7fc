import { randomUUID } from 'node:crypto';
import * as sql from './statements.js';
import { isOfTheData, type Transactions } from './transaction.js';

/** Thrown to undo what was only tried. */
class Undo extends Error {}

/**
 * Whether the database keeps rows at all: an innocent instance of nobody is written as the door writes, one row in every
 * table that it writes to, and undone. Where that works, a row that is refused is refused for what it holds.
 */
export async function keepsRows(transactions: Transactions, at: number): Promise<boolean> {
  const key = `probe ${randomUUID()}`;
  try {
    await transactions.run(async (db) => {
      await db.query(sql.writeBirths, lists([instanceRow(key, at)], [entryRow(key, at)], [], [], [], []));
      const [born] = await db.query<{ id: number }>(probed, [key]);
      const id = born?.id ?? 0;
      const letter = letterRow(key, at);
      await db.query(
        sql.writeFolded,
        lists(
          [{ id, ...instanceRow(key, at), seq: 1, personSeq: 1 }],
          [{ id, ...entryRow(key, at), seq: 1, kind: 'timer' }],
          [{ id, key, at, hop: 0 }],
          [letter],
          [{ instance: key, seq: 1, index: 0, at, hop: 1, task: {} }],
          [{ messageId: key, id, instance: key, seq: 1, at, unit: '', seat: '', template: '', level: 0 }],
          [],
          [{ ...letter, id, key: `${key} taken`, content: '', outcome: 'moved', answer: {} }],
          [],
        ),
      );
      throw new Undo();
    });
    return true;
  } catch (error) {
    if (error instanceof Undo) return true;
    if (isOfTheData(error)) return false;
    throw error;
  }
}

const probed = { name: 'dh_probed', text: 'select id from instance where key = $1' };
const lists = (...all: readonly (readonly object[])[]): string[] => all.map((rows) => JSON.stringify(rows));

const instanceRow = (key: string, at: number) => ({
  key,
  definition: '',
  calendar: '',
  plan: '',
  obligation: '',
  period: '',
  kind: '',
  unit: '',
  parent: null,
  group: null,
  reopens: null,
  status: 'running',
  snapshot: {},
  tags: [],
  stage: '',
  due: at,
  seq: 0,
  at,
  hop: 0,
  head: '',
});
const entryRow = (instance: string, at: number) => ({
  instance,
  seq: 0,
  kind: 'opened',
  key: instance,
  at,
  actor: {},
  event: {},
  tags: [],
  due: at,
  unit: '',
  stage: '',
  hash: '',
});
const letterRow = (to: string, at: number) => ({
  to,
  key: to,
  at,
  hop: 1,
  sender: '',
  senderSeq: 1,
  actor: {},
  event: {},
});
