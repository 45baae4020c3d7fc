import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { periodText } from '../../lib/period';
import { type Column, DataTable } from '../../ui/data-table';
import type { Line } from './get-trend';
import { numberOf } from './trend-table';

/** Line by line, how much came in time in each period. */
export function SplitTable({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation('trend');
  const [language] = useLanguage();
  const periods = [...new Set(lines.flatMap(({ points }) => points.map(({ period }) => period)))].sort();
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: t('who'), cell: (line) => nameOf(line, language) },
    ...periods.map((period): Column<Line> => ({
      key: period,
      title: periodText(period, 'short'),
      align: 'end',
      cell: ({ points }) => {
        const point = points.find((one) => one.period === period);
        return point ? numberOf('rateOnTime', point.numbers.rateOnTime, language) : '';
      },
    })),
  ];
  return (
    <DataTable
      caption={t('splitCaption')}
      columns={columns}
      rows={lines}
      keyOf={({ plan, name }) => `${plan} ${name}`}
      empty={t('none')}
    />
  );
}

function nameOf({ unit, label, name }: Line, language: Language): string {
  const named = unit ? unit.name : label;
  return named ? said(named, language) : (name ?? '–');
}
