import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { spanText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { StatusTag } from '../../ui/status-tag';
import type { Chart, Standing } from './get-lifecycles';
import { heldUp } from './held-up.rules';
import styles from './waiting.module.css';

const SHOWN = 4;

/** Where most waits, in words: what the drawing shows by its numbers. */
export function Waiting({ chart, standing }: { readonly chart: Chart; readonly standing: Standing | undefined }) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const wholes = new Set(chart.states.map(({ parent }) => parent));
  const found = heldUp(chart, standing)
    .filter(({ state, waits }) => waits && !wholes.has(state))
    .slice(0, SHOWN);
  if (!standing) return null;
  if (found.length === 0) return <p className={styles['none']}>{t('nothingStands')}</p>;
  return (
    <ul className={styles['waiting']} aria-label={t('waiting')}>
      {found.map(({ state, count, oldestMs, medianMs, age, isWorst }) => {
        const label = chart.states.find(({ id }) => id === state)?.label;
        return (
          <li key={state}>
            <StatusTag
              tone={age === 'days' ? 'info' : age === 'weeks' ? 'warn' : 'bad'}
              icon={isWorst ? IconAlertTriangle : IconClock}
            >
              {isWorst ? t('worst') : t(`ages.${age}`)}
            </StatusTag>
            <strong>{label ? said(label, language) : state}</strong>
            <span>
              {t('standing', { count })} · {t('oldest', { span: spanText(oldestMs, language) })}
              {count > 1 && ` · ${t('median', { span: spanText(medianMs, language) })}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
