import { IconAlertTriangle, IconBell, IconCalendarDue, IconCalendarPlus, IconCut, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText, dueText, timeText, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import type { Checked } from './get-plans';
import styles from './next-dates.module.css';

const marks = { opens: IconCalendarPlus, cutOff: IconCut, due: IconCalendarDue, closes: IconLock } as const;

/** The next dates that an obligation would have, and why each is that day; whom it reminds on the way. */
export function NextDates({ checked }: { readonly checked: Checked }) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  if (checked.dates.length === 0)
    return <p className={styles['none']}>{t(checked.errors > 0 ? 'noDatesYet' : 'noDates')}</p>;
  return (
    <div className={styles['whole']}>
      <ol className={styles['dates']}>
        {checked.dates.map(
          ({ at, kind, obligation, occurrence, label, why, workingEnd, provisional, assumed, units }) => {
            const Mark = marks[kind];
            return (
              <li key={`${at} ${kind} ${obligation} ${occurrence}`}>
                <Mark size={18} stroke={1.7} aria-hidden />
                <div>
                  <p className={styles['day']}>
                    <time dateTime={at} className="numbers">
                      {weekdayText(at, language)} {dateText(at)}
                      {kind !== 'opens' || timeText(at) !== '08:00' ? ` · ${timeText(at)}` : ''}
                    </time>
                    <span> · {t(`date.${kind}`)}</span>
                  </p>
                  <p className={styles['what']}>
                    {inPeriod(said(label, language), occurrence)} · {t('unitCount', { count: units })}{' '}
                    <small>{`${obligation} ${occurrence}`}</small>
                  </p>
                  {workingEnd !== null && workingEnd !== at && (
                    <p className={styles['working']}>{t('workingEnd', { when: dueText(workingEnd, language) })}</p>
                  )}
                  <p className={styles['why']}>{why}</p>
                  {(provisional || assumed) && (
                    <p className={styles['doubt']}>
                      <IconAlertTriangle size={14} aria-hidden /> {t(provisional ? 'provisional' : 'assumed')}
                    </p>
                  )}
                </div>
              </li>
            );
          },
        )}
      </ol>
      {checked.told.length > 0 && (
        <section>
          <h3 className={styles['title']}>{t('toldTitle')}</h3>
          <ul className={styles['told']}>
            {checked.told.map(({ at, kind, key, obligation, to }) => (
              <li key={`${at} ${kind} ${key} ${obligation}`}>
                <IconBell size={15} aria-hidden />
                <span>
                  <time dateTime={at} className="numbers">
                    {dueText(at, language)}
                  </time>{' '}
                  · {t(`told.${kind}`)} · {obligation} ·{' '}
                  {to.map((role) => t(`roles.${role.replace('.', '-')}`, { defaultValue: role })).join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
