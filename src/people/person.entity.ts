import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Person } from '../core/plan/schema.js';

/** A person with the posts that a plan gives them, and when. */
@Entity('person')
export class StoredPerson {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'person_pkey' })
  readonly plan: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'person_pkey' })
  readonly id: string;

  @Column('jsonb')
  readonly body: Person;
}
