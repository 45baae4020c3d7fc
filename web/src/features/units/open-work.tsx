import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { ErrorState, LoadingState } from '../../ui/states';
import { openWorkQuery, type Unit } from './get-units';
import styles from './units-in-time.module.css';

type Props = { readonly plan: string; readonly unit: Unit; readonly units: readonly Unit[] };

/** What a unit that ends has still open, and how it comes to whoever follows: nothing of it goes there by itself. */
export function OpenWork({ plan, unit: { code, to, successor }, units }: Props) {
  const { t } = useTranslation('units');
  const [language] = useLanguage();
  const { data, error, refetch } = useQuery(openWorkQuery(plan, code));
  const follower = units.find((one) => one.code === successor);
  return (
    <section className={styles['work']} aria-labelledby="open-work">
      <h3 id="open-work">{t('openWork')}</h3>
      {error && !data && <ErrorState error={error} retry={refetch} />}
      {!error && !data && <LoadingState rows={2} />}
      {data?.items.length === 0 && <p>{t('openWorkNone')}</p>}
      {data && data.items.length > 0 && (
        <>
          <ul>
            {data.items.map(({ id, label, period, due }) => (
              <li key={id}>
                <Link to={paths.task} params={{ id: String(id) }} target="_blank">
                  {inPeriod(said(label, language), period)}
                </Link>
                {due !== null && <span className={styles['from']}>{t('openWorkDue', { day: dateText(due) })}</span>}
              </li>
            ))}
          </ul>
          {data.next !== null && (
            <p>
              <Link to={paths.tasks} search={{ unit: code }} target="_blank">
                {t('openWorkAll')}
              </Link>
            </p>
          )}
          <p>{t('openWorkHow')}</p>
        </>
      )}
      {to !== null && (
        <p>
          {follower
            ? t('openWorkLater', { day: dateText(to), successor: said(follower.name, language) })
            : t('openWorkNobody', { day: dateText(to) })}
        </p>
      )}
    </section>
  );
}
