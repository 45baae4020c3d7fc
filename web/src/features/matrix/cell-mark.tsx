import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCalendarOff,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockExclamation,
  type Icon,
  IconMailOff,
  IconPlayerPause,
  IconSquareX,
} from '@tabler/icons-react';
import { type Tone, toneStyle } from '../../ui/tone';
import type { Cell } from './get-matrix';
import styles from './matrix.module.css';

type State = Cell['state'];

const looks: Readonly<Record<State, readonly [Tone, Icon]>> = {
  'on-time': ['good', IconCircleCheck],
  late: ['warn', IconClockExclamation],
  untimed: ['good', IconCircleDashed],
  overdue: ['bad', IconAlertTriangle],
  missing: ['bad', IconSquareX],
  returned: ['warn', IconArrowBackUp],
  'in-time': ['info', IconClock],
  suspended: ['calm', IconPlayerPause],
  exempt: ['calm', IconCalendarOff],
  'no-deadline': ['calm', IconCircleDashed],
  'not-requested': ['calm', IconMailOff],
};

type Props = { readonly state: State; readonly letter: string };

/** How a cell stands: a letter and an icon, which say it on paper and to whoever sees no colours. */
export function CellMark({ state, letter }: Props) {
  const [tone, Mark] = looks[state];
  return (
    <span className={styles['mark']} style={toneStyle(tone)} aria-hidden>
      <Mark size={14} stroke={2} />
      <b>{letter}</b>
    </span>
  );
}
