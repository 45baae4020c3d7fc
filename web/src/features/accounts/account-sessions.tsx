import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DataTable } from '../../ui/data-table';
import { DeviceName } from '../../ui/device-name';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { endSessions } from './change-account';
import { sessionsQuery } from './get-accounts';

/** Where somebody is signed in, and the end of it from outside. */
export function AccountSessions({ name }: { readonly name: string }) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [isAsked, ask] = useState(false);
  const { data, error, refetch } = useQuery(sessionsQuery(name));
  const ending = useMutation({
    mutationFn: endSessions,
    onSuccess: () => {
      ask(false);
      toastDone(t('signedOut'));
      return client.invalidateQueries({ queryKey: ['accounts', name] });
    },
  });
  return (
    <Section
      title={t('sessions')}
      actions={
        data !== undefined &&
        data.items.length > 0 && (
          <Button variant="default" onClick={() => ask(true)}>
            {t('signOut')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('sessions')}
        rows={data?.items}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('noSessions')}
        columns={[
          { key: 'agent', title: t('device'), isRowHeader: true, cell: ({ agent }) => <DeviceName agent={agent} /> },
          { key: 'address', title: t('address'), cell: ({ address }) => <span className="numbers">{address}</span> },
          {
            key: 'created',
            title: t('signedIn'),
            cell: ({ createdAt }) => <span className="numbers">{momentText(createdAt)}</span>,
          },
          {
            key: 'seen',
            title: t('seenAt'),
            cell: ({ seenAt }) => <span className="numbers">{momentText(seenAt)}</span>,
          },
        ]}
      />
      <ConfirmDialog
        isOpen={isAsked}
        close={() => ask(false)}
        title={t('signOutTitle')}
        verb={t('signOut')}
        isBusy={ending.isPending}
        error={ending.error}
        confirm={() => ending.mutate(name)}
      >
        {t('signOutMore')}
      </ConfirmDialog>
    </Section>
  );
}
