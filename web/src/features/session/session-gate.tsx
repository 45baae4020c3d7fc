import { lazy, Suspense, useEffect, useState } from 'react';
import { loadTexts } from '../../lib/i18n';
import { whenIdle } from '../../lib/idle';
import { keepGate, type Obstacle } from '../../lib/transport';

const load = async () => {
  const [{ SignInDialog }] = await Promise.all([import('./sign-in-dialog'), loadTexts(['session'])]);
  return { default: SignInDialog };
};
const SignInDialog = lazy(load);

type Waiting = { readonly obstacle: Obstacle; readonly end: (isIn: boolean) => void };

/**
 * Stands ready on every page behind the door: when a session is over, or something grave asks who it is, one signs in over
 * the page; what was being sent is then sent, and nothing that was typed is lost.
 */
export function SessionGate() {
  const [waiting, setWaiting] = useState<Waiting>();
  // Long before it is needed, and never in the way of the page.
  useEffect(() => whenIdle(() => void load()), []);
  useEffect(() => {
    let asked: Promise<boolean> | undefined;
    // All that wait, wait for one and the same dialog.
    keepGate((obstacle) => {
      asked ??= new Promise<boolean>((resolve) => setWaiting({ obstacle, end: resolve })).finally(() => {
        asked = undefined;
        setWaiting(undefined);
      });
      return asked;
    });
    return () => keepGate(() => Promise.resolve(false));
  }, []);
  return (
    waiting && (
      <Suspense fallback={null}>
        <SignInDialog {...waiting} />
      </Suspense>
    )
  );
}
