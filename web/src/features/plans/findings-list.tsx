import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from './get-plans';
import styles from './findings-list.module.css';
import { suggested } from './suggested';

/** What is wrong with a version: where, and what was probably meant. */
export function FindingsList({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation('plans');
  if (findings.length === 0)
    return (
      <p className={styles['none']}>
        <IconCircleCheck size={18} aria-hidden /> {t('noFindings')}
      </p>
    );
  return (
    <ul className={styles['list']}>
      {findings.map(({ rule, severity, file, line, column, message, suggestion }) => {
        const Mark = severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          <li key={`${rule} ${file} ${line} ${column} ${message}`} data-severity={severity}>
            <Mark size={18} aria-hidden />
            <div>
              <p>
                <strong>{t(`severity.${severity}`)}</strong> · {message}
              </p>
              <p className={styles['where']}>
                {file}:{line}:{column} · {rule}
                {suggestion !== undefined && <> · {suggested(suggestion, t)}</>}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
