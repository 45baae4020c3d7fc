import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { usePlanName } from '../../lib/plan-names';
import { DataTable } from '../../ui/data-table';
import { DayField } from '../../ui/day-field';
import { MoreButton } from '../../ui/more-button';
import { type AuditEntry, type AuditFilter, auditQuery, exportAddress } from './get-audit';
import styles from './audit-trail.module.css';
import { WhatChanged } from './what-changed';

type Props = { readonly filter: AuditFilter; readonly change: (filter: AuditFilter) => void };

/** By the full name, with the name of the account below it. */
function Person({ name, people }: { readonly name: string | null } & Pick<AuditEntry, 'people'>) {
  const { t } = useTranslation('audit');
  if (name === null) return t('nobody');
  if (name === 'operator') return t('operator');
  const full = people[name];
  return full === undefined ? (
    name
  ) : (
    <>
      {full}
      <span className={styles['more']}>{name}</span>
    </>
  );
}

/** To what it was done: work by what it is called, a plan by its number, people by their names; below it by what it can be looked for. */
function Subject({ entry: { subject, plan, work, people } }: { readonly entry: AuditEntry }) {
  const [language] = useLanguage();
  const planName = usePlanName();
  if (work && subject !== null) {
    const { kind, label, period, unit } = work;
    const name = said(label, language);
    const whose = kind === 'task' && (unit.name ? said(unit.name, language) : unit.code);
    return (
      <span className={styles['wide']}>
        {kind === 'series' ? name : inPeriod(name, period)}
        <span className={styles['more']}>{[whose, subject].filter(Boolean).join(' · ')}</span>
      </span>
    );
  }
  const known = subject ?? plan;
  if (known === null) return '–';
  return known === plan ? planName(known) : <Person name={known} people={people} />;
}

/** Who did what, the newest first; the same as a file. */
export function AuditTrail({ filter, change }: Props) {
  const { t } = useTranslation('audit');
  const asked = useInfiniteQuery(auditQuery(filter));
  const { data, error, refetch } = asked;
  const rows = data?.pages.flatMap(({ items }) => items as AuditEntry[]);
  /** What the trail tells of is what it has a word for. */
  const kinds = Object.keys(t('kind', { returnObjects: true }));
  const kindName = (kind: string): string => t(`kind.${kind}`, { defaultValue: kind });
  // By Enter or its button; whoever goes on to the next field need not press either.
  const filtered = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const typed = (name: 'actor' | 'subject'): string | undefined => {
      const value = given.get(name);
      return typeof value === 'string' ? value.trim() || undefined : undefined;
    };
    change({ ...filter, actor: typed('actor'), subject: typed('subject') });
  };
  const text = (name: 'actor' | 'subject') => (
    <TextInput
      name={name}
      label={t(name)}
      defaultValue={filter[name] ?? ''}
      w={140}
      onBlur={(event) => change({ ...filter, [name]: event.currentTarget.value.trim() || undefined })}
    />
  );
  const day = (name: 'from' | 'to') => (
    <DayField
      label={t(name)}
      value={filter[name] ?? null}
      onChange={(next) => change({ ...filter, [name]: next ?? undefined })}
      clearable
      w={148}
    />
  );
  return (
    <>
      <form onSubmit={filtered}>
        <Group align="end" gap="sm" mb="md">
          <Select
            label={t('kindTitle')}
            data={kinds.map((value) => ({ value, label: kindName(value) }))}
            value={filter.kind ?? null}
            onChange={(next) => change({ ...filter, kind: next ?? undefined })}
            clearable
            searchable
            w={180}
          />
          {text('actor')}
          {text('subject')}
          {day('from')}
          {day('to')}
          <Button type="submit">{t('filter')}</Button>
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
      </form>
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
            cell: ({ actor, onBehalfOf, people }) => (
              <>
                <Person name={actor} people={people} />
                {onBehalfOf !== null && (
                  <span className={styles['more']}>{t('onBehalfOf', { name: people[onBehalfOf] ?? onBehalfOf })}</span>
                )}
              </>
            ),
            width: '180px',
          },
          { key: 'kind', title: t('kindTitle'), cell: ({ kind }) => kindName(kind), width: '190px' },
          {
            key: 'subject',
            title: t('subject'),
            cell: (entry) => <Subject entry={entry} />,
            width: '28%',
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
