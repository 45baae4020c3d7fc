import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dueText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { periodText } from '../../lib/period';
import { DataTable } from '../../ui/data-table';
import { Toolbar } from '../../ui/toolbar';
import { messagesQuery, type PlanMessages, type VersionDetail } from './get-plans';
import styles from './message-table.module.css';

type Message = PlanMessages['messages'][number];

/** Gửi gì, khi nào, cho ai: what a version tells people about an obligation, as they would read it. */
export function MessageTable({ detail }: { readonly detail: VersionDetail }) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const [obligation, choose] = useState(detail.obligations[0]?.id ?? '');
  const [spoken, speak] = useState<Language>(language);
  const { data, error, refetch } = useQuery({
    ...messagesQuery(detail, obligation, detail.content),
    enabled: obligation !== '',
  });
  return (
    <>
      <p>{t('messages.lead')}</p>
      <Toolbar>
        <Select
          label={t('obligation')}
          data={detail.obligations.map(({ id, label }) => ({ value: id, label: `${id} · ${said(label, language)}` }))}
          value={obligation}
          onChange={(next) => next !== null && choose(next)}
          allowDeselect={false}
          searchable
          w={440}
          maw="100%"
        />
        <SegmentedControl
          style={{ alignSelf: 'end' }}
          aria-label={t('messages.language')}
          data={[
            { value: 'vi', label: t('messages.vi') },
            { value: 'en', label: t('messages.en') },
          ]}
          value={spoken}
          onChange={(next) => speak(next === 'en' ? 'en' : 'vi')}
        />
      </Toolbar>
      <DataTable
        caption={t('messages.title')}
        rows={data?.messages}
        keyOf={(one) => [one.obligation, one.template, one.when.en, ...one.to].join(' ')}
        error={error}
        retry={refetch}
        empty={t('messages.none')}
        columns={[
          {
            key: 'what',
            title: t('messages.what'),
            isRowHeader: true,
            cell: (message) => <Text message={message} spoken={spoken} />,
          },
          {
            key: 'when',
            title: t('messages.when'),
            cell: ({ when, by }) =>
              by === 'event' ? t('messages.after', { event: said(when, language) }) : said(when, language),
            width: '23%',
          },
          {
            key: 'whom',
            title: t('messages.whom'),
            cell: ({ to }) =>
              to
                .map((role) => t(`roles.${role.replace('.', '-')}` as 'roles.leadership', { defaultValue: role }))
                .join(', '),
            width: '20%',
          },
          {
            key: 'about',
            title: t('messages.about'),
            cell: ({ obligation: id, label }) => `${id} · ${said(label, language)}`,
            width: '20%',
          },
        ]}
      />
    </>
  );
}

/** Its first line; the rest, and with whose facts it is shown, for whoever opens it. */
function Text({ message, spoken }: { readonly message: Message; readonly spoken: Language }) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const { template, isDefault, sample } = message;
  const shown = message[spoken];
  const facts = t('messages.sample', {
    unit: said(sample.unit, language),
    period: periodText(sample.period),
    due: sample.due === null ? t('messages.noDue') : dueText(sample.due, language),
  });
  return (
    <details className={styles['message']}>
      <summary lang={spoken}>{shown?.subject ?? t('messages.broken')}</summary>
      {shown && shown.text !== '' && (
        <p className={styles['text']} lang={spoken}>
          {shown.text}
        </p>
      )}
      <p className={styles['facts']}>
        {facts} ·{' '}
        {isDefault ? t('messages.ofHouse') : t('messages.ofPlan', { file: `templates/${template}.${spoken}.md` })}
      </p>
    </details>
  );
}
