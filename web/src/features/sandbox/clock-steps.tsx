import { ActionIcon, Button, Popover, Switch, Tooltip } from '@mantine/core';
import {
  IconCalendarEvent,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconUsers,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { LoadingState } from '../../ui/states';
import type { Clock } from '../../lib/clock';
import styles from './sandbox-bar.module.css';
import type { Moves } from './use-moves';

const DayChoice = lazy(() => import('./day-choice').then(({ DayChoice: Choice }) => ({ default: Choice })));

type Props = { readonly clock: Clock; readonly moves: Moves };

/** How time goes on: to what comes next, a day, a week, a date, or by itself. */
export function ClockSteps({ clock, moves }: Props) {
  const { t } = useTranslation('sandbox');
  const [isChoosing, choose] = useState(false);
  const { move, isMoving, isPlaying, play, withPeople, letPeople } = moves;
  const isBusy = isMoving && !isPlaying;
  const next = clock.next === null ? t('steps.nothingNext') : t('steps.nextAt', { at: momentText(clock.next) });
  return (
    <div className={styles['steps']} role="group" aria-label={t('steps.label')} data-tour="steps">
      <Tooltip label={next}>
        <ActionIcon
          size="lg"
          variant="default"
          aria-label={t('steps.next')}
          disabled={isBusy || isPlaying}
          onClick={() => move({ next: true })}
        >
          <IconPlayerTrackNext size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {(['day', 'week'] as const).map((by) => (
        <Button key={by} size="xs" variant="default" disabled={isBusy || isPlaying} onClick={() => move({ by })}>
          {t(`steps.${by}`)}
        </Button>
      ))}
      <Popover opened={isChoosing} onChange={choose} trapFocus withArrow>
        <Popover.Target>
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t('steps.date')}
            disabled={isBusy || isPlaying}
            onClick={() => choose(!isChoosing)}
          >
            <IconCalendarEvent size={16} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('steps.date')}>
          <Suspense fallback={<LoadingState rows={2} />}>
            <DayChoice
              today={clock.day}
              chosen={(to) => {
                choose(false);
                move({ to });
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <Tooltip label={isPlaying ? t('steps.pause') : t('steps.play')}>
        <ActionIcon
          size="lg"
          variant={isPlaying ? 'filled' : 'default'}
          aria-label={isPlaying ? t('steps.pause') : t('steps.play')}
          aria-pressed={isPlaying}
          disabled={isBusy}
          onClick={() => play(!isPlaying)}
        >
          {isPlaying ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('steps.peopleHint')} multiline w={260}>
        <Switch
          size="sm"
          className={styles['people'] ?? ''}
          classNames={{ label: styles['peopleLabel'] ?? '' }}
          thumbIcon={<IconUsers size={10} aria-hidden />}
          label={t('steps.people')}
          checked={withPeople}
          onChange={({ currentTarget }) => letPeople(currentTarget.checked)}
        />
      </Tooltip>
    </div>
  );
}
