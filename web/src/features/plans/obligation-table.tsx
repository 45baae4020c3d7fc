import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { showClause } from '../../lib/clause-help';
import { said, useLanguage } from '../../lib/i18n';
import { DataTable } from '../../ui/data-table';
import { HelpLink } from '../../ui/help-link';
import type { VersionDetail } from './get-plans';
import { LifecycleName } from './lifecycle-name';

/** The obligations of a version, in the order of the plan. */
export function ObligationTable({ detail }: { readonly detail: VersionDetail }) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  return (
    <DataTable
      caption={t('obligations')}
      rows={detail.obligations}
      keyOf={({ id }) => id}
      empty={t('noObligations')}
      columns={[
        {
          key: 'id',
          title: t('obligation'),
          isRowHeader: true,
          cell: ({ id, label }) => (
            <Link
              to={paths.planObligation}
              params={{ plan: detail.plan, version: String(detail.version), obligation: id }}
            >
              {id} · {said(label, language)}
            </Link>
          ),
        },
        {
          key: 'clause',
          title: t('field.clause'),
          cell: ({ clause }) => <HelpLink open={() => showClause({ plan: detail.plan, clause })}>{clause}</HelpLink>,
          width: '110px',
        },
        { key: 'class', title: t('field.class'), cell: (one) => t(`class.${one.class}`), width: '150px' },
        {
          key: 'lifecycle',
          title: t('field.lifecycle'),
          cell: ({ lifecycle }) => <LifecycleName of={detail.lifecycles} name={lifecycle} />,
          width: '210px',
        },
        { key: 'tasks', title: t('task.title'), cell: ({ tasks }) => tasks.join(', ') || '–', width: '140px' },
        {
          key: 'ours',
          title: t('ours'),
          cell: ({ ours }) => (ours.length > 0 ? t('oursN', { count: ours.length }) : '–'),
          width: '120px',
        },
      ]}
    />
  );
}
