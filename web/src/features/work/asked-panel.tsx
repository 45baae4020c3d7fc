import { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import type { Instance } from './get-instance';
import styles from './work.module.css';

/** What is asked, and by which document and clause. */
export function AskedPanel({ instance }: { readonly instance: Instance }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const { label, plan, obligation, clause, period, unit, openedAt, listens, reopens } = instance;
  const rows = [
    [t('askedWhat'), said(label, language)],
    [t('askedOf'), unit.name ? said(unit.name, language) : unit.code],
    [t('askedBy'), t('askedByClause', { clause, plan: plan.toUpperCase(), obligation })],
    [t('periodName'), `${periodText(period.id)} (${dateText(period.start)} – ${dateText(period.end)})`],
    [t('openedOn'), dateText(openedAt)],
    ...(reopens === null ? [] : [[t('reopens'), reopens]]),
  ];
  return (
    <section className={styles['panel']} aria-labelledby="asked">
      <h2 id="asked" className={styles['heading']}>
        {t('asked')}
      </h2>
      <dl className={styles['facts']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {listens.length > 0 && (
          <div>
            <dt>{t('follows')}</dt>
            <dd>{listens.map(({ key }) => key).join(', ')}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
