import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import styles from './scores.module.css';

type Props = {
  /** Later points less earlier ones. */
  readonly by: number;
  /** For cells: what was not changed is not said. */
  readonly isQuiet?: boolean;
};

/** How points went: a sign and a word, the same in black and white. */
export function ChangeMark({ by, isQuiet = false }: Props) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  if (by === 0 && isQuiet) return null;
  const Mark = by === 0 ? IconEqual : by < 0 ? IconArrowDownRight : IconArrowUpRight;
  const way = by === 0 ? 'same' : by < 0 ? 'down' : 'up';
  return (
    <span className={styles['change']} data-way={way}>
      <Mark size={14} stroke={2} aria-hidden />
      {t(`change.${way}`, { n: numberText(Math.abs(by), language) })}
    </span>
  );
}
