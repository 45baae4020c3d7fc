import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/clock';
import { dayOf } from '../../lib/format';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { type Split, type Step, trendQuery } from './get-trend';
import { SplitTable } from './split-table';
import { TrendTable } from './trend-table';

const TrendChart = lazy(() => import('./trend-chart').then((part) => ({ default: part.TrendChart })));

/** How rates went: drawn, and as a table; or a table of lines. */
export function TrendSheet({ step, by }: { readonly step: Step; readonly by: Split }) {
  const { t } = useTranslation('trend');
  const { data, error, refetch } = useQuery(trendQuery(step, by));
  const now = useNow();
  const today = now && dayOf(now);
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={6} />;
  const [whole] = data.lines;
  if (!whole) return <EmptyState title={t('none')} />;
  if (data.by !== 'none') return <SplitTable lines={data.lines} />;
  return (
    <>
      <Suspense fallback={<LoadingState rows={1} height={280} />}>
        <TrendChart points={whole.points} today={today} />
      </Suspense>
      <TrendTable points={whole.points} today={today} />
    </>
  );
}
