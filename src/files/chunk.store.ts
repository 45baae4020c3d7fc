import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContentStore } from './content-store.js';
import type { Part } from './range.rules.js';

/** A piece: large enough that a file is few rows, small enough that hundreds at a time are no weight. */
export const CHUNK = 256 * 1024;

/** Beside everything else in PostgreSQL: one backup holds all, and nothing can be there without the other. */
@Injectable()
export class ChunkStore extends ContentStore {
  constructor(private readonly database: DataSource) {
    super();
  }

  async write(id: number, content: AsyncIterable<Buffer>): Promise<void> {
    let no = 0;
    // One after the other: the next piece is read when this one is stored, however fast it comes. No transaction waits meanwhile.
    for await (const data of pieces(content)) {
      await this.database.query(`insert into file_chunk (file_id, no, data) values ($1, $2, $3)`, [id, no, data]);
      no += 1;
    }
  }

  async *read(id: number, { from, to }: Part): AsyncIterable<Buffer> {
    for (let no = Math.floor(from / CHUNK); no * CHUNK <= to; no += 1) {
      const start = no * CHUNK;
      const data = await this.chunk(id, no);
      const piece = data.subarray(Math.max(0, from - start), to - start + 1);
      if (piece.length === 0) throw new Error(`file ${id} ends before its end`);
      yield piece;
    }
  }

  async drop(ids: readonly number[]): Promise<void> {
    await this.database.query(`delete from file_chunk where file_id = any($1::bigint[])`, [ids]);
  }

  private async chunk(id: number, no: number): Promise<Buffer> {
    const [row]: { data: Buffer }[] = await this.database.query(
      `select data from file_chunk where file_id = $1 and no = $2`,
      [id, no],
    );
    if (!row) throw new Error(`file ${id} has no piece ${no}`);
    return row.data;
  }
}

/** Pieces of one size, whatever the line brings; only the last is smaller. */
async function* pieces(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const bytes of content) {
    waiting.push(bytes);
    length += bytes.length;
    if (length < CHUNK) continue;
    const all = Buffer.concat(waiting, length);
    const whole = length - (length % CHUNK);
    for (let at = 0; at < whole; at += CHUNK) yield all.subarray(at, at + CHUNK);
    waiting = whole < length ? [all.subarray(whole)] : [];
    length -= whole;
  }
  if (length > 0) yield Buffer.concat(waiting, length);
}
