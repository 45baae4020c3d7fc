import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Standing = components['schemas']['StandingView'];
export type Item = components['schemas']['MonitoredItem'];
export type ItemList = components['schemas']['MonitoredList'];
export type Quadrant = (typeof quadrants)[number];

/** The numbers that stand on the page, as the API calls what is behind them. */
export const quadrants = [
  'done-on-time',
  'done-late',
  'open-in-time',
  'open-overdue',
  'done-untimed',
  'exempt',
  'not-assessable',
] as const;
/** The lists of the page. */
export const lists = ['late', 'newlyOverdue', 'notRequested', 'escalated', 'decisions'] as const;
export type List = (typeof lists)[number];

type Asked = {
  readonly asOf?: string | undefined;
  readonly unit?: string | undefined;
  readonly limit: number;
};

/** Rows of each list: what fits on one sheet. */
const ROWS = 10;
/** What leadership's page asks, of now or of a past day. */
export const ofSheet = (asOf: string | undefined): Asked => ({ asOf, limit: ROWS });

export const standingQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['monitoring', 'standing', asked],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/monitoring/standing', { params: { query: definedOf(asked) }, signal })),
    placeholderData: keepPreviousData,
  });

export const itemsQuery = (asked: Asked & { readonly quadrant: Quadrant }) =>
  queryOptions({
    queryKey: ['monitoring', 'items', asked],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/monitoring/standing/items', { params: { query: definedOf(asked) }, signal })),
  });

/** Without what was left out: the API is asked nothing about it. */
const definedOf = <Query extends Asked>({ asOf, unit, ...query }: Query) => ({
  ...query,
  ...(asOf !== undefined && { asOf }),
  ...(unit !== undefined && { unit }),
});
