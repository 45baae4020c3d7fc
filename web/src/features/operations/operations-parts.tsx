import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconMail,
  IconMailOff,
  IconPlayerPause,
  IconRefresh,
  IconStack2,
} from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentText, numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { DataTable } from '../../ui/data-table';
import { MoreButton } from '../../ui/more-button';
import { ProblemNote } from '../../ui/problem-note';
import { StatusTag } from '../../ui/status-tag';
import { toastDone } from '../../ui/toast';
import type { Tone } from '../../ui/tone';
import {
  type AsideKind,
  asideQuery,
  type Operations,
  outboxQuery,
  type OutboxStatus,
  retry,
  timersQuery,
} from './get-operations';
import styles from './operations-parts.module.css';

/** The figures that say whether somebody must look. */
export function Figures({ view }: { readonly view: Operations }) {
  const { t } = useTranslation('operations');
  const [language] = useLanguage();
  const { queue, timers, outbox, quarantined, errandsAside, lettersWaiting } = view;
  const bad = (count: number): Tone => (count > 0 ? 'bad' : 'good');
  const figures = [
    [t('timersLate'), timers.late, bad(timers.late), IconClock],
    [t('timersPending'), timers.pending, 'info', IconClock],
    [t('outboxWaiting'), outbox.waiting, outbox.refused > 0 ? 'warn' : 'info', IconMail],
    [t('outboxDead'), outbox.dead, bad(outbox.dead), IconMailOff],
    [t('quarantined'), quarantined, bad(quarantined), IconPlayerPause],
    [t('errandsAside'), errandsAside, bad(errandsAside), IconPlayerPause],
    [t('lettersWaiting'), lettersWaiting, 'info', IconStack2],
  ] as const;
  return (
    <>
      <p>
        <StatusTag tone={queue.isWell ? 'good' : 'bad'} icon={queue.isWell ? IconCircleCheck : IconAlertTriangle}>
          {t(queue.isWell ? 'queueWell' : 'queueIll', { kind: t(`queue.${queue.kind}`) })}
        </StatusTag>
        {queue.trouble !== null && <span className={styles['trouble']}> {queue.trouble}</span>}
      </p>
      <dl className={styles['figures']}>
        {figures.map(([label, count, tone, Mark]) => (
          <div key={label} data-tone={tone}>
            <dt>
              <Mark size={16} stroke={1.7} aria-hidden /> {label}
            </dt>
            <dd className="numbers">{numberText(count, language)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['times']}>
        {t('next', { when: timers.next === null ? '–' : momentText(timers.next) })} ·{' '}
        {t('last', { when: view.lastTimer === null ? '–' : momentText(view.lastTimer) })} ·{' '}
        {t('now', { when: momentText(view.at) })}
      </p>
    </>
  );
}

/** Sets going again what was given up or set aside. */
function Retry({
  what,
  id,
  name,
}: {
  readonly what: 'outbox' | 'quarantine' | 'errands';
  readonly id: number;
  readonly name: string;
}) {
  const { t } = useTranslation('operations');
  const client = useQueryClient();
  const trying = useMutation({
    mutationFn: retry,
    onSuccess: async ({ status }) => {
      toastDone(t(`retried.${status}`));
      await client.invalidateQueries({ queryKey: ['operations'] });
    },
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} aria-hidden />}
        loading={trying.isPending}
        onClick={() => trying.mutate({ what, id })}
        aria-label={t('retryOf', { name })}
      >
        {t('retry')}
      </Button>
      <ProblemNote error={trying.error} />
    </>
  );
}

export function AsideTable({ kind }: { readonly kind: AsideKind }) {
  const { t } = useTranslation('operations');
  const asked = useInfiniteQuery(asideQuery(kind));
  return (
    <DataTable
      caption={t(`aside.${kind}`)}
      rows={asked.data?.pages.flatMap(({ items }) => items)}
      keyOf={({ id }) => id}
      error={asked.error}
      retry={asked.refetch}
      footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      empty={t(`noAside.${kind}`)}
      columns={[
        {
          key: 'key',
          title: t('what'),
          isRowHeader: true,
          cell: ({ key }) => <span className={styles['key']}>{key}</span>,
        },
        { key: 'unit', title: t('unit'), cell: ({ unit }) => unit, width: '150px' },
        {
          key: 'at',
          title: t('since'),
          cell: ({ at }) => <span className="numbers">{momentText(at)}</span>,
          width: '150px',
        },
        {
          key: 'trouble',
          title: t('trouble'),
          cell: ({ trouble }) => <span className={styles['said']}>{trouble ?? '–'}</span>,
        },
        {
          key: 'retry',
          title: t('act'),
          cell: ({ id, key }) => <Retry what={kind === 'instance' ? 'quarantine' : 'errands'} id={id} name={key} />,
          width: '130px',
        },
      ]}
    />
  );
}

export function OutboxTable({ status }: { readonly status: OutboxStatus }) {
  const { t } = useTranslation('operations');
  const { t: common } = useTranslation();
  const asked = useInfiniteQuery(outboxQuery(status));
  return (
    <DataTable
      caption={t(`outbox.${status}`)}
      rows={asked.data?.pages.flatMap(({ items }) => items)}
      keyOf={({ id }) => id}
      error={asked.error}
      retry={asked.refetch}
      footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      empty={t(`noOutbox.${status}`)}
      columns={[
        {
          key: 'what',
          title: t('what'),
          isRowHeader: true,
          cell: ({ key, template, level }) => (
            <span className={styles['key']}>
              {key} · {template}
              {level > 0 && ` · ${t('level', { level })}`}
            </span>
          ),
        },
        {
          key: 'to',
          title: t('to'),
          cell: ({ unit, seat }) => `${common(`seats.${seat}`, { defaultValue: seat })} · ${unit}`,
        },
        {
          key: 'at',
          title: t('when'),
          cell: ({ at }) => <span className="numbers">{momentText(at)}</span>,
          width: '150px',
        },
        { key: 'attempts', title: t('attempts'), cell: ({ attempts }) => attempts, align: 'end', width: '90px' },
        {
          key: 'error',
          title: t('trouble'),
          cell: ({ error: said }) => <span className={styles['said']}>{said ?? '–'}</span>,
        },
        {
          key: 'retry',
          title: t('act'),
          cell: ({ id, key, status: now, error: said }) =>
            now === 'dead' || said !== null ? <Retry what="outbox" id={id} name={key} /> : '–',
          width: '130px',
        },
      ]}
    />
  );
}

export function TimersTable() {
  const { t } = useTranslation('operations');
  const [language] = useLanguage();
  const asked = useInfiniteQuery(timersQuery);
  return (
    <DataTable
      caption={t('timers')}
      rows={asked.data?.pages.flatMap(({ items }) => items)}
      keyOf={({ instance, at, label }) => `${instance} ${at} ${label.vi}`}
      error={asked.error}
      retry={asked.refetch}
      footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      empty={t('noTimers')}
      columns={[
        {
          key: 'at',
          title: t('when'),
          isRowHeader: true,
          cell: ({ at, isLate }) => (
            <>
              <span className="numbers">{momentText(at)}</span>
              {isLate && (
                <StatusTag tone="bad" icon={IconAlertTriangle}>
                  {t('late')}
                </StatusTag>
              )}
            </>
          ),
        },
        { key: 'what', title: t('timer'), cell: ({ label }) => said(label, language) },
        { key: 'key', title: t('what'), cell: ({ key }) => <span className={styles['key']}>{key}</span> },
        { key: 'unit', title: t('unit'), cell: ({ unit }) => unit },
      ]}
    />
  );
}
