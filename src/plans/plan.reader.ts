import { Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { PlanVersion } from './plan-version.entity.js';

/** A version without its files. */
export type VersionRow = Omit<PlanVersion, 'id' | 'files'>;
export type StoredVersion = Omit<PlanVersion, 'id'>;

/** What a list of versions says; their files are read one version at a time. */
const listed = {
  ...{ id: true, plan: true, version: true, status: true, content: true },
  ...{ importedAt: true, activeFrom: true, activeTo: true },
} as const;

/** Plan versions as they were imported. */
@Injectable()
export class PlanReader {
  private readonly stored: Repository<PlanVersion>;

  constructor(database: DataSource) {
    this.stored = database.getRepository(PlanVersion);
  }

  versions(): Promise<readonly VersionRow[]> {
    return this.stored.find({ select: listed, order: { plan: 'asc', version: 'desc' } });
  }

  async find(plan: string, version: number): Promise<StoredVersion | undefined> {
    return (await this.stored.findOneBy({ plan, version })) ?? undefined;
  }

  async active(plan: string): Promise<StoredVersion | undefined> {
    return (await this.stored.findOneBy({ plan, status: 'active' })) ?? undefined;
  }

  isAnyActive(): Promise<boolean> {
    return this.stored.existsBy({ status: 'active' });
  }
}
