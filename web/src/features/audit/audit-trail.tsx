import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { DayField } from '../../ui/day-field';
import { MoreButton } from '../../ui/more-button';
import { type AuditEntry, type AuditFilter, auditQuery, exportAddress } from './get-audit';
import styles from './audit-trail.module.css';
import { WhatChanged } from './what-changed';

type Props = { readonly filter: AuditFilter; readonly change: (filter: AuditFilter) => void };

/** Who did what, the newest first; the same as a file. */
export function AuditTrail({ filter, change }: Props) {
  const { t } = useTranslation('audit');
  const asked = useInfiniteQuery(auditQuery(filter));
  const { data, error, refetch } = asked;
  const rows = data?.pages.flatMap(({ items }) => items as AuditEntry[]);
  /** What the trail tells of is what it has a word for. */
  const kinds = Object.keys(t('kind', { returnObjects: true }));
  const kindName = (kind: string): string => t(`kind.${kind}`, { defaultValue: kind });
  const text = (name: 'actor' | 'subject') => (
    <TextInput
      label={t(name)}
      defaultValue={filter[name] ?? ''}
      onBlur={(event) => change({ ...filter, [name]: event.currentTarget.value.trim() || undefined })}
    />
  );
  const day = (name: 'from' | 'to') => (
    <DayField
      label={t(name)}
      value={filter[name] ?? null}
      onChange={(next) => change({ ...filter, [name]: next ?? undefined })}
      clearable
      w={150}
    />
  );
  return (
    <>
      <Group align="end" gap="sm" mb="md">
        <Select
          label={t('kindTitle')}
          data={kinds.map((value) => ({ value, label: kindName(value) }))}
          value={filter.kind ?? null}
          onChange={(next) => change({ ...filter, kind: next ?? undefined })}
          clearable
          searchable
        />
        {text('actor')}
        {text('subject')}
        {day('from')}
        {day('to')}
        {(['csv', 'ndjson'] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={exportAddress(filter, format)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('export', { format: format.toUpperCase() })}
          </Button>
        ))}
      </Group>
      <DataTable
        caption={t('title')}
        rows={rows}
        keyOf={({ id }) => id}
        error={error}
        retry={refetch}
        empty={t('none')}
        columns={[
          {
            key: 'at',
            title: t('when'),
            isRowHeader: true,
            cell: ({ at }) => <span className="numbers">{momentText(at)}</span>,
            width: '150px',
          },
          {
            key: 'who',
            title: t('who'),
            cell: ({ actor, onBehalfOf }) => (
              <>
                {actor ?? t('nobody')}
                {onBehalfOf !== null && <span className={styles['more']}>{t('onBehalfOf', { name: onBehalfOf })}</span>}
              </>
            ),
            width: '150px',
          },
          { key: 'kind', title: t('kindTitle'), cell: ({ kind }) => kindName(kind), width: '190px' },
          {
            key: 'subject',
            title: t('subject'),
            cell: ({ subject, plan }) => <span className={styles['wide']}>{subject ?? plan ?? '–'}</span>,
          },
          {
            key: 'what',
            title: t('what'),
            cell: (entry) => <WhatChanged entry={entry} />,
          },
        ]}
        footer={asked.hasNextPage ? <MoreButton of={asked} /> : undefined}
      />
    </>
  );
}
