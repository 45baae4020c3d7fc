import { useTranslation } from 'react-i18next';
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
  const words = isLate
    ? late > 0
      ? t('due.late', { count: late })
      : t('due.justLate')
    : left > 0
      ? t('due.left', { count: left })
      : t('due.today');
  const tone = tones[isLate ? 'overdue' : tag];
  return (
    <DueText
      at={isLate ? term.legalEnd : term.workingEnd}
      left={words}
      isShort={isShort}
      {...(tone !== undefined && { tone })}
    />
  );
}
