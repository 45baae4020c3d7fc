import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './status-tag.module.css';
import { type Tone, toneStyle } from './tone';

type Props = {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly children: ReactNode;
};

/** Where something stands: an icon and a word on a tint, which says the same in black and white. */
export function StatusTag({ tone, icon: Mark, children }: Props) {
  return (
    <span className={styles['tag']} style={toneStyle(tone)}>
      <Mark size={15} stroke={2} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
