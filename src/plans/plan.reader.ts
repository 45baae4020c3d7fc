import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager, In, Not, type FindOptionsWhere, type Repository } from 'typeorm';
import type { Asks } from '../people/trail.js';
import { PlanVersion } from './plan-version.entity.js';

/** A version without its files. */
export type VersionRow = Omit<PlanVersion, 'id' | 'files'>;
export type StoredVersion = Omit<PlanVersion, 'id'>;

/** What a list of versions says; their files are read one version at a time. */
const listed = {
  ...{ id: true, plan: true, version: true, status: true, content: true },
  ...{ importedAt: true, activeFrom: true, activeTo: true },
} as const;

/** Of which plans somebody sees the versions that run or ran, and of which the drafts; null: of all. */
export type VersionsSeen = { readonly running: readonly string[] | null; readonly drafts: readonly string[] | null };
const of = (plans: readonly string[] | null): FindOptionsWhere<PlanVersion> =>
  plans === null ? {} : { plan: In([...plans]) };

/** Plan versions as they were imported. */
@Injectable()
export class PlanReader {
  private readonly stored: Repository<PlanVersion>;

  constructor(@Inject(DataSource) database: DataSource | EntityManager) {
    this.stored = database.getRepository(PlanVersion);
  }

  /** Over the connection of a transaction: whoever holds a lock waits for no second one, which those may have who wait for the lock. */
  within(db: Asks): PlanReader {
    if (!(db instanceof EntityManager)) throw new Error('this is no transaction of the database');
    return new PlanReader(db);
  }

  versions({ running, drafts }: VersionsSeen): Promise<readonly VersionRow[]> {
    const where = [
      { status: Not('draft'), ...of(running) },
      { status: 'draft', ...of(drafts) },
    ] as FindOptionsWhere<PlanVersion>[];
    return this.stored.find({ select: listed, where, order: { plan: 'asc', version: 'desc' } });
  }

  /** A draft is not there for whoever does not write the plan. */
  async find(plan: string, version: number, withDrafts = true): Promise<StoredVersion | undefined> {
    const status = withDrafts ? {} : ({ status: Not('draft') } as FindOptionsWhere<PlanVersion>);
    return (await this.stored.findOneBy({ plan, version, ...status })) ?? undefined;
  }

  async active(plan: string): Promise<StoredVersion | undefined> {
    return (await this.stored.findOneBy({ plan, status: 'active' })) ?? undefined;
  }

  isAnyActive(): Promise<boolean> {
    return this.stored.existsBy({ status: 'active' });
  }
}
