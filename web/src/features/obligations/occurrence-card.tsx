import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Occurrence } from './get-obligations';
import styles from './obligations.module.css';

type Props = {
  readonly occurrence: Occurrence;
  /** Why it is due then, in the API's own words. */
  readonly why: string | undefined;
  /** How many have sent, of how many. */
  readonly sent: string | undefined;
  /** What it waits for, and with whom. */
  readonly children: ReactNode;
};

/** One period that is open: where it stands, by when and why then, and with whom it is. */
export function OccurrenceCard({ occurrence, why, sent, children }: Props) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  const { id, period, stageLabel, timeliness, term, due } = occurrence;
  return (
    <article className={styles['card']} aria-label={periodText(period)}>
      <div className={styles['head']}>
        <h3>
          <Link to={occurrence.children.length > 0 ? paths.round : paths.task} params={{ id: String(id) }}>
            {periodText(period)}
          </Link>
        </h3>
        <span className={styles['soft']}>{said(stageLabel, language)}</span>
        {due !== null && (
          <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
        )}
      </div>
      <p className={styles['line']}>
        {due !== null && !term && `${t('due')}: `}
        {due === null ? t('noDue') : <TermText term={term} at={due} tag={timeliness.tag} />}
      </p>
      {why !== undefined && <p className={styles['why']}>{why}</p>}
      {sent !== undefined && <p className={styles['sent']}>{sent}</p>}
      {occurrence.children.some(({ scored }) => scored) && (
        <p className={styles['line']}>
          <Link to={paths.roundScores} params={{ id: String(id) }}>
            {t('scores')}
          </Link>
        </p>
      )}
      {children}
    </article>
  );
}
