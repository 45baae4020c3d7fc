import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export type VersionStatus = 'draft' | 'active' | 'superseded';

/** A version without its files. */
export type VersionRow = {
  readonly plan: string;
  readonly version: number;
  readonly status: VersionStatus;
  /** The content hash of its files. */
  readonly content: string;
  readonly importedAt: Date;
  readonly activeFrom: number | null;
  readonly activeTo: number | null;
};
export type StoredVersion = VersionRow & { readonly files: Readonly<Record<string, string>> };

const columns = `plan, version, status, content, imported_at as "importedAt", active_from::float8 as "activeFrom", active_to::float8 as "activeTo"`;

/** Plan versions as they were imported. */
@Injectable()
export class PlanReader {
  constructor(private readonly database: DataSource) {}

  versions(): Promise<readonly VersionRow[]> {
    return this.database.query(`select ${columns} from plan_version order by plan, version desc`);
  }

  async find(plan: string, version: number): Promise<StoredVersion | undefined> {
    const rows: StoredVersion[] = await this.database.query(
      `select ${columns}, files from plan_version where plan = $1 and version = $2`,
      [plan, version],
    );
    return rows[0];
  }

  async active(plan: string): Promise<StoredVersion | undefined> {
    const rows: StoredVersion[] = await this.database.query(
      `select ${columns}, files from plan_version where plan = $1 and status = 'active'`,
      [plan],
    );
    return rows[0];
  }

  async isAnyActive(): Promise<boolean> {
    const rows: unknown[] = await this.database.query(`select from plan_version where status = 'active' limit 1`);
    return rows.length > 0;
  }
}
