import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Sql, Statement } from '../ports.js';

/**
 * What a transaction's work hands back: its value, and the last statement, whose values are ready. It is sent together with
 * the commit, and never the commit without it.
 */
export type Work<T> = {
  readonly value: T;
  readonly last?: { readonly statement: Statement; readonly values: readonly string[] };
};

/** Ids and instants are bigint in the database and stay far below 2^53: they are numbers here, and TypeORM's own parsers stay as they are. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as never),
};

/**
 * What goes through the door waits for its turn and is written whole, however long that takes: the limit on single statements
 * is for those who read. The door looks rows up by their keys, a few or a hundred of them. The planner cannot know how many a list will hold and
 * would rather read a small table whole; told not to, it plans once for all sizes.
 */
const BEGIN = `begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off;
  set local plan_cache_mode = force_generic_plan; set local statement_timeout = 0`;

/** Transactions on TypeORM's own pool, in plain `pg`: begin and the first statements go out together, as do the last and the commit. */
export class Transactions {
  private readonly pool: pg.Pool;
  /** Statements sent so far: a test holds it against the number of instances. */
  statements = 0;

  constructor(database: DataSource) {
    this.pool = (database.driver as unknown as { master: pg.Pool }).master;
  }

  async run<T>(work: (sql: Sql) => Promise<Work<T>>, begin = BEGIN): Promise<T> {
    const client = await this.connect();
    const sql = this.on(client);
    const [begun, working] = inOneBreath(client, () => [client.query(begin), work(sql)]);
    // Its failure is heard below; until then it must not count as unheard.
    begun.catch(() => undefined);
    let broken: Error | undefined;
    try {
      const { value, last } = await working;
      const [, , committed] = await Promise.all([
        begun,
        ...inOneBreath(client, () => [last && sql.query(last.statement, last.values), client.query('commit')] as const),
      ]);
      // A commit behind a failed statement is a rollback that raises nothing of its own.
      if (committed.command !== 'COMMIT') throw new Error('the transaction was rolled back');
      return value;
    } catch (error) {
      await begun.catch(() => undefined);
      await client.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      release(client, broken);
    }
  }

  /** One statement outside any transaction. */
  async query<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    let broken: Error | undefined;
    try {
      return await this.on(client).query<Row>(statement, values);
    } catch (error) {
      if (isConnectionLost(error)) broken = error as Error;
      throw error;
    } finally {
      release(client, broken);
    }
  }

  /** The pool listens to idle connections only: one that breaks in our hands must find us listening, or it ends the process. */
  private async connect(): Promise<pg.PoolClient> {
    const client = await this.pool.connect();
    return client.on('error', heard);
  }

  private on(client: pg.PoolClient): Sql {
    return {
      query: async <Row>({ name, text }: Statement, values: readonly unknown[] = []): Promise<Row[]> => {
        this.statements += 1;
        const { rows } = await client.query({ name, text, values: [...values], types });
        return rows as Row[];
      },
    };
  }
}

/** What is said without waiting for an answer goes out in one packet. `pg` corks the same stream, statement by statement. */
function inOneBreath<T>(client: pg.PoolClient, say: () => T): T {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection;
  stream.cork();
  try {
    return say();
  } finally {
    stream.uncork();
  }
}

/** Whatever was under way on the connection fails with the same error, and is answered there. */
const heard = (): void => undefined;
const release = (client: pg.PoolClient, broken?: Error): void => client.off('error', heard).release(broken);

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** The server went away, is coming up, or has run out of something: the same work may be tried again, keys make it happen once. */
export const isConnectionLost = (error: unknown): boolean => {
  const code = codeOf(error);
  // 25P03: the process was frozen in the middle of a transaction, and its locks were given to others.
  if (
    /^(08|53|57|58|25P03)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(code)
  )
    return true;
  return (
    error instanceof Error &&
    /Connection terminated|Client has encountered a connection error|not queryable|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  );
};

/** Two transactions met; one of them may simply go again. */
export const isContention = (error: unknown): boolean => ['40001', '40P01', '55P03'].includes(codeOf(error));

/** The database cannot keep something that it was given: trying again will not help, and others are not concerned. */
export const isOfTheData = (error: unknown): boolean => /^(21|22|23|54)/.test(codeOf(error));
