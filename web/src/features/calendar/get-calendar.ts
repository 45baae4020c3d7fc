import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, ifMatch, taggedAnswerOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { isDay } from '../../lib/format';

type Schemas = components['schemas'];
export type CalendarYear = Schemas['CalendarYearView'];
export type CalendarDay = Schemas['CalendarDayView'];
export type WorkingDay = Schemas['WorkingDayView'];
export type ListedDay = Schemas['WriteCalendar']['days'][number];
export type Of = { readonly plan: string; readonly version: number };

export const yearQuery = ({ plan, version }: Of, year: number) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'calendar', year],
    queryFn: ({ signal }) =>
      taggedAnswerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}/calendars/{year}', {
          params: { path: { plan, version, year } },
          signal,
        }),
      ),
  });

export const workingDayQuery = ({ plan, version }: Of, from: string, workingDays: number) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'working-day', from, workingDays],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}/working-day', {
          params: { path: { plan, version }, query: { from, workingDays } },
          signal,
        }),
      ),
    enabled: isDay(from) && workingDays !== 0,
  });

type Writing = Of & {
  readonly year: number;
  readonly etag: string | undefined;
  readonly status: 'decided' | 'provisional';
  readonly days: readonly ListedDay[];
};
export const writeYear = ({ plan, version, year, etag, status, days }: Writing) =>
  answerOf(
    api.PUT('/api/v1/plans/{plan}/versions/{version}/calendars/{year}', {
      params: { path: { plan, version, year }, header: { 'If-Match': etag ?? '' } },
      headers: ifMatch(etag),
      body: { status, days: [...days] },
    }),
  );
