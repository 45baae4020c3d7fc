import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Stretch } from './get-happenings';
import { type Move, moveClock } from './move-clock';

/** Between two steps of play: long enough to see what has happened, and within what a minute may ask for. */
const PACE = 1_500;

/** Moves the clock, by steps or by itself; whatever is shown is asked for anew after each. */
export function useMoves() {
  const client = useQueryClient();
  const [isPlaying, play] = useState(false);
  const [withPeople, letPeople] = useState(true);
  const [last, setLast] = useState<Stretch>();
  const moving = useMutation({
    mutationFn: (wish: Move) => moveClock({ ...wish, people: withPeople }),
    onSuccess: async ({ from, clock }) => {
      setLast({ from, to: clock.now });
      await client.invalidateQueries();
    },
    onError: () => play(false),
  });
  const { mutate, isPending } = moving;
  useEffect(() => {
    if (!isPlaying || isPending) return undefined;
    const timer = setTimeout(() => mutate({ by: 'day' }), PACE);
    return () => clearTimeout(timer);
  }, [isPlaying, isPending, mutate]);
  return { move: mutate, isMoving: isPending, error: moving.error, last, isPlaying, play, withPeople, letPeople };
}
export type Moves = ReturnType<typeof useMoves>;
