import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconTableOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { type Asked, matrixQuery } from './get-matrix';
import styles from './matrix.module.css';
import { MatrixLegend } from './matrix-legend';
import { MatrixTable } from './matrix-table';

/** The matrix by pages of units. Whoever asks for another matrix begins at its first page: `key`. */
export function MatrixSheet({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('matrix');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const { data, error, refetch, isPlaceholderData } = useQuery(matrixQuery(asked, cursors.at(-1)));
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={8} />;
  if (data.columns.length === 0)
    return (
      <EmptyState icon={IconTableOff} title={t('none')}>
        {t('noneMore')}
      </EmptyState>
    );
  const { next } = data;
  return (
    <div aria-busy={isPlaceholderData}>
      <MatrixTable matrix={data} />
      {(next !== null || cursors.length > 0) && (
        <Pager
          page={cursors.length + 1}
          {...(cursors.length > 0 && { back: () => setCursors(cursors.slice(0, -1)) })}
          {...(next !== null && { on: () => setCursors([...cursors, next]) })}
        />
      )}
      <MatrixLegend legend={data.legend} />
    </div>
  );
}

type PagerProps = { readonly page: number; readonly back?: () => void; readonly on?: () => void };

function Pager({ page, back, on }: PagerProps) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  return (
    <div className={`${styles['pager']} not-printed`}>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={back === undefined}
        onClick={back}
      >
        {t('before')}
      </Button>
      <span className="numbers">{t('page', { number: numberText(page, language) })}</span>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={on === undefined}
        onClick={on}
      >
        {t('next')}
      </Button>
    </div>
  );
}
