import { Button } from '@mantine/core';
import { IconArrowsExchange, IconCircleCheck, IconCircleOff, IconHourglassLow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../lib/clock';
import { dateText, dayOf } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { Section } from '../../ui/section';
import { StatusTag } from '../../ui/status-tag';
import { EndDelegation } from './end-delegation';
import { type Delegation, delegationsQuery } from './get-delegations';
import { LendForDialog } from './lend-for-dialog';

const marks = {
  coming: ['info', IconHourglassLow],
  now: ['good', IconCircleCheck],
  over: ['calm', IconCircleOff],
} as const;

/** Who stands in for whom and for how long, for whoever looks after the plans: one more, or the end of one. */
export function AllDelegations() {
  const { t } = useTranslation('delegations');
  const { t: common } = useTranslation();
  const now = useNow();
  const [isLending, lend] = useState(false);
  const [ended, end] = useState<Delegation>();
  const { data, error, refetch } = useQuery(delegationsQuery);
  const stateOf = ({ from, to }: Delegation): keyof typeof marks => {
    const today = now === undefined ? from : dayOf(now);
    return today < from ? 'coming' : today > to ? 'over' : 'now';
  };
  return (
    <Section
      title={t('delegations')}
      lead={t('all')}
      actions={
        <Button variant="default" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => lend(true)}>
          {t('lend')}
        </Button>
      }
    >
      <DataTable
        caption={t('delegations')}
        rows={data?.items}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('noDelegations')}
        columns={[
          { key: 'deputy', title: t('deputy'), isRowHeader: true, cell: ({ deputyName }) => deputyName },
          { key: 'holder', title: t('holder'), cell: ({ holderName }) => holderName },
          {
            key: 'post',
            title: t('post'),
            cell: ({ seat, unit }) =>
              `${common(`seats.${seat as 'officer'}`, { defaultValue: seat })} · ${unit === '*' ? common('everyUnit') : unit}`,
          },
          {
            key: 'time',
            title: t('daysFromTo'),
            cell: ({ from, to }) => <span className="numbers">{`${dateText(from)} – ${dateText(to)}`}</span>,
            width: '190px',
          },
          {
            key: 'state',
            title: t('state'),
            cell: (one) => {
              const state = stateOf(one);
              const [tone, icon] = marks[state];
              return (
                <StatusTag tone={tone} icon={icon}>
                  {t(`states.${state}`)}
                </StatusTag>
              );
            },
            width: '120px',
          },
          { key: 'reason', title: t('reason'), cell: ({ reason }) => reason },
          {
            key: 'end',
            title: t('act'),
            align: 'end',
            cell: (one) =>
              stateOf(one) !== 'over' && (
                <Button size="compact-sm" variant="default" onClick={() => end(one)}>
                  {t('takeBack')}
                </Button>
              ),
            width: '110px',
          },
        ]}
      />
      {isLending && <LendForDialog close={() => lend(false)} />}
      <EndDelegation ended={ended} close={() => end(undefined)} />
    </Section>
  );
}
