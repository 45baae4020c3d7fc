import { useTranslation } from 'react-i18next';
import { isOver } from '../../lib/days';
import { numberText, percentText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { periodText } from '../../lib/period';
import { type Column, DataTable } from '../../ui/data-table';
import type { Point } from './get-trend';

const names = ['expected', 'actual', 'rate', 'onTime', 'rateOnTime'] as const;

/** Period by period, the five numbers. */
export function TrendTable({
  points,
  today,
}: {
  readonly points: readonly Point[];
  readonly today: string | undefined;
}) {
  const { t } = useTranslation('trend');
  const [language] = useLanguage();
  const columns: readonly Column<Point>[] = [
    { key: 'period', title: t('period'), cell: ({ period }) => named(period, today, t) },
    ...names.map((name): Column<Point> => ({
      key: name,
      title: t(name),
      align: 'end',
      cell: ({ numbers }) => numberOf(name, numbers[name], language),
    })),
  ];
  return (
    <DataTable caption={t('title')} columns={columns} rows={points} keyOf={({ period }) => period} empty={t('none')} />
  );
}

/** What still runs looks worse than it will be: it is said. */
const named = (period: string, today: string | undefined, t: (key: 'running') => string): string =>
  isOver(period, today) ? periodText(period, 'short') : `${periodText(period, 'short')} (${t('running')})`;

/** Of nothing there is no share. */
export function numberOf(name: (typeof names)[number], value: number | null, language: Language): string {
  if (value === null) return '–';
  return name === 'rate' || name === 'rateOnTime' ? percentText(value / 100, language) : numberText(value, language);
}
