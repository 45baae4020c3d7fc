import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AccountList } from '../../../features/accounts/account-list';
import { Imports, LentPosts } from '../../../features/accounts/lent-posts';
import { PageHeader } from '../../../ui/page-header';

/** Accounts, posts, who stands in for whom, and files that were taken in. */
export function AccountsPage() {
  const { t } = useTranslation('accounts');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Tabs defaultValue="accounts" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="accounts">{t('accounts')}</Tabs.Tab>
          <Tabs.Tab value="delegations">{t('delegations')}</Tabs.Tab>
          <Tabs.Tab value="imports">{t('imports')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts" pt="md">
          <AccountList />
        </Tabs.Panel>
        <Tabs.Panel value="delegations" pt="md">
          <LentPosts />
        </Tabs.Panel>
        <Tabs.Panel value="imports" pt="md">
          <Imports />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
