import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { listFields } from '../platform/list-query.js';
import { wholeText } from '../platform/read-schema.js';
import { LabelText } from '../platform/label.dto.js';

export const rowParam = wholeText(1).meta({ description: 'The number of the row.', example: 12 });
export const outboxQuery = z.strictObject({
  status: z
    .enum(['waiting', 'delivered', 'dead'])
    .optional()
    .meta({ description: 'Not yet delivered, delivered, or given up.', example: 'waiting' }),
  ...listFields(['id'], '-id'),
});
export type OutboxQuery = z.infer<typeof outboxQuery>;
export const troubleQuery = z.strictObject(listFields(['id'], '-id'));
export type TroubleQuery = z.infer<typeof troubleQuery>;
export const timersQuery = z.strictObject(listFields(['at'], 'at'));
export type TimersQuery = z.infer<typeof timersQuery>;

export class QueueState {
  /** Where the queue is kept. */
  kind: 'postgresql' | 'redis';
  isWell: boolean;
  /** What is wrong with it, where something is. The sweeps go on without it. */
  trouble: string | null;
}
export class OutboxCounts {
  waiting: number;
  /** Of these, tried before and refused. */
  refused: number;
  delivered: number;
  dead: number;
}
export class TimerCounts {
  pending: number;
  /** Due by now, and not yet played. */
  late: number;
  @Instant()
  next: string | null;
}
/** What the machine is at, in the plans that one administers. */
export class OperationsView {
  /** By the clock that the work goes by. */
  @Instant()
  at: string;
  queue: QueueState;
  timers: TimerCounts;
  outbox: OutboxCounts;
  /** Instances and errands that were set aside. */
  quarantined: number;
  errandsAside: number;
  /** Letters between instances that wait for their turn. */
  lettersWaiting: number;
  /** When something last moved by itself: a timer that fired. */
  @Instant()
  lastTimer: string | null;
}
export class TimerRow {
  instance: number;
  key: string;
  plan: string;
  obligation: string;
  unit: string;
  @Instant()
  at: string;
  isLate: boolean;
  label: LabelText;
}
export class TimerPage {
  items: TimerRow[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class OutboxRow {
  id: number;
  plan: string;
  instance: number;
  key: string;
  unit: string;
  seat: string;
  template: string;
  level: number;
  @Instant()
  at: string;
  status: 'waiting' | 'delivered' | 'dead';
  attempts: number;
  /** The channels that have taken it. */
  taken: string[];
  @Instant()
  nextTry: string | null;
  @Instant()
  deliveredAt: string | null;
  @Instant()
  deadAt: string | null;
  error: string | null;
}
export class OutboxPage {
  items: OutboxRow[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class AsideRow {
  id: number;
  /** An instance whose step threw, or an errand that could not be done. */
  kind: 'instance' | 'errand';
  plan: string;
  key: string;
  obligation: string;
  unit: string;
  /** Since the last thing that it did. */
  @Instant()
  at: string;
  trouble: string | null;
}
export class AsidePage {
  items: AsideRow[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
export class Retried {
  id: number;
  /** Of an instance: whether it went on, or was set aside once more. */
  status: 'waiting' | 'running' | 'done' | 'quarantined';
  trouble: string | null;
}
