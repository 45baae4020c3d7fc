import { ActionIcon, Slider } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { dayNumber, dayOfNumber } from '../lib/days';
import { dateText } from '../lib/format';
import styles from './day-slider.module.css';

type Props = {
  readonly label: string;
  /** The first day, and the last: what stands at its right end. */
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly back: string;
  readonly on: string;
  readonly change: (day: string) => void;
};

/** A past day, chosen by a slider: by hand, by the arrow keys day by day, or a week at a time by the buttons. */
export function DaySlider({ label, from, to, day, back, on, change }: Props) {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const inside = (value: number): number => Math.min(last, Math.max(first, value));
  const [held, hold] = useState<number>();
  const value = held ?? inside(dayNumber(day));
  const letGo = (next: number): void => {
    hold(undefined);
    change(dayOfNumber(inside(next)));
  };
  return (
    <div className={styles['slider']}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={back}
        disabled={value <= first}
        onClick={() => letGo(value - 7)}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <Slider
        className={styles['track'] ?? ''}
        min={first}
        max={last}
        value={value}
        label={(at) => dateText(dayOfNumber(at))}
        thumbLabel={label}
        thumbValueText={(at) => dateText(dayOfNumber(at))}
        onChange={hold}
        onChangeEnd={letGo}
      />
      <ActionIcon variant="default" size="lg" aria-label={on} disabled={value >= last} onClick={() => letGo(value + 7)}>
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      <output className={`${styles['day']} numbers`}>{dateText(dayOfNumber(value))}</output>
    </div>
  );
}
