import { Group, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { DayField } from '../../ui/day-field';
import { ErrorState } from '../../ui/states';
import { type Of, workingDayQuery } from './get-calendar';
import styles from './trial.module.css';

type Props = {
  readonly of: Of;
  readonly day: string;
  /** The calendar is being edited: it is counted by what is saved. */
  readonly isUnsaved: boolean;
};

/** So many working days before or after a day, with every day on the way (tính thử). */
export function Trial({ of, day, isUnsaved }: Props) {
  const { t } = useTranslation('calendar');
  const [language] = useLanguage();
  const [from, setFrom] = useState(day);
  const [count, setCount] = useState<number | string>(-5);
  const [asked] = useDebouncedValue({ from, count: Number(count) || 0 }, 300);
  const { data, error, refetch } = useQuery(workingDayQuery(of, asked.from, asked.count));
  const name = (date: string): string => `${weekdayText(date, language)} ${dateText(date)}`;
  return (
    <section className={styles['trial']} aria-label={t('trial')}>
      <h2>{t('trial')}</h2>
      <Group align="end" gap="sm">
        <DayField label={t('trialFrom')} value={from} onChange={(next) => next !== null && setFrom(next)} w={150} />
        <NumberInput
          label={t('trialDays')}
          value={count}
          onChange={setCount}
          min={-500}
          max={500}
          allowDecimal={false}
          w={170}
        />
      </Group>
      {error && <ErrorState error={error} retry={refetch} />}
      {data && (
        <>
          <p className={styles['answer']} role="status">
            {t(data.workingDays < 0 ? 'answerBefore' : 'answerAfter', {
              n: Math.abs(data.workingDays),
              from: dateText(data.from),
              day: name(data.day),
            })}
            {data.provisional && ` ${t('provisional')}`}
            {isUnsaved && ` ${t('trialSaved')}`}
          </p>
          <ol className={styles['days']}>
            {data.passed.map(({ day: date, kind, label, n }) => (
              <li key={date} data-counts={n !== null}>
                <span className="numbers">{n ?? '–'}</span>
                <span>{name(date)}</span>
                <span>
                  {t(`kind.${kind}`)}
                  {label && ` (${said(label, language)})`}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
