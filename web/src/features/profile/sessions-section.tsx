import { Button } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { type Column, DataTable } from '../../ui/data-table';
import { DeviceName } from '../../ui/device-name';
import { Section } from '../../ui/section';
import { StatusTag } from '../../ui/status-tag';
import { toastDone, toastProblem } from '../../ui/toast';
import { endAllSessions, endSession, type Session, sessionsQuery } from './sessions';

/** Where somebody is signed in, and the end of it. `left`: the last session, this one, was ended with the others. */
export function SessionsSection({ left }: { readonly left: () => void }) {
  const { t } = useTranslation('profile');
  const client = useQueryClient();
  const [isAsked, ask] = useState(false);
  const { data, error, refetch } = useQuery(sessionsQuery);
  const ending = useMutation({
    mutationFn: endSession,
    onSuccess: () => {
      toastDone(t('sessionEnded'));
      return client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
    onError: (found) => toastProblem(found, t('failed')),
  });
  const endingAll = useMutation({ mutationFn: endAllSessions, onSuccess: left });
  const columns: readonly Column<Session>[] = [
    { key: 'agent', title: t('device'), cell: (session) => <Device session={session} /> },
    { key: 'address', title: t('address'), cell: ({ address }) => <span className="numbers">{address}</span> },
    { key: 'seenAt', title: t('seenAt'), cell: ({ seenAt }) => <span className="numbers">{momentText(seenAt)}</span> },
    {
      key: 'end',
      title: t('act'),
      align: 'end',
      cell: ({ id, isThis }) =>
        !isThis && (
          <Button
            size="compact-sm"
            variant="default"
            loading={ending.isPending && ending.variables === id}
            onClick={() => ending.mutate(id)}
          >
            {t('endSession')}
          </Button>
        ),
    },
  ];
  return (
    <Section
      title={t('sessions')}
      lead={t('sessionsLead')}
      actions={
        <Button variant="default" onClick={() => ask(true)}>
          {t('endAll')}
        </Button>
      }
    >
      <DataTable
        caption={t('sessions')}
        columns={columns}
        rows={data?.items}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('noSessions')}
      />
      <ConfirmDialog
        isOpen={isAsked}
        close={() => ask(false)}
        title={t('endAllTitle')}
        verb={t('endAll')}
        isBusy={endingAll.isPending}
        error={endingAll.error}
        confirm={() => endingAll.mutate()}
      >
        {t('endAllMore')}
      </ConfirmDialog>
    </Section>
  );
}

function Device({ session: { agent, isThis } }: { readonly session: Session }) {
  const { t } = useTranslation('profile');
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
      <DeviceName agent={agent} />
      {isThis && (
        <StatusTag tone="good" icon={IconPointFilled}>
          {t('thisSession')}
        </StatusTag>
      )}
    </span>
  );
}
