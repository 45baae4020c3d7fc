import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { numberText } from '../lib/format';
import { useLanguage } from '../lib/i18n';
import styles from './counter-tile.module.css';
import { type Tone, toneStyle } from './tone';

type Props = {
  readonly count: number;
  readonly label: ReactNode;
  readonly icon: Icon;
  readonly tone?: Tone;
  /** Whether the list below is of this tile. */
  readonly isChosen?: boolean;
  /** Where it leads, by whatever the page links with: `as={(inside) => <Link to=…>{inside}</Link>}`. */
  readonly as: (props: {
    readonly className: string;
    readonly 'aria-current'?: 'true';
    readonly children: ReactNode;
  }) => ReactNode;
};

/** A number that opens the list behind it. */
export function CounterTile({ count, label, icon: Mark, tone = 'calm', isChosen = false, as }: Props) {
  const [language] = useLanguage();
  return (
    <div className={styles['tile']} style={toneStyle(tone)} data-none={count === 0}>
      {as({
        className: styles['link'] ?? '',
        ...(isChosen && { 'aria-current': 'true' as const }),
        children: (
          <>
            <span className={styles['top']}>
              <span className={`${styles['count']} numbers`}>{numberText(count, language)}</span>
              <Mark size={20} stroke={1.6} aria-hidden />
            </span>
            <span className={styles['label']}>{label}</span>
          </>
        ),
      })}
    </div>
  );
}
