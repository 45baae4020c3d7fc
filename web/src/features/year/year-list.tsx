import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { showClause } from '../../lib/clause-help';
import { dateText, numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { HelpLink } from '../../ui/help-link';
import { type Column, DataTable } from '../../ui/data-table';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Bar, Obligation, Year } from './get-year';

type Entry = { readonly obligation: Obligation; readonly section: string; readonly bar: Bar };

/** The same year as a table: for whoever reads rather than looks. */
export function YearList({ year }: { readonly year: Year }) {
  const { t } = useTranslation('year');
  const [language] = useLanguage();
  const entries = year.sections.flatMap(({ section, obligations }) =>
    obligations.flatMap((obligation) => obligation.bars.map((bar) => ({ obligation, section, bar }))),
  );
  const day = (at: string | null): string => (at === null ? '–' : dateText(at));
  const columns: readonly Column<Entry>[] = [
    {
      key: 'what',
      title: t('obligation'),
      cell: ({ obligation, bar }) => (
        <Link to={paths.task} params={{ id: String(bar.id) }}>
          {inPeriod(said(obligation.label, language), bar.period)}
        </Link>
      ),
    },
    {
      key: 'clause',
      title: t('clause'),
      cell: ({ obligation: { clause }, bar }) => (
        <HelpLink open={() => showClause({ instance: bar.id, clause })}>{t('byItsClause', { clause })}</HelpLink>
      ),
    },
    { key: 'opened', title: t('openedOn'), cell: ({ bar }) => day(bar.opened) },
    { key: 'due', title: t('dueOn'), cell: ({ bar }) => day(bar.due) },
    { key: 'sent', title: t('sentOf'), align: 'end', cell: ({ bar }) => sentOf(bar, (n) => numberText(n, language)) },
    {
      key: 'stands',
      title: t('stands'),
      cell: ({ bar: { timeliness } }) => (
        <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
      ),
    },
  ];
  return (
    <DataTable caption={t('title')} columns={columns} rows={entries} keyOf={({ bar }) => bar.id} empty={t('none')} />
  );
}

/** 9/13 */
function sentOf({ tasks }: Bar, text: (n: number) => string): string {
  if (tasks.length === 0) return '–';
  const sum = (name: 'actual' | 'expected'): string => text(tasks.reduce((all, { numbers }) => all + numbers[name], 0));
  return `${sum('actual')}/${sum('expected')}`;
}
