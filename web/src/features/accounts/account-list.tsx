import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { DataTable } from '../../ui/data-table';
import { MoreButton } from '../../ui/more-button';
import { Toolbar } from '../../ui/toolbar';
import { AccountState } from './account-state';
import { accountsQuery } from './get-accounts';
import { NewAccountDialog } from './new-account-dialog';

/** Accounts by name; each leads to its page. */
export function AccountList() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [wanted] = useDebouncedValue(name.trim(), 300);
  const [isAdding, add] = useState(false);
  const asked = useInfiniteQuery(accountsQuery(wanted));
  const { data, error, refetch } = asked;
  const rows = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <Toolbar>
        <TextInput
          label={t('find')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          w={360}
          maw="100%"
        />
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => add(true)}>
          {t('newAccount')}
        </Button>
      </Toolbar>
      <DataTable
        caption={t('accounts')}
        rows={rows}
        keyOf={(one) => one.name}
        error={error}
        retry={refetch}
        empty={t('noAccounts')}
        columns={[
          {
            key: 'displayName',
            title: t('displayName'),
            isRowHeader: true,
            cell: (one) => (
              <Link to={paths.account} params={{ name: one.name }}>
                {one.displayName}
              </Link>
            ),
          },
          { key: 'name', title: t('name'), cell: (one) => one.name },
          { key: 'email', title: t('reached'), cell: (one) => one.email ?? one.phone ?? '–' },
          { key: 'state', title: t('state'), cell: (one) => <AccountState account={one} />, width: '190px' },
        ]}
        footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      />
      {isAdding && (
        <NewAccountDialog
          close={() => add(false)}
          made={(made) => void navigate({ to: paths.account, params: { name: made } })}
        />
      )}
    </>
  );
}
