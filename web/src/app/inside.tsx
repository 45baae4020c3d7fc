import { Notifications } from '@mantine/notifications';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { meQuery, useMe } from '../features/session/get-me';
import { SignInDialog } from '../features/session/sign-in-dialog';
import { LoadingState } from '../ui/states';
import { ConnectionBar } from './connection-bar';
import { Shell } from './shell';

const FirstThings = lazy(() => import('./first-things').then(({ FirstThings: Page }) => ({ default: Page })));

/** Every page behind the door. Who still owes a code or a new password gives it first. */
export function Inside() {
  const me = useMe();
  const client = useQueryClient();
  const router = useRouter();
  // A screen on a wall: nobody stands before it who would go anywhere.
  const isWall = useRouterState({ select: ({ location }) => 'man-hinh' in location.search });
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
        <Shell me={me} above={<ConnectionBar />}>
          <Outlet />
        </Shell>
      )}
      <SignInDialog />
      <Notifications position="bottom-center" containerWidth={460} limit={3} />
    </>
  );
}
