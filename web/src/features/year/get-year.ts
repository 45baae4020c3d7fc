import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Year = components['schemas']['YearView'];
export type Section = Year['sections'][number];
export type Obligation = Section['obligations'][number];
export type Bar = Obligation['bars'][number];

/** The year of a plan; this year, where none is named. */
export const yearQuery = (year: number | undefined) =>
  queryOptions({
    queryKey: ['monitoring', 'year', year],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/monitoring/year', { params: { query: year === undefined ? {} : { year } }, signal })),
    placeholderData: keepPreviousData,
  });
