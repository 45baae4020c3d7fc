import { Trans, useTranslation } from 'react-i18next';
import { DueText } from './due-text';
import type { Tone } from './tone';

/** As the API has it (`term`): no client counts working days. */
export type Term = {
  readonly legalEnd: string;
  readonly workingEnd: string;
  readonly workingDaysLeft: number;
  readonly workingDaysLate: number;
};

type Props = {
  /** Null: nobody has to do anything about it any more. */
  readonly term: Term | null;
  /** The legal end, where there is no term. */
  readonly at: string | null;
  /** As the API says it: `timeliness.tag`. */
  readonly tag: string;
  /** For rows. */
  readonly isShort?: boolean;
};

const tones: Readonly<Record<string, Tone>> = { overdue: 'bad', 'due-soon': 'warn' };

/** “còn 3 ngày làm việc, đến 17:00 thứ Sáu 17/11/2023”. */
export function TermText({ term, at, tag, isShort = false }: Props) {
  const { t } = useTranslation();
  if (!term) return <DueText at={at} isShort={isShort} />;
  const { workingDaysLate: late, workingDaysLeft: left } = term;
  const isLate = tag === 'overdue' || late > 0;
  const { words, whole, count } = isLate
    ? late > 0
      ? ({ words: 'due.late', whole: 'due.wholeLate', count: late } as const)
      : ({ words: 'due.justLate', whole: 'due.wholeJustLate', count: 0 } as const)
    : left > 0
      ? ({ words: 'due.left', whole: 'due.wholeLeft', count: left } as const)
      : ({ words: 'due.today', whole: 'due.wholeToday', count: 0 } as const);
  const tone = tones[isLate ? 'overdue' : tag];
  return (
    <DueText
      at={isLate ? term.legalEnd : term.workingEnd}
      left={t(words, { count })}
      whole={(when, time) => (
        <Trans t={t} i18nKey={whole} count={count} values={{ when }} components={{ left: <strong />, time }} />
      )}
      isShort={isShort}
      {...(tone !== undefined && { tone })}
    />
  );
}
