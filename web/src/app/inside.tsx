import { Notifications } from '@mantine/notifications';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { meQuery, useMe } from '../features/session/get-me';
import { SearchBox } from '../features/search/search-box';
import { SessionGate } from '../features/session/session-gate';
import { clockQuery, useIsSandbox } from '../lib/clock';
import { whenIdle } from '../lib/idle';
import { listen } from '../lib/live';
import { LoadingState } from '../ui/states';
import { loadTexts } from '../lib/i18n';
import { ClauseHelp } from './clause-help';
import { ConnectionBar } from './connection-bar';
import { paths } from './paths';
import { Shell } from './shell';
import styles from './inside.module.css';

const FirstThings = lazy(() => import('./first-things').then(({ FirstThings: Page }) => ({ default: Page })));

/** Only a sandbox has one; its texts come with it. */
const SandboxBar = lazy(async () => {
  const [{ SandboxBar: Bar }] = await Promise.all([import('../features/sandbox/sandbox-bar'), loadTexts(['sandbox'])]);
  return { default: Bar };
});

/** Every page behind the door. Who still owes a code or a new password gives it first. */
export function Inside() {
  const me = useMe();
  const client = useQueryClient();
  const router = useRouter();
  // A screen on a wall: nobody stands before it who would go anywhere.
  const isWall = useRouterState({ select: ({ location }) => 'man-hinh' in location.search });
  /** Somebody else sits here now: what is shown was for whoever sat here before. */
  const switched = async (): Promise<void> => {
    await client.fetchQuery({ ...meQuery, staleTime: 0 });
    await router.navigate({ to: paths.home });
    await router.invalidate();
    // What time it is, is nobody's own: its bar stays where it is.
    const kept: readonly unknown[] = [meQuery.queryKey[0], clockQuery.queryKey[0]];
    await client.resetQueries({ predicate: ({ queryKey }) => !kept.includes(queryKey[0]) });
  };
  // A line is its session's: whoever sits here next has one of their own.
  useEffect(() => listen(client), [client, me.name]);
  const isSandbox = useIsSandbox();
  const owes = me.codeDue ? 'code' : me.mustChange ? 'password' : undefined;
  if (owes)
    return (
      <Suspense fallback={<LoadingState />}>
        <FirstThings
          owes={owes}
          done={() => void client.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => router.invalidate())}
        />
      </Suspense>
    );
  return (
    <>
      {isWall ? (
        <main>
          <ConnectionBar />
          <Outlet />
        </main>
      ) : (
        <Shell
          me={me}
          search={<SearchBox />}
          above={
            <>
              <ConnectionBar />
              {isSandbox && (
                <Suspense fallback={<div className={styles['bar']} />}>
                  <SandboxBar me={me} hrefOf={(id) => paths.task.replace('$id', String(id))} switched={switched} />
                </Suspense>
              )}
            </>
          }
        >
          <Outlet />
        </Shell>
      )}
      <SessionGate />
      <ClauseHelp />
      <Toasts />
    </>
  );
}

/** What is said in passing; it is kept until there is a place for it. */
function Toasts() {
  const [isReady, setReady] = useState(false);
  useEffect(() => whenIdle(() => setReady(true)), []);
  return isReady && <Notifications position="bottom-center" containerWidth={460} limit={3} />;
}
