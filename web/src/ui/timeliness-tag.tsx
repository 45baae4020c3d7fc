import {
  IconAlertTriangle,
  IconArrowBigUpLines,
  IconBan,
  IconCalendarOff,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockCheck,
  IconClockExclamation,
  IconHourglassLow,
  type Icon,
  IconPlayerPause,
  IconSquareX,
} from '@tabler/icons-react';
import { StatusTag } from './status-tag';
import type { Tone } from './tone';

const looks: Readonly<Record<string, readonly [Tone, Icon]>> = {
  'on-track': ['info', IconClock],
  'due-soon': ['warn', IconHourglassLow],
  overdue: ['bad', IconAlertTriangle],
  'on-time': ['good', IconCircleCheck],
  late: ['warn', IconClockExclamation],
  untimed: ['good', IconCheck],
  missing: ['bad', IconSquareX],
  closed: ['calm', IconClockCheck],
  suspended: ['calm', IconPlayerPause],
  exempt: ['calm', IconCalendarOff],
  cancelled: ['calm', IconBan],
};

type Props = {
  /** As the API says it: `timeliness.tag`. */
  readonly tag: string;
  /** In the language of the page: `said(timeliness.label, language)`. */
  readonly label: string;
  /** The escalation that was reached; 0: none. */
  readonly level?: number;
};

const lookOf = (tag: string): readonly [Tone, Icon] => looks[tag] ?? ['calm', IconCircleDashed];

/** Its sign alone, for where the words stand beside it or in a legend. */
export function TimelinessMark({ tag, size }: { readonly tag: string; readonly size: number }) {
  const [, Mark] = lookOf(tag);
  return <Mark size={size} stroke={2} aria-hidden />;
}

/** How work stands against its deadline. */
export function TimelinessTag({ tag, label, level = 0 }: Props) {
  const [tone, icon] = level > 0 ? (['bad', IconArrowBigUpLines] as const) : lookOf(tag);
  return (
    <StatusTag tone={tone} icon={icon}>
      {label}
    </StatusTag>
  );
}
