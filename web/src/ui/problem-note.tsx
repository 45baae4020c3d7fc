import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../lib/problem';
import styles from './problem-note.module.css';

/** Why a command was not done, beside what gave it; nothing where nothing went wrong. */
export function ProblemNote({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  return <Note>{isProblem(error) && error.message ? error.message : t('failedMore')}</Note>;
}

/** Something that went wrong, in words. */
export const Note = ({ children }: { readonly children: ReactNode }) => (
  <div role="alert" className={styles['note']}>
    <IconAlertCircle size={18} aria-hidden />
    <span>{children}</span>
  </div>
);
