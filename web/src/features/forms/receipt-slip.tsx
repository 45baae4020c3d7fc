import { useTranslation } from 'react-i18next';
import { dateText, dueText, timeText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import styles from './forms.module.css';
import type { Receipt } from './get-form';

/** Phiếu tiếp nhận, as it is printed. */
export function ReceiptSlip({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { number, form, obligation, planNumber, period, unitName, unit, by, onBehalfOf, at, effectiveAt } = receipt;
  const { verdict, due, sha256, hash, seq } = receipt;
  const moment = (iso: string): string => `${timeText(iso)}:${iso.slice(17, 19)} ${dateText(iso)}`;
  const sender = by.name ?? by.id;
  const rows: readonly (readonly [string, string])[] = [
    [t('slip.unit'), unitName ? said(unitName, language) : unit],
    [t('slip.what'), inPeriod(said(obligation, language), period)],
    [t('slip.form'), said(form, language)],
    [t('slip.plan'), planNumber],
    [t('slip.by'), onBehalfOf ? t('slip.onBehalf', { who: sender, holder: onBehalfOf.name ?? onBehalfOf.id }) : sender],
    [t('slip.at'), moment(at)],
    ...(effectiveAt === null ? [] : [[t('slip.effectiveAt'), moment(effectiveAt)] as const]),
    ...(due === null ? [] : [[t('slip.due'), dueText(due, language)] as const]),
    ...(verdict === null ? [] : [[t('slip.verdict'), t(`slip.${verdict}`)] as const]),
    [t('slip.entry'), String(seq)],
  ];
  return (
    <article className={styles['slip']}>
      <p className={styles['number']}>{t('slip.number', { number })}</p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['hash']}>
        {sha256 !== null && (
          <>
            {t('slip.sha')} <code>{sha256}</code>
            <br />
          </>
        )}
        {t('slip.chain')} <code>{hash}</code>
      </p>
      <p className={styles['help']}>{t('slip.note')}</p>
    </article>
  );
}
