import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Json } from '../core/canonical.js';

/** With what settings processes of a role were last started. */
@Injectable()
export class SettingsReader {
  constructor(private readonly database: DataSource) {}

  async last(role: string): Promise<Readonly<Record<string, Json>> | undefined> {
    const [row]: { after: Readonly<Record<string, Json>> }[] = await this.database.query(
      `select after from audit_entry where kind = 'configuration-changed' and subject = $1 order by seq desc limit 1`,
      [role],
    );
    return row?.after;
  }
}
