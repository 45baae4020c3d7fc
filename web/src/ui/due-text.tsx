import type { ReactElement, ReactNode } from 'react';
import { dateText, dueText, shortDateText, timeText } from '../lib/format';
import { useLanguage } from '../lib/i18n';
import styles from './due-text.module.css';
import { type Tone, toneStyle } from './tone';

type Props = {
  /** The instant; null: none. */
  readonly at: string | null;
  /** How much is left, in words: it comes first, because it is what people look for. */
  readonly left?: ReactNode;
  /** The sentence that says both, out of the moment in words and the element that marks it. */
  readonly whole?: (when: string, time: ReactElement) => ReactNode;
  readonly tone?: Tone;
  /** For rows: the day alone, and the moment for whoever points at it. */
  readonly isShort?: boolean;
};

/** A moment by which something is due. */
export function DueText({ at, left, whole: sentence, tone, isShort = false }: Props) {
  const [language] = useLanguage();
  if (at === null) return <span className={styles['none']}>–</span>;
  const whole = dueText(at, language);
  if (sentence && !isShort)
    return (
      <span className={styles['sentence']} style={tone && toneStyle(tone)} data-toned={tone !== undefined}>
        {sentence(whole, <time dateTime={at} className="numbers" />)}
      </span>
    );
  return (
    <span className={styles['due']} style={tone && toneStyle(tone)} data-toned={tone !== undefined}>
      {left !== undefined && <strong>{left}</strong>}
      <time dateTime={at} title={whole} className="numbers">
        {isShort ? `${timeText(at)} ${shortDateText(at)}${yearOf(at)}` : whole}
      </time>
    </span>
  );
}

const yearOf = (at: string): string => dateText(at).slice(5);
