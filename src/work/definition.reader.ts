import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What lists say of a definition. */
export type DefinitionHead = {
  readonly hash: string;
  readonly clause: string;
  readonly class: 'hard' | 'programme' | 'standing' | 'event';
  readonly label: { readonly vi: string; readonly en: string };
};

/** Labels and clauses by definition. A content hash never changes its meaning, so what was read stays read. */
@Injectable()
export class DefinitionReader {
  private readonly known = new Map<string, DefinitionHead>();

  constructor(private readonly database: DataSource) {}

  async heads(hashes: Iterable<string>): Promise<ReadonlyMap<string, DefinitionHead>> {
    const missing = [...new Set(hashes)].filter((hash) => !this.known.has(hash));
    if (missing.length > 0) {
      const rows: DefinitionHead[] = await this.database.query(
        `select hash, body->>'clause' as clause, body->>'class' as class, body->'label' as label from definition where hash = any($1)`,
        [missing],
      );
      rows.forEach((head) => this.known.set(head.hash, head));
    }
    return this.known;
  }
}
