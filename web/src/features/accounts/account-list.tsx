import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCircleCheck, IconLock, IconShieldCheck, IconUserOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import { AccountDialog } from './account-dialog';
import { type Account, accountsQuery } from './get-accounts';

/** Accounts by name, each with its posts behind it. */
export function AccountList() {
  const { t } = useTranslation('accounts');
  const [name, setName] = useState('');
  const [asked] = useDebouncedValue(name.trim(), 300);
  const [chosen, setChosen] = useState<Account>();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    accountsQuery(asked),
  );
  const rows = data?.pages.flatMap(({ items }) => items as Account[]);
  return (
    <>
      <TextInput
        label={t('find')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maw={360}
        mb="md"
      />
      <DataTable
        caption={t('accounts')}
        rows={rows}
        keyOf={(one) => one.name}
        error={error}
        retry={refetch}
        empty={t('noAccounts')}
        columns={[
          { key: 'displayName', title: t('person'), isRowHeader: true, cell: (one) => one.displayName },
          { key: 'name', title: t('name'), cell: (one) => one.name },
          { key: 'email', title: t('email'), cell: (one) => one.email ?? '–' },
          {
            key: 'state',
            title: t('state'),
            cell: (one) => {
              const [tone, icon, word] = one.isDisabled
                ? (['calm', IconUserOff, 'disabled'] as const)
                : !one.hasPassword
                  ? (['warn', IconLock, 'noPassword'] as const)
                  : one.hasTotp
                    ? (['good', IconShieldCheck, 'twoFactors'] as const)
                    : (['good', IconCircleCheck, 'active'] as const);
              return (
                <StatusTag tone={tone} icon={icon}>
                  {t(`states.${word}`)}
                </StatusTag>
              );
            },
          },
          {
            key: 'posts',
            title: t('act'),
            cell: (one) => (
              <Button
                size="xs"
                variant="default"
                onClick={() => setChosen(one)}
                aria-label={t('openOf', { name: one.displayName })}
              >
                {t('open')}
              </Button>
            ),
            width: '140px',
          },
        ]}
        footer={
          hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )
        }
      />
      <AccountDialog account={chosen} close={() => setChosen(undefined)} />
    </>
  );
}
