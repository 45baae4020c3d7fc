import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, taggedAnswerOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Plan = Schemas['PlanView'];
export type PlanVersion = Schemas['PlanVersionView'];
export type VersionDetail = Schemas['PlanVersionDetail'];
export type Vocabulary = Schemas['PlanVocabulary'];
export type Checked = Schemas['CheckedObligation'];
export type FieldFinding = Schemas['FieldFindingView'];
export type Finding = Schemas['FindingView'];
export type Comparison = Schemas['ComparisonView'];
export type PlanMessages = Schemas['PlanMessagesView'];
export type Edited = Schemas['EditedPlan'];
export type Written = Readonly<Record<string, unknown>>;

export type At = { readonly plan: string; readonly version: number };

export const versionQuery = ({ plan, version }: At) =>
  queryOptions({
    queryKey: ['plans', plan, version],
    queryFn: ({ signal }) =>
      taggedAnswerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}', { params: { path: { plan, version } }, signal }),
      ),
  });

export const lintQuery = ({ plan, version }: At, content: string | undefined) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'lint', content],
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/api/v1/plans/{plan}/versions/{version}/lint', { params: { path: { plan, version } }, signal }),
      ),
    enabled: content !== undefined,
    staleTime: Infinity,
  });

export const vocabularyQuery = ({ plan, version }: At) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'vocabulary'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}/vocabulary', { params: { path: { plan, version } }, signal }),
      ),
  });

export const obligationQuery = ({ plan, version }: At, obligation: string) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'obligations', obligation],
    queryFn: ({ signal }) =>
      taggedAnswerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}/obligations/{obligation}', {
          params: { path: { plan, version, obligation } },
          signal,
        }),
      ),
    // What is typed over it must not be exchanged for what comes from elsewhere.
    staleTime: Infinity,
    gcTime: 0,
  });

/** What is wrong with it as it is written, and the dates that it comes to. */
export const checkQuery = ({ plan, version }: At, obligation: string, written: Written) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'check', obligation, written],
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/check', {
          params: { path: { plan, version, obligation } },
          body: { obligation: written },
          signal,
        }),
      ),
    gcTime: 60_000,
  });

/** What people are told about an obligation, as it would be read. */
export const messagesQuery = ({ plan, version }: At, obligation: string, content: string) =>
  queryOptions({
    queryKey: ['plans', plan, version, 'messages', obligation, content],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/messages', {
          params: { path: { plan, version, obligation } },
          signal,
        }),
      ),
  });

export const comparisonQuery = (plan: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['plans', plan, 'compare', from, to],
    queryFn: ({ signal }) =>
      answerOf(api.POST('/api/v1/plans/{plan}/compare', { params: { path: { plan } }, body: { from, to }, signal })),
    gcTime: 0,
    staleTime: 0,
  });
