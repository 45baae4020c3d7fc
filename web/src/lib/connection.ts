import { useSyncExternalStore } from 'react';

/** Milliseconds between looks whether the server is back: soon at first, then seldom. */
const WAITS = [500, 1_000, 2_000, 4_000];

let isConnected = true;
let isBack: Promise<void> | undefined;
const listeners = new Set<() => void>();

function set(to: boolean): void {
  isConnected = to;
  for (const listener of listeners) listener();
}

/** Somebody's request went nowhere: this resolves when the server answers again. */
export function connectionBack(): Promise<void> {
  isBack ??= lookUntilBack().finally(() => {
    isBack = undefined;
    set(true);
  });
  return isBack;
}

async function lookUntilBack(): Promise<void> {
  set(false);
  for (let tries = 0; ; tries += 1) {
    await soonerOnline(WAITS[Math.min(tries, WAITS.length - 1)] ?? 0);
    // In turn: each look waits for the one before.
    if (await answers()) return;
  }
}

const answers = (): Promise<boolean> =>
  fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(4_000) }).then(
    () => true,
    () => false,
  );

/** After so long, or as soon as the browser says that it has a network again. */
function soonerOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
  });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the server answers, as far as is known. */
export const useConnected = (): boolean => useSyncExternalStore(subscribe, () => isConnected);
