import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { bigint } from '../platform/database.js';
import type { Language } from '../platform/language.js';
import type { Rendered } from './render.js';

/** What a post in a unit was told in the application itself, in each language as it was said. */
@Entity('inbox_message')
@Unique('inbox_message_message_id_key', ['messageId'])
@Index('inbox_message_unit', { synchronize: false })
@Index('inbox_message_unread', { synchronize: false })
@Index('inbox_message_talk', { synchronize: false })
export class InboxMessage {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'inbox_message_pkey',
  })
  readonly id: string;

  /** The outbox's id of the message: a repeat of it changes nothing. */
  @Column('text', { name: 'message_id' })
  readonly messageId: string;

  @Column('text')
  readonly unit: string;

  @Column('text')
  readonly seat: string;

  @Column('bigint', { name: 'instance_id', transformer: bigint })
  readonly instanceId: number;

  @Column('int')
  readonly seq: number;

  @Column('bigint', { transformer: bigint })
  readonly at: number;

  @Column('text')
  readonly template: string;

  @Column('int')
  readonly level: number;

  @Column('json')
  readonly said: Readonly<Record<Language, Rendered>>;

  /** The account whose words it tells of; null: the work itself tells. */
  @Column('text', { nullable: true })
  readonly author: string | null;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readonly readAt: Date | null;

  @Column('timestamptz', { name: 'stored_at', default: () => 'now()' })
  readonly storedAt: Date;
}
