import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText, shortWeekdayText, weekdayHead, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { type Tone, toneStyle } from '../../ui/tone';
import type { Task } from './get-tasks';
import { monthOf, weeksOf } from './months';
import styles from './tasks.module.css';

const tones: Readonly<Record<string, Tone>> = {
  overdue: 'bad',
  'due-soon': 'warn',
  'on-track': 'info',
  'on-time': 'good',
  late: 'warn',
  missing: 'bad',
};
const SHOWN = 3;

type Props = {
  readonly month: string;
  readonly today: string;
  /** What is due on which day. */
  readonly due: ReadonlyMap<string, readonly Task[]>;
  /** A day has room for a number only: what it counts is named below. */
  readonly isNarrow: boolean | undefined;
};

/** A month as it hangs on a wall. */
export function MonthSheet({ month, today, due, isNarrow }: Props) {
  const { t } = useTranslation('tasks');
  const [language] = useLanguage();
  const weeks = weeksOf(month);
  return (
    <table className={styles['grid']}>
      <caption className="only-heard">{t('calendar')}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" abbr={weekdayText(day, language)}>
              <span className={styles['wide']}>{weekdayHead(day, language)}</span>
              <span className={styles['narrow']}>{shortWeekdayText(day, language)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]}>
            {days.map((day) => (
              <td key={day} data-outside={monthOf(day) !== month}>
                <time
                  dateTime={day}
                  className={`${styles['day']} numbers`}
                  data-today={day === today}
                  aria-current={day === today ? 'date' : undefined}
                >
                  {Number(day.slice(8))}
                </time>
                {isNarrow ? (
                  <Count day={day} tasks={due.get(day) ?? []} />
                ) : (
                  <Day day={day} tasks={due.get(day) ?? []} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayProps = { readonly day: string; readonly tasks: readonly Task[] };

/** How many, and a dot for each of the first; it leads to that day of the list below. */
function Count({ day, tasks }: DayProps) {
  const { t } = useTranslation('tasks');
  if (tasks.length === 0) return null;
  return (
    <Link
      to={paths.dueDates}
      search={(now) => now}
      hash={day}
      replace
      className={styles['count'] ?? ''}
      aria-label={t('dueOnDay', { count: tasks.length, day: dateText(day) })}
    >
      <span className="numbers">{tasks.length}</span>
      <span className={styles['dots']}>
        {tasks.slice(0, SHOWN).map(({ id, timeliness }) => (
          <span key={id} style={toneStyle(tones[timeliness.tag] ?? 'calm')} />
        ))}
      </span>
    </Link>
  );
}

function Day({ day, tasks }: DayProps) {
  const { t } = useTranslation('tasks');
  const [language] = useLanguage();
  if (tasks.length === 0) return null;
  return (
    <ul className={styles['events']}>
      {tasks.slice(0, SHOWN).map((task) => (
        <li key={task.id}>
          <Link
            to={paths.task}
            params={{ id: String(task.id) }}
            className={styles['event']}
            style={toneStyle(tones[task.timeliness.tag] ?? 'calm')}
            title={`${said(task.label, language)} · ${said(task.timeliness.label, language)}`}
          >
            {said(task.label, language)}
          </Link>
        </li>
      ))}
      {tasks.length > SHOWN && (
        <li className={styles['small']}>
          <Link to={paths.dueDates} search={(now) => ({ ...now, month: monthOf(day), view: 'agenda' })} hash={day}>
            {t('moreOnDay', { count: tasks.length - SHOWN })}
          </Link>
        </li>
      )}
    </ul>
  );
}
