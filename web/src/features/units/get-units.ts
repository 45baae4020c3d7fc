import { queryOptions } from '@tanstack/react-query';
import { allOf } from '../../lib/all-of';
import { answerOf, api, ifMatch, pageOf, taggedAnswerOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Unit = Schemas['PlanUnit'];
export type WrittenUnit = Schemas['WriteUnit']['unit'];
type Of = { readonly plan: string; readonly version: number };

type Units = { readonly units: readonly Unit[]; readonly etag: string | undefined };

/** All units of a version, page after page: a year can be looked at without asking again. Their tag is from before: what comes between is refused rather than written over. */
export const unitsQuery = ({ plan, version }: Of) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'units'],
    queryFn: async ({ signal }): Promise<Units> => {
      const { etag } = await taggedAnswerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}', { params: { path: { plan, version } }, signal }),
      );
      const units = await allOf((more) =>
        answerOf(
          api.GET('/api/v1/plans/{plan}/versions/{version}/units', {
            params: { path: { plan, version }, query: { limit: 200, ...more } },
            signal,
          }),
        ),
      );
      return { units, etag };
    },
  });

export type OpenTask = Pick<Schemas['WorkItem'], 'id' | 'label' | 'period' | 'due'>;
/** The most urgent of what a unit still has to do; there is more where there is a next page. */
export const openWorkQuery = (plan: string, unit: string) =>
  queryOptions({
    queryKey: ['work', 'open', plan, unit],
    queryFn: ({ signal }) =>
      pageOf<OpenTask>(
        api.GET('/api/v1/tasks', {
          params: { query: { plan, unit, status: 'running', sort: 'urgency', limit: 6 } },
          signal,
        }),
      ),
  });

type Writing = Of & { readonly code: string; readonly unit: WrittenUnit; readonly etag: string | undefined };
export const writeUnit = ({ plan, version, code, unit, etag }: Writing) =>
  answerOf(
    api.PUT('/api/v1/plans/{plan}/versions/{version}/units/{unit}', {
      params: { path: { plan, version, unit: code }, header: { 'If-Match': etag ?? '' } },
      headers: ifMatch(etag),
      body: { unit },
    }),
  );
