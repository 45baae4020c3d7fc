import '@mantine/dates/styles.layer.css';
import { DateInput, type DateInputProps } from '@mantine/dates';
import 'dayjs/locale/vi';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../lib/clock';
import { dayOf } from '../lib/format';
import { useLanguage } from '../lib/i18n';
import { typedDay } from '../lib/typed-day';
import styles from './day-field.module.css';

type Props = Omit<DateInputProps, 'valueFormat' | 'locale' | 'value' | 'onChange' | 'classNames'> & {
  /** 2023-11-17; null: none. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
};

/** A day, typed as dd/MM/yyyy or chosen from a calendar whose weeks begin on Monday; it opens where the house is in time. */
export function DayField(props: Props) {
  const { t } = useTranslation();
  const [language] = useLanguage();
  const now = useNow();
  // The month on view: that of the day, or where one has leafed to.
  const [leafed, leafTo] = useState<string>();
  const month = leafed ?? props.value ?? props.defaultDate ?? (now === undefined ? undefined : dayOf(now));
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      dateParser={typedDay}
      placeholder={t('dayHint')}
      locale={language}
      firstDayOfWeek={1}
      monthLabelFormat={t('calendar.month')}
      monthsListFormat={t('calendar.shortMonth')}
      clearButtonProps={{ 'aria-label': t('clear') }}
      ariaLabels={{
        previousMonth: t('calendar.previousMonth'),
        nextMonth: t('calendar.nextMonth'),
        previousYear: t('calendar.previousYear'),
        nextYear: t('calendar.nextYear'),
        previousDecade: t('calendar.previousYears'),
        nextDecade: t('calendar.nextYears'),
      }}
      classNames={{ day: styles['day'] ?? '' }}
      {...props}
      // It stands outside the page's content, and is nothing without a name.
      popoverProps={{
        attributes: { dropdown: { role: 'dialog', 'aria-label': t('calendar.title') } },
        ...props.popoverProps,
      }}
      {...(month !== undefined && { date: month })}
      onDateChange={leafTo}
    />
  );
}
