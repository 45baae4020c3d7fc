import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { type Column, DataTable } from '../../ui/data-table';
import { Section } from '../../ui/section';
import { EndDelegation } from './end-delegation';
import { type Delegation, delegationsQuery } from './get-delegations';
import { LendDialog, type Lendable } from './lend-dialog';

type Props = {
  readonly name: string;
  /** The posts of one's own that may be lent. */
  readonly posts: readonly Lendable[];
};

/** Posts that are lent for some days, and those that one was lent. */
export function OwnDelegations({ name, posts }: Props) {
  const { t } = useTranslation('delegations');
  const client = useQueryClient();
  const [isLending, lend] = useState(false);
  const [ended, end] = useState<Delegation>();
  const { data, error, refetch } = useQuery(delegationsQuery);
  const changed = () => client.invalidateQueries({ queryKey: delegationsQuery.queryKey });
  // An administrator is told those of everybody; here are one's own.
  const mine = data?.items.filter(({ holder, deputy }) => holder === name || deputy === name);
  return (
    <Section
      title={t('delegations')}
      lead={t('delegationsLead')}
      actions={
        posts.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={16} aria-hidden />}
            onClick={() => lend(true)}
          >
            {t('lend')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('delegations')}
        columns={useColumns(name, end)}
        rows={mine}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('noDelegations')}
      />
      <LendDialog isOpen={isLending} close={() => lend(false)} posts={posts} self={name} lent={changed} />
      <EndDelegation ended={ended} close={() => end(undefined)} />
    </Section>
  );
}

function useColumns(name: string, end: (delegation: Delegation) => void): readonly Column<Delegation>[] {
  const { t } = useTranslation('delegations');
  return [
    {
      key: 'who',
      title: t('delegation'),
      cell: ({ holder, holderName, deputyName }) =>
        holder === name ? t('lentTo', { name: deputyName }) : t('actingFor', { name: holderName }),
    },
    {
      key: 'post',
      title: t('post'),
      cell: ({ seat, unit }) =>
        `${t(`common:seats.${seat}` as 'common:seats.officer', { defaultValue: seat })} · ${unit}`,
    },
    { key: 'days', title: t('daysFromTo'), cell: ({ from, to }) => `${dateText(from)} – ${dateText(to)}` },
    { key: 'reason', title: t('reason'), cell: ({ reason }) => reason },
    {
      key: 'end',
      title: t('act'),
      align: 'end',
      cell: (delegation) =>
        delegation.holder === name && (
          <Button size="compact-sm" variant="default" onClick={() => end(delegation)}>
            {t('takeBack')}
          </Button>
        ),
    },
  ];
}
