import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { showClause } from '../../lib/clause-help';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { type Column, DataTable } from '../../ui/data-table';
import { HelpLink } from '../../ui/help-link';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Obligation, Occurrence } from './get-obligations';
import { nextDate, oftenText } from './occasions';
import styles from './obligations.module.css';

type Props = {
  readonly plan: string;
  readonly caption: string;
  readonly obligations: readonly Obligation[];
  readonly schedules: readonly Occurrence[];
  readonly running: readonly Occurrence[];
  readonly now: string;
  /** What a unit is called. */
  readonly nameOf: (unit: string) => string;
};

/** What one section of a plan asks for: each obligation, whose it is, what comes next and what is open. */
export function ObligationTable({ plan, caption, obligations, schedules, running, now, nameOf }: Props) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  const openOf = ({ id }: Obligation) => running.filter(({ obligation }) => obligation === id);
  const columns: readonly Column<Obligation>[] = [
    {
      key: 'what',
      title: t('obligation'),
      isRowHeader: true,
      cell: ({ id, label }) => (
        <Link to={paths.obligation} params={{ plan, obligation: id }}>
          {said(label, language)}
        </Link>
      ),
    },
    {
      key: 'clause',
      title: t('clause'),
      width: '11%',
      cell: ({ clause }) => (
        <HelpLink open={() => showClause({ plan, clause })}>{t('byItsClause', { clause })}</HelpLink>
      ),
    },
    {
      key: 'kind',
      title: t('kind'),
      width: '15%',
      cell: (one) => (
        <span className={styles['two']}>
          <span>{t(`class.${one.class}`)}</span>
          <span className={styles['soft']}>{oftenText(one, t)}</span>
        </span>
      ),
    },
    {
      key: 'owner',
      title: t('owner'),
      width: '18%',
      cell: (one) => {
        const units = openOf(one).flatMap(({ children }) => children);
        return (
          <span className={styles['two']}>
            <span>{nameOf(one.owner)}</span>
            {units[0] && <span className={styles['soft']}>{t('asked', { count: units[0].expected })}</span>}
          </span>
        );
      },
    },
    {
      key: 'next',
      title: t('next'),
      width: '13%',
      cell: (one) => {
        const opensNext = schedules.find(({ obligation }) => obligation === one.id)?.opensNext;
        const date = nextDate(openOf(one), opensNext, now);
        return date ? <span className="numbers">{t(`nextDate.${date.kind}`, { day: dateText(date.at) })}</span> : '–';
      },
    },
    {
      key: 'open',
      title: t('open'),
      width: '24%',
      cell: (one) => <Open occurrences={openOf(one)} />,
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={obligations} keyOf={({ id }) => id} empty={t('none')} />;
}

function Open({ occurrences }: { readonly occurrences: readonly Occurrence[] }) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  if (occurrences.length === 0) return <span className={styles['soft']}>{t('nothingOpen')}</span>;
  return (
    <ul className={styles['open']}>
      {occurrences.map(({ id, children, period, stageLabel, timeliness, due }) => (
        <li key={id}>
          <Link to={children.length > 0 ? paths.round : paths.task} params={{ id: String(id) }}>
            {periodText(period, 'short')}
          </Link>
          <span className={styles['soft']}>{said(stageLabel, language)}</span>
          {due !== null && (
            <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
          )}
        </li>
      ))}
    </ul>
  );
}
