import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { CellMark } from './cell-mark';
import type { Matrix } from './get-matrix';
import styles from './matrix.module.css';

/** What the letters mean. */
export function MatrixLegend({ legend }: Pick<Matrix, 'legend'>) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  return (
    <ul className={styles['legend']} aria-label={t('legend')}>
      {legend.map(({ state, letter, label }) => (
        <li key={state}>
          <CellMark state={state} letter={said(letter, language)} />
          {said(label, language)}
        </li>
      ))}
    </ul>
  );
}
