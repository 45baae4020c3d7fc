import { useTranslation } from 'react-i18next';
import { momentText, numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { EmptyState } from '../../ui/states';
import { ChangeMark } from './change-mark';
import type { Criterion, Score, ScoreRow } from './get-scores';
import { ClassOf } from './score-table';
import styles from './scores.module.css';

type Props = { readonly row: ScoreRow; readonly criteria: readonly Criterion[] };

/** One unit's sheet: what it says of itself beside what its scorer says, criterion by criterion, with the reasons. */
export function SheetCompare({ row, criteria }: Props) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const { self, appraised, final, reasons } = row;
  const number = (points: number | null): string => (points === null ? '–' : numberText(points, language));
  if (!self && !appraised && reasons.length === 0) return <EmptyState title={t('notScoredYet')} />;
  const own = criteria.flatMap((criterion) => {
    const given = row.criteria.find(({ id }) => id === criterion.id);
    return given ? [{ ...criterion, ...given }] : [];
  });
  return (
    <article className={styles['sheet']}>
      <dl className={styles['three']}>
        <Given name={t('self')} score={self} />
        <Given name={t('appraised')} score={appraised} />
        <Given name={t('final')} score={final} />
        <div>
          <dt>{t('difference')}</dt>
          <dd>{row.difference === null ? '–' : <ChangeMark by={row.difference} />}</dd>
        </div>
        <div>
          <dt>{t('class')}</dt>
          <dd>
            <ClassOf row={row} />
          </dd>
        </div>
      </dl>
      {own.length > 0 && (
        <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('compare')}>
          <table className={styles['compare']}>
            <caption className="only-heard">{t('compare')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('criterion')}</th>
                <th scope="col" data-align="end">
                  {t('self')}
                </th>
                <th scope="col" data-align="end">
                  {t('appraised')}
                </th>
                <th scope="col">{t('change.title')}</th>
              </tr>
            </thead>
            <tbody>
              {own.map(({ id, label, self: mine, appraised: theirs, isChanged, note, reason }) => (
                <tr key={id} data-changed={isChanged}>
                  <th scope="row">
                    {said(label, language)}
                    {note !== null && <span className={styles['words']}>{note}</span>}
                  </th>
                  <td data-align="end" data-label={t('self')} className="numbers">
                    {number(mine)}
                  </td>
                  <td data-align="end" data-label={t('appraised')} className="numbers">
                    {number(theirs)}
                  </td>
                  <td data-label={t('change.title')}>
                    {mine !== null && theirs !== null && <ChangeMark by={theirs - mine} />}
                    {reason !== null && <span className={styles['words']}>{t('why', { reason })}</span>}
                    {isChanged && reason === null && <span className={styles['words']}>{t('noReason')}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {self && own.every(({ self: mine }) => mine === null) && <p className={styles['soft']}>{t('withoutForm')}</p>}
      {reasons.length > 0 && (
        <section className={styles['reasons']} aria-label={t('reasons')}>
          <h3>{t('reasons')}</h3>
          <ul>
            {reasons.map(({ event, label, at, reason }) => (
              <li key={`${event} ${at}`}>
                <strong>{said(label, language)}</strong>
                <span className={styles['soft']}>{momentText(at)}</span>
                <p>{reason}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

function Given({ name, score }: { readonly name: string; readonly score: Score | null }) {
  const [language] = useLanguage();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong className="numbers">
          {score === null || score.points === null ? '–' : numberText(score.points, language)}
        </strong>
        {score?.classLabel && <span className={styles['soft']}>{said(score.classLabel, language)}</span>}
        {score?.at && <span className={styles['soft']}>{momentText(score.at)}</span>}
      </dd>
    </div>
  );
}
