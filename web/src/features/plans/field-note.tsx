import { IconAlertCircle, IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldFinding } from './get-plans';
import styles from './field-note.module.css';
import { suggested } from './suggested';

/** Nobody has come to it yet: to be written, but no mistake. */
const isBlank = ({ problem }: FieldFinding): boolean => problem === 'empty' || problem === 'missing-field';

function Blank() {
  const { t } = useTranslation('plans');
  return (
    <li data-severity="blank">
      <IconPencil size={15} aria-hidden />
      <span>{t('toBeWritten')}</span>
    </li>
  );
}

/** What the linter says of a field, below it. */
export function FieldNotes({ of }: { readonly of: readonly FieldFinding[] }) {
  const { t } = useTranslation('plans');
  if (of.length === 0) return null;
  return (
    <ul className={styles['notes']}>
      {of.map((finding, n) => {
        const { rule, severity, message, suggestion, path } = finding;
        const key = `${rule} ${path.join('.')} ${n}`;
        if (isBlank(finding)) return <Blank key={key} />;
        const Mark = severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          <li key={key} data-severity={severity}>
            <Mark size={15} aria-hidden />
            <span>
              <span className="only-heard">{t(`severity.${severity}`)}: </span>
              {message}
              {suggestion !== undefined && <span className={styles['more']}> {suggested(suggestion, t)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
