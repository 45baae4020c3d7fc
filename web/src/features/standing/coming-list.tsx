import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText, numberText, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import type { Standing } from './get-standing';
import styles from './standing.module.css';

/** What is due in the next thirty days, day by day: what many units owe alike is one line. */
export function ComingList({ coming }: { readonly coming: Standing['coming'] }) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  if (coming.items.length === 0) return <p className={styles['none']}>{t('noComing')}</p>;
  return (
    <ol className={styles['coming']}>
      {coming.items.map(({ plan, obligation, period, label, due, open, id }) => {
        const name = inPeriod(said(label, language), period);
        return (
          <li key={`${plan} ${obligation} ${period} ${due}`}>
            <time dateTime={due} className="numbers">
              <strong>{dateText(due)}</strong> <span className={styles['soft']}>{weekdayText(due, language)}</span>
            </time>
            <span className={styles['what']}>
              {id === null ? (
                name
              ) : (
                <Link to={paths.task} params={{ id: String(id) }}>
                  {name}
                </Link>
              )}
              <span className={styles['soft']}>
                {t('stillOpen', { count: open, number: numberText(open, language) })}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
