import { IconAlertTriangle, IconCircleCheck, IconClock, IconClockExclamation, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText, momentText, numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { type Tone, toneStyle } from '../../ui/tone';
import type { Standing } from './get-standing';
import styles from './standing.module.css';
import { shortUnitText, unitText } from './unit-text';

const four: readonly (readonly [Exclude<keyof Standing['counts'], 'total'>, Icon, Tone])[] = [
  ['doneOnTime', IconCircleCheck, 'good'],
  ['doneLate', IconClockExclamation, 'warn'],
  ['openInTime', IconClock, 'info'],
  ['openOverdue', IconAlertTriangle, 'bad'],
];
/** So many lines are read from the far end of a room. */
const LINES = 6;

/** The page for a screen on a wall: large, nothing to press. */
export function Wall({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  const { counts, labels, late, coming, asOf } = standing;
  return (
    <div className={styles['wall']}>
      <title>{`${t('title')} · ${t('product', { ns: 'common' })}`}</title>
      <header className={styles['wallTop']}>
        <h1>{t('title')}</h1>
        <p className="numbers">{t('asOf', { moment: momentText(asOf) })}</p>
      </header>
      <dl className={styles['wallFigures']}>
        {four.map(([name, Mark, tone]) => (
          <div key={name} className={styles['wallFigure']} style={toneStyle(tone)}>
            <dt>
              <Mark size="1.4em" stroke={1.8} aria-hidden />
              {said(labels[name], language)}
            </dt>
            <dd className="numbers">{numberText(counts[name], language)}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['wallLists']}>
        <section aria-labelledby="wall-late">
          <h2 id="wall-late">
            {t('late')} ({numberText(late.total, language)})
          </h2>
          {late.items.length === 0 && <p className={styles['none']}>{t('noLate')}</p>}
          <ol>
            {late.items.slice(0, LINES).map(({ id, unit, label, period, term, due }) => (
              <li key={id}>
                <strong>{unitText(unit, language)}</strong>
                <span className="numbers">
                  {term ? t('daysLate', { count: term.workingDaysLate }) : due && dateText(due)}
                </span>
                <span className={styles['soft']}>{inPeriod(said(label, language), period)}</span>
              </li>
            ))}
          </ol>
        </section>
        <section aria-labelledby="wall-coming">
          <h2 id="wall-coming">{t('coming')}</h2>
          {coming.items.length === 0 && <p className={styles['none']}>{t('noComing')}</p>}
          <ol>
            {coming.items.slice(0, LINES).map(({ plan, obligation, period, due, label, open }) => (
              <li key={`${plan} ${obligation} ${period} ${due}`}>
                <strong>{inPeriod(said(label, language), period)}</strong>
                <span className="numbers">{dateText(due)}</span>
                <span className={styles['soft']}>
                  {t('stillOpen', { count: open, number: numberText(open, language) })}
                </span>
              </li>
            ))}
          </ol>
        </section>
      </div>
      {standing.lateUnits.length > 0 && (
        <p className={styles['none']}>
          {t('lateUnits')}:{' '}
          {standing.lateUnits
            .slice(0, LINES)
            .map(({ unit, late: n }) => `${shortUnitText(unit, language)} (${numberText(n, language)})`)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}
