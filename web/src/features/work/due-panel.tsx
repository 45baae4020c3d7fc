import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dueText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { TermText } from '../../ui/term-text';
import type { Instance } from './get-instance';
import styles from './work.module.css';

type Props = {
  readonly instance: Instance;
  /** What was asked about it, and what one may ask. */
  readonly children?: ReactNode;
};

/** By when, in words, and why it is that moment. */
export function DuePanel({ instance: { due, term, timeliness }, children }: Props) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  if (!due) return null;
  const hasMoved = due.kind === 'main' && due.original !== due.legalEnd;
  return (
    <section className={styles['panel']} aria-labelledby="due">
      <h2 id="due" className={styles['heading']}>
        {due.kind === 'sub' ? t('dueReturned') : t('due')}
      </h2>
      <p className={styles['big']}>
        <TermText term={term} at={due.legalEnd} tag={timeliness.tag} />
      </p>
      <p className={styles['why']}>{said(due.why, language)}</p>
      {term && term.workingEnd !== term.legalEnd && term.workingDaysLate === 0 && (
        <p className={styles['why']}>{t('legalEnd', { at: dueText(due.legalEnd, language) })}</p>
      )}
      {hasMoved && <p className={styles['why']}>{t('originalEnd', { at: dueText(due.original, language) })}</p>}
      {due.main && (
        <p className={styles['why']}>
          {t('mainEnd', { at: dueText(due.main.legalEnd, language) })} {said(due.main.why, language)}
        </p>
      )}
      {due.provisional && <p className={styles['why']}>{t('provisional')}</p>}
      {children}
    </section>
  );
}
