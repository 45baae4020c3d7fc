import { useTranslation } from 'react-i18next';
import { dateText, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { CalendarDay } from './get-calendar';
import styles from './months.module.css';

type Props = { readonly days: readonly CalendarDay[]; readonly choose: ((day: CalendarDay) => void) | undefined };

/** Twelve months; a day that is not what its weekday says carries a letter as well as a colour. */
export function Months({ days, choose }: Props) {
  const months = Array.from({ length: 12 }, (_, n) => days.filter(({ date }) => Number(date.slice(5, 7)) === n + 1));
  return (
    <div className={styles['year']}>
      {months.map((month, n) => (
        <Month key={n} number={n + 1} days={month} choose={choose} />
      ))}
    </div>
  );
}

const MONDAY_FIRST = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-06', '2024-01-07'];
/** 0: Monday. */
const place = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

function Month({ number, days, choose }: Props & { readonly number: number }) {
  const { t } = useTranslation('calendar');
  const [language] = useLanguage();
  const [first] = days;
  const cells: (CalendarDay | undefined)[] = [
    ...Array.from({ length: first ? place(first.date) : 0 }, () => undefined),
    ...days,
  ];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, n) => cells.slice(n * 7, n * 7 + 7));
  return (
    <table className={styles['month']}>
      <caption>{t('month', { number })}</caption>
      <thead>
        <tr>
          {MONDAY_FIRST.map((day, n) => (
            <th key={day} scope="col" abbr={weekdayText(day, language)}>
              {t(`weekdays.${n as 0 | 1 | 2 | 3 | 4 | 5 | 6}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, n) => (
          <tr key={n}>
            {Array.from({ length: 7 }, (_, at) => {
              const day = week[at];
              return day ? <Day key={day.date} day={day} choose={choose} /> : <td key={at} aria-hidden />;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, choose }: { readonly day: CalendarDay; readonly choose: Props['choose'] }) {
  const { t } = useTranslation('calendar');
  const [language] = useLanguage();
  const { date, kind, label } = day;
  const isPlain = kind === 'working' || kind === 'weekend';
  const words = `${weekdayText(date, language)} ${dateText(date)}: ${t(`kind.${kind}`)}${label ? ` (${said(label, language)})` : ''}`;
  const inside = (
    <>
      <span aria-hidden>{Number(date.slice(8))}</span>
      {!isPlain && (
        <span aria-hidden className={styles['letter']}>
          {t(`letter.${kind}`)}
        </span>
      )}
      <span className="only-heard">{words}</span>
    </>
  );
  return (
    <td data-kind={kind} title={isPlain ? undefined : words}>
      {choose ? (
        <button type="button" className={styles['day']} onClick={() => choose(day)}>
          {inside}
        </button>
      ) : (
        <span className={styles['day']}>{inside}</span>
      )}
    </td>
  );
}
