import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Unit } from '../core/plan/schema.js';

/** A unit (đơn vị) as the newest active version of its plan describes it. */
@Entity('unit')
export class StoredUnit {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'unit_pkey' })
  readonly plan: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'unit_pkey', collation: 'C' })
  readonly code: string;

  @Column('jsonb')
  readonly body: Unit;
}
