import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { clockQuery } from '../../lib/clock';
import styles from './preparing.module.css';

const DAY = 86_400_000;

/** At its first start a sandbox lives half a year of its plan: how far it is. Then whatever stands behind it. */
export function Preparing({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('session');
  const { data } = useQuery(clockQuery);
  if (!data?.preparing) return children;
  const { from, to } = data.preparing;
  const days = (until: string): number => Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / DAY));
  const [lived, of] = [days(data.now), days(to)];
  return (
    <div className={styles['preparing']}>
      <h1 className={styles['title']}>{t('preparing.title')}</h1>
      <p>{t('preparing.lead')}</p>
      <Progress value={(100 * lived) / of} size="lg" aria-label={t('preparing.title')} />
      <p role="status" className="numbers">
        {t('preparing.days', { day: dateText(data.day), lived, of })}
      </p>
    </div>
  );
}
