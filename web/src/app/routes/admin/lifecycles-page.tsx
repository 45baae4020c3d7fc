import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lifecyclesQuery } from '../../../features/lifecycles/get-lifecycles';
import { said, useLanguage } from '../../../lib/i18n';
import { DataTable } from '../../../ui/data-table';
import { PageHeader } from '../../../ui/page-header';
import { paths } from '../../paths';

/** The statecharts by which work goes. */
export function LifecyclesPage() {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const { data, error, refetch } = useQuery(lifecyclesQuery);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <DataTable
        caption={t('title')}
        rows={data?.items}
        keyOf={({ hash }) => hash}
        error={error}
        retry={refetch}
        empty={t('none')}
        columns={[
          {
            key: 'label',
            title: t('obligation'),
            isRowHeader: true,
            cell: ({ hash, obligation, label }) => (
              <Link to={paths.lifecycle} params={{ hash }}>
                {obligation} · {said(label, language)}
              </Link>
            ),
          },
          { key: 'kind', title: t('kindTitle'), cell: ({ kind }) => t(`level.${kind}`), width: '130px' },
          { key: 'lifecycle', title: t('lifecycle'), cell: ({ lifecycle }) => lifecycle, width: '180px' },
          { key: 'plan', title: t('plan'), cell: ({ plan }) => plan, width: '120px' },
          { key: 'running', title: t('running'), cell: ({ running }) => running, align: 'end', width: '100px' },
          { key: 'ended', title: t('ended'), cell: ({ ended }) => ended, align: 'end', width: '100px' },
        ]}
      />
    </>
  );
}
