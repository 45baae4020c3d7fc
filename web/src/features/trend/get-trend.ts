import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Trend = components['schemas']['TrendView'];
export type Line = Trend['lines'][number];
export type Point = Line['points'][number];

export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];
export const splits = ['none', 'obligation', 'unit'] as const;
export type Split = (typeof splits)[number];

export const stepOf = (word: string | undefined): Step => steps.find((one) => one === word) ?? 'quarter';
export const splitOf = (word: string | undefined): Split => splits.find((one) => one === word) ?? 'none';

export const trendQuery = (step: Step, by: Split) =>
  queryOptions({
    queryKey: ['monitoring', 'trend', step, by],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/monitoring/trend', { params: { query: { step, by } }, signal })),
    placeholderData: keepPreviousData,
  });
