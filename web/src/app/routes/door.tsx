import { Outlet } from '@tanstack/react-router';
import { Preparing } from '../../features/sandbox/preparing';
import { Doorway } from '../../features/session/doorway';
import { ConnectionBar } from '../connection-bar';
import { Switches } from '../switches';

/** The pages before the door. */
export const Door = () => (
  <>
    <ConnectionBar />
    <Doorway switches={<Switches />}>
      <Preparing>
        <Outlet />
      </Preparing>
    </Doorway>
  </>
);
