import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Readable, Writable } from 'node:stream';
import type { TableHead } from './archive.js';

type Place = { readonly databaseUrl: string; readonly databaseSchema: string };

/** One connection that copies: its own, because COPY cannot share one on which statements go out ahead of their answers. */
export class CopyConnection {
  private constructor(private readonly client: pg.Client) {}

  static async open({ databaseUrl, databaseSchema }: Place): Promise<CopyConnection> {
    const options = `-c search_path=${databaseSchema} -c idle_in_transaction_session_timeout=0`;
    const client = new pg.Client({ connectionString: databaseUrl, options, application_name: 'dung-han copy' });
    // Whatever is under way on it fails with the same error, and is answered there.
    client.on('error', () => undefined);
    await client.connect();
    return new CopyConnection(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(text, [...values])).rows;
  }

  out({ table, columns }: TableHead): Readable {
    return this.client.query(copyTo(`copy ${name(table)} (${columns.map(name).join(', ')}) to stdout`));
  }

  into({ table, columns }: TableHead): Writable {
    return this.client.query(copyFrom(`copy ${name(table)} (${columns.map(name).join(', ')}) from stdin`));
  }

  async migrations(): Promise<string[]> {
    const rows = await this.query<{ name: string }>('select name from migration order by id');
    return rows.map((row) => row.name);
  }

  /** Each after those that it refers to, and with the columns that hold something of their own. */
  async tables(): Promise<TableHead[]> {
    const tables = await this.query<{ table: string; columns: string[]; needs: string[] }>(
      `select c.relname as table,
         (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype) as columns,
         array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
          where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
       from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'migration' order by c.relname`,
    );
    const sorted: TableHead[] = [];
    const done = new Set<string>();
    while (sorted.length < tables.length) {
      const next = tables.find(({ table, needs }) => !done.has(table) && needs.every((one) => done.has(one)));
      if (!next) throw new Error('tables refer to each other in a circle');
      done.add(next.table);
      sorted.push({ table: next.table, columns: next.columns });
    }
    return sorted;
  }

  /** After rows have come with their own numbers, the next ones go on behind them. */
  async resetIdentities(): Promise<void> {
    const columns = await this.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = current_schema() and is_identity = 'YES'`,
    );
    for (const { table, column } of columns)
      await this.query(
        `select setval(pg_get_serial_sequence($1, $2), greatest(max(${name(column)}), 1), max(${name(column)}) is not null) from ${name(table)}`,
        [name(table), column],
      );
  }
}

const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
