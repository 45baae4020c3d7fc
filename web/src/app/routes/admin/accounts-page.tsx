import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AccountList } from '../../../features/accounts/account-list';
import { AllDelegations } from '../../../features/delegations/all-delegations';
import { ImportList } from '../../../features/imports/import-list';
import { ImportSheet } from '../../../features/imports/import-sheet';
import { PageHeader } from '../../../ui/page-header';

const route = getRouteApi('/inside/quan-tri/tai-khoan');

/** Accounts, who stands in for whom, and tables of accounts that are taken in. */
export function AccountsPage() {
  const { t } = useTranslation('accounts');
  const { tab = 'accounts' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === 'accounts' || next === null ? {} : { tab: next } })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="accounts">{t('accounts')}</Tabs.Tab>
          <Tabs.Tab value="delegations">{t('delegations')}</Tabs.Tab>
          <Tabs.Tab value="imports">{t('imports')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts" pt="md">
          <AccountList />
        </Tabs.Panel>
        <Tabs.Panel value="delegations" pt="md">
          <AllDelegations />
        </Tabs.Panel>
        <Tabs.Panel value="imports" pt="md">
          <ImportSheet of={{ kind: 'users' }} title={t('importTitle')} lead={t('importLead')} />
          <ImportList kind="users" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
