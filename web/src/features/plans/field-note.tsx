import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldFinding } from './get-plans';
import styles from './field-note.module.css';

/** What the linter says of a field, below it. */
export function FieldNotes({ of }: { readonly of: readonly FieldFinding[] }) {
  const { t } = useTranslation('plans');
  if (of.length === 0) return null;
  return (
    <ul className={styles['notes']}>
      {of.map(({ rule, severity, message, suggestion, path }, n) => {
        const Mark = severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          <li key={`${rule} ${path.join('.')} ${n}`} data-severity={severity}>
            <Mark size={15} aria-hidden />
            <span>
              <span className="only-heard">{t(`severity.${severity}`)}: </span>
              {message}
              {suggestion !== undefined && <span className={styles['more']}> {t('meant', { suggestion })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
