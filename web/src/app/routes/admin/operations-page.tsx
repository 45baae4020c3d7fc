import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { operationsQuery } from '../../../features/operations/get-operations';
import { AsideTable, Figures, OutboxTable, TimersTable } from '../../../features/operations/operations-parts';
import { PageHeader } from '../../../ui/page-header';
import { ErrorState, LoadingState } from '../../../ui/states';

/** Queue, timers, outbox, and what was set aside, with another try for each. */
export function OperationsPage() {
  const { t } = useTranslation('operations');
  const { data, error, refetch } = useQuery(operationsQuery);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {error && !data ? (
        <ErrorState error={error} retry={refetch} />
      ) : !data ? (
        <LoadingState rows={3} />
      ) : (
        <Figures view={data} />
      )}
      {data && (
        <Tabs defaultValue={data.outbox.dead > 0 && data.quarantined === 0 ? 'dead' : 'quarantine'} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="quarantine">{t('aside.instance')}</Tabs.Tab>
            <Tabs.Tab value="dead">{t('outbox.dead')}</Tabs.Tab>
            <Tabs.Tab value="waiting">{t('outbox.waiting')}</Tabs.Tab>
            <Tabs.Tab value="timers">{t('timers')}</Tabs.Tab>
            <Tabs.Tab value="errands">{t('aside.errand')}</Tabs.Tab>
            <Tabs.Tab value="delivered">{t('outbox.delivered')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="quarantine" pt="md">
            <AsideTable kind="instance" />
          </Tabs.Panel>
          <Tabs.Panel value="dead" pt="md">
            <OutboxTable status="dead" />
          </Tabs.Panel>
          <Tabs.Panel value="waiting" pt="md">
            <OutboxTable status="waiting" />
          </Tabs.Panel>
          <Tabs.Panel value="timers" pt="md">
            <TimersTable />
          </Tabs.Panel>
          <Tabs.Panel value="errands" pt="md">
            <AsideTable kind="errand" />
          </Tabs.Panel>
          <Tabs.Panel value="delivered" pt="md">
            <OutboxTable status="delivered" />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}
