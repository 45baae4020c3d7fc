import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { type Term, TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Scores } from './get-scores';
import styles from './scores.module.css';

type Due = {
  readonly term: Term | null;
  readonly at: string | null;
  readonly timeliness: {
    readonly tag: string;
    readonly label: { readonly vi: string; readonly en: string };
    readonly level: number;
  };
};
type Props = { readonly scores: Scores; readonly due: Due };

/** How many are settled and as what, and how long there is until somebody waits for it. */
export function ScoreSummary({ scores, due }: Props) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const { tasks, fixed, unclassified, exempt, classes, goesTo } = scores;
  const counted = tasks - exempt;
  const decided = fixed + unclassified;
  return (
    <section className={styles['head']} aria-label={t('summary')}>
      <div>
        <p className={styles['fixed']} role="status">
          <strong className="numbers">
            {numberText(decided, language)}/{numberText(counted, language)}
          </strong>{' '}
          {t('fixedOf', { count: counted })}
        </p>
        <div className={styles['bar']} aria-hidden>
          <span style={{ width: `${counted === 0 ? 0 : (decided / counted) * 100}%` }} />
        </div>
        <ul className={styles['classes']}>
          {classes.map(({ class: id, label, units }) => (
            <li key={id}>
              {said(label, language)} <strong className="numbers">{numberText(units, language)}</strong>
            </li>
          ))}
          {unclassified > 0 && (
            <li>
              {t('unclassified')} <strong className="numbers">{numberText(unclassified, language)}</strong>
            </li>
          )}
          {exempt > 0 && (
            <li>
              {t('exempt')} <strong className="numbers">{numberText(exempt, language)}</strong>
            </li>
          )}
        </ul>
      </div>
      <dl className={styles['dues']}>
        <div>
          <dt>{t('dueFixed')}</dt>
          <dd>
            <DueOf {...due} />
          </dd>
        </div>
        {goesTo.map(({ id, label, term, due: at, timeliness, stageLabel }) => (
          <div key={id}>
            <dt>
              <Link to={paths.task} params={{ id: String(id) }}>
                {said(label, language)}
              </Link>
            </dt>
            <dd>
              <DueOf term={term} at={at} timeliness={timeliness} />
              <span className={styles['soft']}>{said(stageLabel, language)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function DueOf({ term, at, timeliness }: Due) {
  const [language] = useLanguage();
  return (
    <span className={styles['due']}>
      <TermText term={term} at={at} tag={timeliness.tag} />
      {at !== null && (
        <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
      )}
    </span>
  );
}
