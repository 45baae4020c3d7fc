import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { bigint } from '../platform/database.js';

export type VersionStatus = 'draft' | 'active' | 'superseded';

/** A version of a plan (phiên bản kế hoạch) as it was imported. Of each plan at most one is active. */
@Entity('plan_version')
@Unique('plan_version_plan_version_key', ['plan', 'version'])
@Check('plan_version_status_check', `status in ('draft', 'active', 'superseded')`)
@Index('plan_version_active', { synchronize: false })
export class PlanVersion {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'plan_version_pkey',
  })
  readonly id: string;

  @Column('text')
  readonly plan: string;

  @Column('int')
  readonly version: number;

  @Column('text')
  readonly status: VersionStatus;

  /** The content hash of its files. */
  @Column('text')
  readonly content: string;

  @Column('json')
  readonly files: Readonly<Record<string, string>>;

  @Column('timestamptz', { name: 'imported_at', default: () => 'now()' })
  readonly importedAt: Date;

  @Column('bigint', { name: 'active_from', nullable: true, transformer: bigint })
  readonly activeFrom: number | null;

  @Column('bigint', { name: 'active_to', nullable: true, transformer: bigint })
  readonly activeTo: number | null;
}
