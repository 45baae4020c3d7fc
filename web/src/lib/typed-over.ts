import { useState } from 'react';
import { isProblem } from './problem';

/** What the server has, with its tag. */
export type Stored<Value> = { readonly value: Value; readonly etag: string | undefined };

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
/** In whatever order their fields are written. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);

type Three<Value> = { readonly opened: Value; readonly typed: Value; readonly latest: Value };

/** Whether what is typed still stands on what the server has; `taken`: nothing of one's own would be lost by the latest. */
export function standing<Value>({ opened, typed, latest }: Three<Value>): 'on-it' | 'taken' | 'meanwhile' {
  if (same(latest, opened)) return 'on-it';
  return same(typed, opened) || same(typed, latest) ? 'taken' : 'meanwhile';
}

/**
 * Something that is written over what the server has, while others may save the same. What was typed stays whatever
 * comes; where somebody has saved meanwhile one chooses.
 */
export function useTypedOver<Value>(latest: Stored<Value>) {
  const [opened, setOpened] = useState(latest.value);
  const [typed, setTyped] = useState(latest.value);
  const now = standing({ opened, typed, latest: latest.value });
  if (now === 'taken') {
    setOpened(latest.value);
    setTyped(latest.value);
  }
  return {
    value: typed,
    change: setTyped,
    opened,
    isUnsaved: !same(typed, opened),
    /** Somebody has saved it since it was opened. */
    isMeanwhile: now === 'meanwhile',
    keepMine: () => setOpened(latest.value),
    takeTheirs: () => {
      setOpened(latest.value);
      setTyped(latest.value);
    },
  };
}

type Saving<Value, Saved> = {
  readonly latest: Stored<Value>;
  /** What was typed over. */
  readonly opened: Value;
  readonly write: (etag: string | undefined) => Promise<Saved>;
  readonly renew: () => Promise<Stored<Value> | undefined>;
};

/**
 * Saves by the tag of what was looked at. A tag is that of a whole draft: where only something else of it has moved, it
 * is saved all the same.
 * @throws ApiProblem `precondition-failed`, where somebody has saved what was typed over
 */
export async function saveOver<Value, Saved>({ latest, opened, write, renew }: Saving<Value, Saved>): Promise<Saved> {
  try {
    return await write(latest.etag);
  } catch (error) {
    if (!isProblem(error, 'precondition-failed')) throw error;
    const now = await renew();
    if (now === undefined || !same(now.value, opened)) throw error;
    return write(now.etag);
  }
}
