import { hasSign, type Sign } from './signs.rules.js';

/**
 * The boxes of a unit's home, in its people's words: chờ tiếp nhận · đang làm · sắp đến hạn · quá hạn · bị trả lại ·
 * đã gửi · hoàn thành · để biết. What is owed is in one of the first, `doing` or `returned`; `due-soon` and `overdue` cut
 * across these, since what was returned is overdue as well once its days are over.
 */
export const buckets = [
  'awaiting-receipt',
  'doing',
  'due-soon',
  'overdue',
  'returned',
  'sent',
  'done',
  'for-information',
] as const;
export type Bucket = (typeof buckets)[number];

const ended: readonly Sign[] = ['handed-in', 'exempt', 'cancelled', 'suspended'];

/** Somebody has to do something about it, in SQL: it runs, and is neither handed in nor excused. */
export const isOwed = (i = 'i'): string => `(${i}.status <> 'done' and not ${hasSign(i, ...ended)})`;

/** The same of one that is at hand. */
export const isOwedNow = (status: string, tags: readonly string[]): boolean =>
  status !== 'done' && !ended.some((tag) => tags.includes(tag));

/** What is in a box, in SQL. */
export function inBucket(bucket: Bucket, i = 'i'): string {
  const owed = isOwed(i);
  const handedIn = hasSign(i, 'handed-in');
  // Whoever appraises may still send it back; accepted is what their part ends with.
  const isOver = `(${i}.status = 'done' or ${hasSign(i, 'accepted')})`;
  switch (bucket) {
    case 'awaiting-receipt':
      return `${owed} and ${hasSign(i, 'awaiting-receipt', 'unconfirmed')}`;
    case 'doing':
      return `${owed} and not ${hasSign(i, 'awaiting-receipt', 'unconfirmed', 'returned')}`;
    case 'due-soon':
    case 'overdue':
    case 'returned':
      return `${owed} and ${hasSign(i, bucket)}`;
    case 'sent':
      return `${handedIn} and not ${isOver}`;
    case 'done':
      return `${handedIn} and ${isOver}`;
    case 'for-information':
      return `not ${owed} and not ${handedIn}`;
    default:
      return bucket satisfies never;
  }
}
