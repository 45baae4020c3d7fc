import { Button, CloseButton, Paper } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ui/problem-note';
import { playersQuery } from './get-players';
import { switchPerson } from './switch-person';
import styles from './tour.module.css';
import { type Deed, hideTour, keepPlace, placeKept, type Step, tours, type TourName, whoPlays } from './tours';
import type { Moves } from './use-moves';

type Props = {
  readonly name: TourName;
  readonly may: (step: Step) => boolean;
  readonly moves: Moves;
  readonly switched: () => Promise<void>;
  readonly close: () => void;
};

/** A guide that stands beside the page and holds nobody up: each step says what to look at, and can do it. */
export function Tour({ name, may, moves, switched, close }: Props) {
  const { t } = useTranslation('sandbox');
  const [place, goTo] = useState(() => placeKept(name));
  const go = (next: number): void => {
    keepPlace(name, next);
    goTo(next);
  };
  const heading = useRef<HTMLHeadingElement>(null);
  const steps: readonly Step[] = (tours[name] as readonly Step[]).filter(may);
  const n = Math.min(place, steps.length - 1);
  const step = steps[n];
  useFrame(step?.about);
  useEffect(() => heading.current?.focus(), [n]);
  const leave = (): void => {
    hideTour();
    close();
  };
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape' && !document.querySelector('[role=dialog][aria-modal=true]')) leave();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  if (!step) return null;
  const words = (part: string): string => t(`tours.${name}.${step.text}.${part}` as 'tours.unit.welcome.title');
  const isLast = n === steps.length - 1;
  return (
    <Paper
      component="section"
      className={`${styles['tour'] ?? ''} not-printed`}
      aria-label={t('tour.label')}
      withBorder
      shadow="lg"
    >
      <div className={styles['top']}>
        <span className={styles['place']}>{t('tour.place', { n: n + 1, of: steps.length })}</span>
        <CloseButton aria-label={t('tour.leave')} onClick={leave} />
      </div>
      <h2 ref={heading} tabIndex={-1} className={styles['title']}>
        {words('title')}
      </h2>
      <p className={styles['text']}>{words('text')}</p>
      {step.deed && <DeedButton key={n} deed={step.deed} moves={moves} switched={switched} verb={words('deed')} />}
      <div className={styles['foot']}>
        <div className={styles['ways']}>
          {n > 0 && (
            <Button size="xs" variant="default" onClick={() => go(n - 1)}>
              {t('tour.back')}
            </Button>
          )}
          <Button size="xs" variant={step.deed ? 'default' : 'filled'} onClick={isLast ? leave : () => go(n + 1)}>
            {isLast ? t('tour.done') : t('tour.next')}
          </Button>
        </div>
      </div>
    </Paper>
  );
}

type DeedProps = Pick<Props, 'moves' | 'switched'> & { readonly deed: Deed; readonly verb: string };

function DeedButton({ deed, moves, switched, verb }: DeedProps) {
  const { t } = useTranslation('sandbox');
  const { data } = useQuery(playersQuery);
  const player = deed.kind === 'play' ? whoPlays(data?.items ?? [], deed.role) : undefined;
  const playing = useMutation({ mutationFn: switchPerson, onSuccess: switched });
  const isDone = playing.isSuccess;
  const act = (): void => {
    if (deed.kind === 'move') moves.move(deed.wish);
    else if (player) playing.mutate(player.name);
  };
  return (
    <div className={styles['deed']}>
      <Button
        size="sm"
        fullWidth
        loading={playing.isPending || (deed.kind === 'move' && moves.isMoving)}
        disabled={deed.kind === 'play' && !player}
        onClick={act}
      >
        {player ? `${verb}: ${player.displayName}` : verb}
      </Button>
      <div role="status">{isDone && t('tour.didIt')}</div>
      <ProblemNote error={playing.error} />
    </div>
  );
}

/** A frame around what a step is about, where that stands on the page. */
function useFrame(about: string | undefined): void {
  useEffect(() => {
    const found = about === undefined ? null : document.querySelector(about);
    const frame = styles['frame'];
    if (!found || frame === undefined) return undefined;
    found.classList.add(frame);
    return () => found.classList.remove(frame);
  }, [about]);
}
