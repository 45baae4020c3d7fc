import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, momentText } from '../../lib/format';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { type Column, DataTable } from '../../ui/data-table';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { NewTokenDialog } from './new-token-dialog';
import { revokeToken, type Token, tokensQuery } from './tokens';

/** Tokens of one's own, for programs. */
export function TokensSection() {
  const { t } = useTranslation('profile');
  const client = useQueryClient();
  const [isMaking, make] = useState(false);
  const [revoked, revoke] = useState<Token>();
  const { data, error, refetch } = useQuery(tokensQuery);
  const changed = () => client.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const revoking = useMutation({
    mutationFn: revokeToken,
    onSuccess: () => {
      revoke(undefined);
      toastDone(t('tokenRevoked'));
      return changed();
    },
  });
  const columns: readonly Column<Token>[] = [
    { key: 'name', title: t('tokenName'), cell: ({ name }) => name },
    { key: 'scopes', title: t('scopes'), cell: ({ scopes }) => scopes.map((one) => t(`scope.${one}`)).join(', ') },
    { key: 'until', title: t('until'), cell: ({ expiresAt }) => dateText(expiresAt) },
    { key: 'used', title: t('usedAt'), cell: ({ usedAt }) => (usedAt === null ? t('neverUsed') : momentText(usedAt)) },
    {
      key: 'revoke',
      title: t('act'),
      align: 'end',
      cell: (token) => (
        <Button size="compact-sm" variant="default" onClick={() => revoke(token)}>
          {t('revoke')}
        </Button>
      ),
    },
  ];
  return (
    <Section
      title={t('tokens')}
      lead={t('tokensLead')}
      actions={
        <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={() => make(true)}>
          {t('newToken')}
        </Button>
      }
    >
      <DataTable
        caption={t('tokens')}
        columns={columns}
        rows={data?.items}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('noTokens')}
      />
      <NewTokenDialog isOpen={isMaking} close={() => make(false)} made={changed} />
      <ConfirmDialog
        isOpen={revoked !== undefined}
        close={() => revoke(undefined)}
        title={t('revokeTitle', { name: revoked?.name })}
        verb={t('revoke')}
        isGrave
        isBusy={revoking.isPending}
        error={revoking.error}
        confirm={() => revoked && revoking.mutate(revoked.id)}
      >
        {t('revokeMore')}
      </ConfirmDialog>
    </Section>
  );
}
