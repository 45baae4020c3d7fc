import { IconListNumbers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { ProblemNote } from '../../ui/problem-note';
import { TermText } from '../../ui/term-text';
import { scoreRoundsQuery } from './get-score-rounds';
import styles from './scores.module.css';

/** The way to the tables of the rounds that are being scored; where there are none, nothing. */
export function ScoreRounds() {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const { data: rounds = [], error, isLoadingError, refetch } = useQuery(scoreRoundsQuery);
  if (isLoadingError) return <ProblemNote error={error} retry={refetch} />;
  if (rounds.length === 0) return null;
  return (
    <nav className={`${styles['rounds']} not-printed`} aria-label={t('rounds')}>
      <h2>{t('rounds')}</h2>
      <ul>
        {rounds.map(({ id, label, period, stageLabel, term, due, timeliness }) => (
          <li key={id}>
            <IconListNumbers size={18} stroke={1.7} aria-hidden />
            <Link to={paths.roundScores} params={{ id: String(id) }}>
              {inPeriod(said(label, language), period)}
            </Link>
            <span className={styles['soft']}>{said(stageLabel, language)}</span>
            {due !== null && <TermText term={term} at={due} tag={timeliness.tag} isShort />}
          </li>
        ))}
      </ul>
    </nav>
  );
}
