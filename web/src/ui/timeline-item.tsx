import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { momentText } from '../lib/format';
import styles from './timeline-item.module.css';
import { type Tone, toneStyle } from './tone';

/** What happened, the one below the other; it holds `TimelineItem`s. */
export const Timeline = ({ children, label }: { readonly children: ReactNode; readonly label: string }) => (
  <ol className={styles['line']} aria-label={label}>
    {children}
  </ol>
);

type Props = {
  readonly icon: Icon;
  readonly tone?: Tone;
  readonly at: string;
  readonly title: ReactNode;
  /** Who did it, and on whose behalf. */
  readonly by?: ReactNode;
  /** Of what came by itself: it steps back behind what people did. */
  readonly isSmall?: boolean;
  /** What was said. */
  readonly children?: ReactNode;
};

export function TimelineItem({ icon: Mark, tone = 'calm', at, title, by, isSmall = false, children }: Props) {
  return (
    <li className={styles['item']} style={toneStyle(tone)} data-small={isSmall}>
      <span className={styles['mark']}>
        <Mark size={15} stroke={2} aria-hidden />
      </span>
      <div className={styles['body']}>
        <div className={styles['title']}>{title}</div>
        <div className={styles['facts']}>
          <time dateTime={at} className="numbers">
            {momentText(at)}
          </time>
          {by !== undefined && <span>{by}</span>}
        </div>
        {children !== undefined && <div className={styles['said']}>{children}</div>}
      </div>
    </li>
  );
}
