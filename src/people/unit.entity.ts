import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Unit } from '../core/plan/schema.js';

/** A unit (đơn vị) as the newest active version of its plan describes it. */
@Entity('unit')
// Of an expression, which only the migrations know how to make.
@Index('unit_order', { synchronize: false })
export class StoredUnit {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'unit_pkey' })
  readonly plan: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'unit_pkey', collation: 'C' })
  readonly code: string;

  @Column('jsonb')
  readonly body: Unit;
}
