import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Page, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { dayNumber, dayOfNumber } from '../../lib/days';

type Schemas = components['schemas'];
export type Occurrence = Schemas['WorkItem'];
export type Detail = Schemas['PlanVersionDetail'];
export type Obligation = Detail['obligations'][number];
export type PlannedDate = Schemas['PreviewEntryView'];

/** All pages of a list, one after another: what a plan owes is looked through whole. */
async function allOf<Item>(ask: (cursor: string | undefined) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await ask(cursor);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}
const after = (cursor: string | undefined) => ({ limit: 200, ...(cursor !== undefined && { cursor }) });

/** The plans that run, each as its running version has it. */
export const runningPlansQuery = queryOptions({
  queryKey: ['obligations', 'plans'],
  queryFn: async ({ signal }): Promise<readonly Detail[]> => {
    const { items } = await answerOf(api.GET('/api/v1/plans', { params: { query: { limit: 200 } }, signal }));
    const running = items.flatMap(({ plan, active }) => (active === null ? [] : [{ plan, version: active }]));
    return Promise.all(
      running.map((path) => answerOf(api.GET('/api/v1/plans/{plan}/versions/{version}', { params: { path }, signal }))),
    );
  },
  staleTime: 60_000,
});

/** The schedules of a plan: when each opens next. */
export const schedulesQuery = (plan: string) =>
  queryOptions({
    queryKey: ['obligations', plan, 'schedules'],
    queryFn: ({ signal }) =>
      allOf((cursor) =>
        pageOf<Occurrence>(api.GET('/api/v1/obligations', { params: { query: { plan, ...after(cursor) } }, signal })),
      ),
  });

/** Occurrences of a plan: those that run, or all of one obligation. */
export const occurrencesQuery = (plan: string, obligation?: string) =>
  queryOptions({
    queryKey: ['obligations', plan, 'occurrences', obligation],
    queryFn: ({ signal }) => {
      const which = obligation === undefined ? { status: 'running' as const } : { obligation };
      return allOf((cursor) =>
        pageOf<Occurrence>(
          api.GET('/api/v1/occurrences', {
            params: { query: { plan, ...which, ...after(cursor), sort: 'due' } },
            signal,
          }),
        ),
      );
    },
  });

/** So far ahead one looks: the next of what comes once a year is in it. */
const AHEAD = 400;

/** The dates that the running version brings to an obligation from a day on, and why each is that day. */
export const plannedQuery = (plan: string, version: number, obligation: string, from: string) =>
  queryOptions({
    queryKey: ['obligations', plan, 'planned', version, obligation, from],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}/preview', {
          params: { path: { plan, version }, query: { from, to: dayOfNumber(dayNumber(from) + AHEAD), obligation } },
          signal,
        }),
      ),
    staleTime: 10 * 60_000,
  });
