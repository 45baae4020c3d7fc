import type { components } from '../../lib/api.gen';

export type Bucket = components['schemas']['BucketCount']['bucket'];

/** The boxes, as an address may name them. */
export const buckets: readonly Bucket[] = [
  'awaiting-receipt',
  'doing',
  'due-soon',
  'overdue',
  'returned',
  'sent',
  'done',
  'for-information',
];
