import { Button } from '@mantine/core';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../lib/problem';
import styles from './problem-note.module.css';

type Props = {
  readonly error: unknown;
  /** Of what was asked for rather than done: it can be asked for again. */
  readonly retry?: () => unknown;
};

/** Why a command was not done, or a part of a page is not there, beside where it belongs; nothing where nothing went wrong. */
export function ProblemNote({ error, retry }: Props) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  return (
    <Note>
      {isProblem(error) && error.message ? error.message : t('failedMore')}
      {retry && (
        <>
          {' '}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void retry()}
          >
            {t('again')}
          </Button>
        </>
      )}
    </Note>
  );
}

/** Something that went wrong, in words. */
export const Note = ({ children }: { readonly children: ReactNode }) => (
  <div role="alert" className={styles['note']}>
    <IconAlertCircle size={18} aria-hidden />
    <span>{children}</span>
  </div>
);
