import {
  IconAlertTriangle,
  IconArrowBigUpLines,
  IconCalendarOff,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockCheck,
  IconClockExclamation,
  IconHourglassLow,
  type Icon,
  IconPlayerPause,
} from '@tabler/icons-react';
import { StatusTag } from './status-tag';
import type { Tone } from './tone';

const looks: Readonly<Record<string, readonly [Tone, Icon]>> = {
  'on-track': ['info', IconClock],
  'due-soon': ['warn', IconHourglassLow],
  overdue: ['bad', IconAlertTriangle],
  'on-time': ['good', IconCircleCheck],
  late: ['warn', IconClockExclamation],
  missing: ['bad', IconClockExclamation],
  closed: ['calm', IconClockCheck],
  suspended: ['calm', IconPlayerPause],
  exempt: ['calm', IconCalendarOff],
  cancelled: ['calm', IconCalendarOff],
};

type Props = {
  /** As the API says it: `timeliness.tag`. */
  readonly tag: string;
  /** In the language of the page: `said(timeliness.label, language)`. */
  readonly label: string;
  /** The escalation that was reached; 0: none. */
  readonly level?: number;
};

/** How work stands against its deadline. */
export function TimelinessTag({ tag, label, level = 0 }: Props) {
  const [tone, icon] = level > 0 ? (['bad', IconArrowBigUpLines] as const) : (looks[tag] ?? ['calm', IconCircleDashed]);
  return (
    <StatusTag tone={tone} icon={icon}>
      {label}
    </StatusTag>
  );
}
