import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText, dayOf, weekdayHead } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import { dueBetweenQuery, overdueQuery, type Task } from './get-tasks';
import { MonthSheet } from './month-sheet';
import { monthAfter, monthOf } from './months';
import styles from './tasks.module.css';

type Props = {
  readonly today: string;
  readonly month: string;
  readonly view: 'agenda' | 'grid';
  readonly unit: string | undefined;
  readonly show: (month: string) => void;
};

export function MonthView({ today, month, view, unit, show }: Props) {
  const { t } = useTranslation('tasks');
  const [year = '', of = ''] = month.split('-');
  // A task stands on the day by which it is best done, which may lie in the month before its legal end.
  const {
    data: found,
    error,
    refetch,
  } = useQuery(dueBetweenQuery(`${month}-01`, `${monthAfter(month, 1)}-16`, { unit }));
  // Where a day of the sheet is as wide as a thumb, it counts what the list below names.
  const isNarrow = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false });
  const data = found?.filter((task) => monthOf(shownOn(task)) === month);
  return (
    <section aria-labelledby="month">
      <div className={styles['bar']}>
        <ActionIcon variant="default" size="lg" aria-label={t('before')} onClick={() => show(monthAfter(month, -1))}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <h2 id="month" className={styles['month']} aria-live="polite">
          {t('month', { month: of, year })}
        </h2>
        <ActionIcon variant="default" size="lg" aria-label={t('after')} onClick={() => show(monthAfter(month, 1))}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        {month !== monthOf(today) && (
          <Button variant="default" onClick={() => show(monthOf(today))}>
            {t('today')}
          </Button>
        )}
      </div>
      {month === monthOf(today) && <Before month={month} unit={unit} />}
      {error && !data ? (
        <ErrorState error={error} retry={refetch} />
      ) : !data ? (
        <LoadingState rows={6} />
      ) : (
        <>
          {view === 'grid' && <MonthSheet month={month} today={today} due={byDay(data)} isNarrow={isNarrow} />}
          {(view === 'agenda' || isNarrow || data.length === 0) && <Agenda tasks={data} />}
        </>
      )}
    </section>
  );
}

/** What is owed since a month before this one stands on none of its days. */
function Before({ month, unit }: Pick<Props, 'month' | 'unit'>) {
  const { t } = useTranslation('tasks');
  const { data = [] } = useQuery(overdueQuery({ unit }));
  const owed = data.filter((task) => monthOf(shownOn(task)) < month);
  if (owed.length === 0) return null;
  return (
    <p className={styles['owed']}>
      <IconAlertTriangle size={18} aria-hidden />
      <Link to={paths.tasks} search={{ bucket: 'overdue' }}>
        {t('owedBefore', { count: owed.length })}
      </Link>
    </p>
  );
}

const shownOn = ({ workingEnd, due }: Task): string => dayOf(workingEnd ?? due ?? '');

function byDay(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> {
  const days = new Map<string, Task[]>();
  for (const task of tasks) {
    const day = shownOn(task);
    days.set(day, [...(days.get(day) ?? []), task]);
  }
  return days;
}

/** The default: every day on which something is due, one below the other. */
function Agenda({ tasks }: { readonly tasks: readonly Task[] }) {
  const { t } = useTranslation('tasks');
  const [language] = useLanguage();
  if (tasks.length === 0) return <EmptyState title={t('nothingDue')} />;
  return (
    <ol className={styles['agenda']}>
      {[...byDay(tasks)].map(([day, due]) => (
        <li key={day} id={day}>
          <h3>
            {weekdayHead(day, language)} <span className="numbers">{dateText(day)}</span>
          </h3>
          <ul>
            {due.map((task) => (
              <li key={task.id} className={styles['card']}>
                <Link to={paths.task} params={{ id: String(task.id) }}>
                  {said(task.label, language)}
                </Link>
                <span className={styles['small']}>
                  {[task.unit.name ? said(task.unit.name, language) : task.unit.code, periodText(task.period)].join(
                    ' · ',
                  )}
                </span>
                <span className={styles['bar']} data-tight>
                  <TimelinessTag
                    tag={task.timeliness.tag}
                    label={said(task.timeliness.label, language)}
                    level={task.timeliness.level}
                  />
                  <TermText term={task.term} at={task.workingEnd ?? task.due} tag={task.timeliness.tag} isShort />
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
