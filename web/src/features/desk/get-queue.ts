import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Queue = components['schemas']['QueueView'];
export type QueueItem = components['schemas']['QueueItem'];
export type QueueAct = components['schemas']['QueueAct'];
/** So many rows of each list; the counts are of all. */
const ROWS = 100;

/** What came in, what is to be looked through, what is still owed, and what waits for a decision. */
export const queueQuery = queryOptions({
  queryKey: ['monitoring', 'queue'],
  queryFn: ({ signal }) =>
    answerOf(api.GET('/api/v1/monitoring/queue', { params: { query: { limit: ROWS } }, signal })),
});
