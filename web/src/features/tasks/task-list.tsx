import { IconCoffee } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { showClause } from '../../lib/clause-help';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { HelpLink } from '../../ui/help-link';
import { type Column, DataTable } from '../../ui/data-table';
import { MoreButton } from '../../ui/more-button';
import { EmptyState } from '../../ui/states';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Bucket } from './buckets';
import { countsQuery, type Task, tasksQuery } from './get-tasks';
import styles from './tasks.module.css';

type Props = { readonly unit: string | undefined; readonly bucket: Bucket | undefined; readonly hasManyUnits: boolean };

/** What there is to do, the most urgent first. To open one changes nothing of it. */
export function TaskList({ unit, bucket, hasManyUnits }: Props) {
  const { t } = useTranslation('tasks');
  const [language] = useLanguage();
  const asked = useInfiniteQuery(tasksQuery({ unit, bucket }));
  const { data: counts } = useQuery(countsQuery({ unit }));
  const chosen = counts?.buckets.find((one) => one.bucket === bucket);
  const caption = chosen ? said(chosen.label, language) : t('all');
  const columns: readonly Column<Task>[] = [
    {
      key: 'what',
      title: t('what'),
      isRowHeader: true,
      cell: (task) => <What task={task} withUnit={hasManyUnits && unit === undefined} />,
    },
    { key: 'stage', title: t('stage'), width: '17%', cell: ({ stageLabel }) => said(stageLabel, language) },
    {
      key: 'due',
      title: t('due'),
      width: '24%',
      cell: ({ term, due, timeliness }) => <TermText term={term} at={due} tag={timeliness.tag} />,
    },
    {
      key: 'timeliness',
      title: t('timeliness'),
      width: '20%',
      cell: ({ timeliness, due }) =>
        due === null ? (
          '–'
        ) : (
          <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
        ),
    },
  ];
  return (
    <section aria-labelledby="list">
      <h2 id="list" className={styles['heading']}>
        {caption}
      </h2>
      <DataTable
        caption={caption}
        columns={columns}
        rows={asked.data?.pages.flatMap(({ items }) => items)}
        keyOf={({ id }) => id}
        error={asked.error}
        retry={asked.refetch}
        empty={
          <EmptyState icon={IconCoffee} title={bucket ? t(`empty.${bucket}`) : t('empty.all')}>
            {t('emptyMore')}
          </EmptyState>
        }
        footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      />
    </section>
  );
}

function What({ task, withUnit }: { readonly task: Task; readonly withUnit: boolean }) {
  const { t } = useTranslation('tasks');
  const [language] = useLanguage();
  const { id, plan, label, period, clause, unit } = task;
  return (
    <span className={styles['what']}>
      <Link to={paths.task} params={{ id: String(id) }}>
        {said(label, language)}
      </Link>
      <span className={styles['small']}>
        {[withUnit ? (unit.name ? said(unit.name, language) : unit.code) : undefined, periodText(period)]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        <HelpLink open={() => showClause({ plan, clause })}>{t('clause', { clause })}</HelpLink>
      </span>
    </span>
  );
}
