import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components, operations } from '../../lib/api.gen';
import { whole } from '../../lib/whole';
import type { Bucket } from './buckets';

type Schemas = components['schemas'];
export type Task = Schemas['WorkItem'];

/** Of one unit, where somebody has several; else of all of theirs. */
type Whose = { readonly unit?: string | undefined };
const narrowed = ({ unit }: Whose) => (unit === undefined ? {} : { unit });

export const countsQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ['work', 'counts', whose],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/tasks/counts', { params: { query: narrowed(whose) }, signal })),
  });

type Listed = Whose & { readonly bucket?: Bucket | undefined };

/** What is in a box, or all that runs; the most urgent first. */
export const tasksQuery = ({ bucket, ...whose }: Listed) =>
  infiniteQueryOptions({
    queryKey: ['work', 'tasks', { bucket, ...whose }],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/tasks', {
          params: {
            query: {
              ...narrowed(whose),
              ...(bucket === undefined ? { status: 'running' as const } : { bucket }),
              sort: bucket === 'done' || bucket === 'for-information' ? '-due' : 'urgency',
              limit: 50,
              ...(pageParam !== undefined && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ).then(whole<Task>),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** All that is due from one day to before another, in the order of time. */
export const dueBetweenQuery = (from: string, to: string, whose: Whose) =>
  queryOptions({
    queryKey: ['work', 'due', from, to, whose],
    queryFn: ({ signal }) => inTime({ ...narrowed(whose), dueAfter: from, dueBefore: to }, signal),
  });

/** All that is overdue, in the order of time. */
export const overdueQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ['work', 'overdue', whose],
    queryFn: ({ signal }) => inTime({ ...narrowed(whose), bucket: 'overdue' as const }, signal),
  });

type Which = Pick<
  NonNullable<operations['workTasks']['parameters']['query']>,
  'unit' | 'bucket' | 'dueAfter' | 'dueBefore'
>;
async function inTime(which: Which, signal: AbortSignal): Promise<readonly Task[]> {
  const all: Task[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...which, sort: 'due' as const, limit: 100, ...(cursor !== undefined && { cursor }) };
    const page: { readonly items: readonly Task[]; readonly next: string | null } = whole<Task>(
      await answerOf(api.GET('/api/v1/tasks', { params: { query }, signal })),
    );
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && all.length < MOST);
  return all;
}
/** More than anybody reads in one month. */
const MOST = 500;
