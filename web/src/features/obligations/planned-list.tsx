import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dueText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import styles from './obligations.module.css';
import type { Planned } from './occasions';

/** What is still to open, with each of its dates and why it is that day. */
export function PlannedList({ planned }: { readonly planned: readonly Planned[] }) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  if (planned.length === 0) return <p className={styles['soft']}>{t('nothingPlanned')}</p>;
  return (
    <ol className={styles['planned']}>
      {planned.map(({ period, dates }) => (
        <li key={period}>
          <h3>{periodText(period)}</h3>
          <dl>
            {dates.map(({ at, kind, why, provisional, assumed }) => (
              <div key={`${kind} ${at}`}>
                <dt>{t(`date.${kind}`)}</dt>
                <dd>
                  <time dateTime={at} className="numbers">
                    {dueText(at, language)}
                  </time>
                  <span className={styles['why']}>{why}</span>
                  {(provisional || assumed) && (
                    <span className={styles['doubt']}>
                      <IconAlertTriangle size={14} aria-hidden /> {t(provisional ? 'provisional' : 'assumed')}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}
