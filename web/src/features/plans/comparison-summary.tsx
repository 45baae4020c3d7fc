import {
  IconAlertTriangle,
  IconCalendarEvent,
  IconNotes,
  IconPlayerPlay,
  IconSitemap,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { StatusTag } from '../../ui/status-tag';
import styles from './comparison-summary.module.css';
import type { Comparison } from './get-plans';

type Props = {
  readonly comparison: Comparison;
  /** How much goes by the version that runs now, and goes on by it; undefined as long as it is asked. */
  readonly running: number | undefined;
};

/** What changes and for whom, in a few lines: the parts below say it one by one. */
export function ComparisonSummary({ comparison, running }: Props) {
  const { t } = useTranslation('plans');
  const { obligations, redated, opens, withdrawn, missed, lifecycles, people, plan, from } = comparison;
  const units = new Set([...redated, ...opens, ...withdrawn].flatMap((one) => one.units)).size;
  const underWay = new Set(redated.flatMap((one) => (one.running ? [`${one.obligation} ${one.occurrence}`] : []))).size;
  const states = lifecycles.changed.flatMap(({ what }) => what.filter((one) => one.startsWith('states.'))).length;
  const seats = people.gained.length + people.lost.length;
  const whose = new Set([...people.gained, ...people.lost].map(({ person }) => person)).size;
  return (
    <ul className={styles['summary']} aria-label={t('inShort')}>
      <li>
        <IconNotes size={18} aria-hidden />
        {t('sumObligations', {
          added: obligations.added.length,
          removed: obligations.removed.length,
          changed: obligations.changed.length,
        })}
      </li>
      <li>
        <IconCalendarEvent size={18} aria-hidden />
        {redated.length + opens.length + withdrawn.length === 0
          ? t('sumNoDates')
          : t('sumDates', { dates: redated.length, opens: opens.length, withdrawn: withdrawn.length, count: units })}
      </li>
      <li>
        <IconUsers size={18} aria-hidden />
        {seats === 0 ? t('nobodyChanges') : t('sumPeople', { seats, count: whose })}
      </li>
      <li>
        <IconSitemap size={18} aria-hidden />
        {t('sumStates', { lifecycles: lifecycles.changed.length + lifecycles.added.length, count: states })}
      </li>
      <li>
        <IconPlayerPlay size={18} aria-hidden />
        <span>
          {running !== undefined && (
            <Link to={paths.lifecycles} search={{ plan, version: from }}>
              {t('sumRunning', { count: running, from })}
            </Link>
          )}{' '}
          {underWay > 0 && (
            <StatusTag tone="warn" icon={IconAlertTriangle}>
              {t('sumUnderWay', { count: underWay })}
            </StatusTag>
          )}
        </span>
      </li>
      {missed.length > 0 && (
        <li>
          <IconAlertTriangle size={18} aria-hidden />
          {t('sumMissed', { count: missed.length })}
        </li>
      )}
    </ul>
  );
}
