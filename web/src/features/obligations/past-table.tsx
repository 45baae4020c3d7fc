import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { DataTable } from '../../ui/data-table';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Occurrence } from './get-obligations';
import styles from './obligations.module.css';

type Props = {
  readonly occurrences: readonly Occurrence[];
  /** How many of its units have sent. */
  readonly sentOf: (occurrence: Occurrence) => ReactNode;
};

/** The periods that are over, the latest first. */
export function PastTable({ occurrences, sentOf }: Props) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  return (
    <DataTable
      caption={t('past')}
      rows={occurrences}
      keyOf={({ id }) => id}
      empty={<p className={styles['soft']}>{t('nothingPast')}</p>}
      columns={[
        {
          key: 'period',
          title: t('period'),
          isRowHeader: true,
          cell: ({ id, period, children }) => (
            <Link to={children.length > 0 ? paths.round : paths.task} params={{ id: String(id) }}>
              {periodText(period)}
            </Link>
          ),
        },
        { key: 'stage', title: t('stage'), width: '20%', cell: ({ stageLabel }) => said(stageLabel, language) },
        { key: 'due', title: t('due'), width: '14%', cell: ({ due }) => (due === null ? '–' : dateText(due)) },
        {
          key: 'timeliness',
          title: t('timeliness'),
          width: '18%',
          cell: ({ timeliness }) => (
            <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
          ),
        },
        {
          key: 'sent',
          title: t('units'),
          width: '22%',
          cell: (one) => (one.children.length === 0 ? '–' : sentOf(one)),
        },
      ]}
    />
  );
}
