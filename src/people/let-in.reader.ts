import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Holder, scopeFor } from './access.rules.js';
import { visible, visibleTo } from './visible.js';

/** Which dossiers some posts let somebody into. */
@Injectable()
export class LetInReader {
  constructor(private readonly database: DataSource) {}

  async keys(keys: readonly string[], holder: Pick<Holder, 'posts' | 'offices'>): Promise<readonly string[]> {
    const rows: { key: string }[] = await this.database.query(
      `select i.key from instance i where i.key = any($1) and ${visible(2)} order by i.key`,
      [keys, ...visibleTo(scopeFor(holder))],
    );
    return rows.map(({ key }) => key);
  }
}
