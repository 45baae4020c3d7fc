import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dateText, momentText } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { type Delegation, delegationsQuery, importsQuery } from './get-accounts';

/** Who stands in for whom, and for how long. */
export function LentPosts() {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const { data, error, refetch } = useQuery(delegationsQuery);
  return (
    <DataTable
      caption={t('delegations')}
      rows={data?.items as readonly Delegation[] | undefined}
      keyOf={({ id }) => id}
      error={error}
      retry={refetch}
      empty={t('noDelegations')}
      columns={[
        {
          key: 'deputy',
          title: t('deputy'),
          isRowHeader: true,
          cell: ({ deputyName, deputy }) => deputyName || deputy,
        },
        { key: 'holder', title: t('holder'), cell: ({ holderName, holder }) => holderName || holder },
        {
          key: 'post',
          title: t('post'),
          cell: ({ seat, unit }) => `${common(`seats.${seat}`, { defaultValue: seat })} · ${unit}`,
        },
        {
          key: 'time',
          title: t('time'),
          cell: ({ from, to }) => <span className="numbers">{`${dateText(from)} – ${dateText(to)}`}</span>,
        },
        { key: 'reason', title: t('reason'), cell: ({ reason }) => reason || '–' },
      ]}
    />
  );
}

/** Files that were taken in. */
export function Imports() {
  const { t } = useTranslation('accounts');
  const { data, error, refetch } = useQuery(importsQuery);
  return (
    <DataTable
      caption={t('imports')}
      rows={data?.items}
      keyOf={({ kind, id }) => `${kind} ${id}`}
      error={error}
      retry={refetch}
      empty={t('noImports')}
      columns={[
        {
          key: 'at',
          title: t('when'),
          isRowHeader: true,
          cell: ({ at }) => <span className="numbers">{momentText(at)}</span>,
        },
        { key: 'kind', title: t('of'), cell: ({ kind }) => t(`import.${kind}`, { defaultValue: kind }) },
        { key: 'actor', title: t('by'), cell: ({ actor }) => actor },
        {
          key: 'counts',
          title: t('counts'),
          cell: ({ added, changed, unchanged }) => t('countsOf', { added, changed, unchanged }),
        },
        { key: 'undone', title: t('undone'), cell: ({ undoneAt }) => (undoneAt === null ? '–' : momentText(undoneAt)) },
      ]}
    />
  );
}
