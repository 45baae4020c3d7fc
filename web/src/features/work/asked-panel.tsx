import { IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showClause } from '../../lib/clause-help';
import { dateText, sizeText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod, periodText } from '../../lib/period';
import { HelpLink } from '../../ui/help-link';
import type { Instance } from './get-instance';
import styles from './work.module.css';

type LetterProps = {
  readonly words: string;
  readonly files: readonly { readonly id: number; readonly name: string; readonly size: number }[];
};

/** The document, and what was enclosed with it. */
function Letter({ words, files }: LetterProps) {
  const [language] = useLanguage();
  return (
    <>
      {words}
      {files.length > 0 && (
        <ul className={styles['papers']}>
          {files.map(({ id, name, size }) => (
            <li key={id}>
              <IconPaperclip size={16} stroke={1.7} aria-hidden />
              <span>
                <a href={`/api/v1/files/${id}/content`} download>
                  {name}
                </a>{' '}
                <span>{sizeText(size, language)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is asked, and by which document and clause. */
export function AskedPanel({ instance }: { readonly instance: Instance }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const { label, plan, planNumber, obligation, clause, period, unit, asked, openedAt, listens, reopens } = instance;
  const { number, dated } = asked ?? {};
  const document =
    number && (dated ? t('document', { number, day: dateText(dated) }) : t('documentUndated', { number }));
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('askedWhat'), said(label, language)],
    [t('askedOf'), unit.name ? said(unit.name, language) : unit.code],
    ...(asked ? [[t('asker'), asked.by.name ? said(asked.by.name, language) : asked.by.code] as const] : []),
    ...(document ? [[t('askedIn'), <Letter words={document} files={asked?.files ?? []} />] as const] : []),
    [
      t('askedBy'),
      <HelpLink open={() => showClause({ plan, clause })}>
        {t('askedByClause', { clause, plan: planNumber, obligation })}
      </HelpLink>,
    ],
    [t('periodName'), `${periodText(period.id)} (${dateText(period.start)} – ${dateText(period.end)})`],
    [t('openedOn'), dateText(openedAt)],
    ...(reopens === null ? [] : [[t('reopens'), reopens] as const]),
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
            <dd>
              {listens.map(({ as, key, label, period }) => (
                <span key={as} className={styles['source']}>
                  {label && period !== null ? inPeriod(said(label, language), period) : key}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
