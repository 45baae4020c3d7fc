import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Whoever may sign in. Where a plan names a person of the same id, the account is that person's. */
@Entity('account')
export class Account {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'account_pkey' })
  readonly id: string;

  @Column({ type: 'text', collation: 'C' })
  readonly name: string;

  @Column('text', { name: 'display_name' })
  readonly displayName: string;

  @Column('text', { nullable: true })
  readonly email: string | null;

  @Column('text', { nullable: true })
  readonly phone: string | null;

  /** Argon2id with its parameters; null: signs in elsewhere only. */
  @Column('text', { nullable: true })
  readonly password: string | null;

  @Column('boolean', { name: 'must_change', default: false })
  readonly mustChange: boolean;

  @Column('text', { name: 'totp_secret', nullable: true })
  readonly totpSecret: string | null;

  @Column('timestamptz', { name: 'totp_since', nullable: true })
  readonly totpSince: Date | null;

  @Column('bigint', { name: 'totp_step', nullable: true })
  readonly totpStep: string | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  readonly disabledAt: Date | null;

  @Column('int', { default: 1 })
  readonly version: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt: Date;
}
