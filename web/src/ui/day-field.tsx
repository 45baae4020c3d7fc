import '@mantine/dates/styles.layer.css';
import { DateInput, type DateInputProps } from '@mantine/dates';
import 'dayjs/locale/vi';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../lib/i18n';
import { typedDay } from '../lib/typed-day';

type Props = Omit<DateInputProps, 'valueFormat' | 'locale' | 'value' | 'onChange'> & {
  /** 2023-11-17; null: none. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
};

/** A day, typed as dd/MM/yyyy or chosen from a calendar whose weeks begin on Monday. */
export function DayField(props: Props) {
  const { t } = useTranslation();
  const [language] = useLanguage();
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      dateParser={typedDay}
      placeholder={t('dayHint')}
      locale={language}
      firstDayOfWeek={1}
      {...props}
    />
  );
}
