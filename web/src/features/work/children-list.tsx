import { Link } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { type Column, DataTable } from '../../ui/data-table';
import { MoreButton } from '../../ui/more-button';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import { childrenQuery, type Instance, type WorkRow } from './get-instance';
import styles from './work.module.css';

/** What stands below it, each with a link; nothing where there is nothing. */
export function ChildrenList({ instance }: { readonly instance: Instance }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const asked = useInfiniteQuery(childrenQuery(instance));
  const rows = asked.data?.pages.flatMap(({ items }) => items);
  if (instance.kind === 'task' || instance.children.length === 0) return null;
  const columns: readonly Column<WorkRow>[] = [
    {
      key: 'what',
      title: instance.kind === 'series' ? t('occurrence') : t('unit'),
      isRowHeader: true,
      cell: ({ id, unit, label, period }) => (
        <Link to={paths.task} params={{ id: String(id) }}>
          {instance.kind === 'series'
            ? inPeriod(said(label, language), period)
            : `${unit.name ? said(unit.name, language) : unit.code}${instance.children.length > 1 ? ` · ${said(label, language)}` : ''}`}
        </Link>
      ),
    },
    { key: 'stage', title: t('stage'), cell: ({ stageLabel }) => said(stageLabel, language) },
    {
      key: 'timeliness',
      title: t('timeliness'),
      cell: ({ timeliness, due }) =>
        due === null ? (
          '–'
        ) : (
          <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
        ),
    },
    {
      key: 'due',
      title: t('due'),
      cell: ({ term, due, timeliness }) => <TermText term={term} at={due} tag={timeliness.tag} isShort />,
    },
  ];
  return (
    <section className={styles['section']} aria-labelledby="children">
      <h2 id="children" className={styles['heading']}>
        {instance.children.map(({ label, expected }) => `${said(label, language)} (${expected})`).join(' · ')}
      </h2>
      <DataTable
        caption={t('children')}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        error={asked.error}
        retry={asked.refetch}
        empty={t('noChildren')}
        footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      />
    </section>
  );
}
