import { Outlet } from '@tanstack/react-router';
import { Doorway } from '../../features/session/doorway';
import { ConnectionBar } from '../connection-bar';
import { Switches } from '../switches';

/** The pages before the door. */
export const Door = () => (
  <>
    <ConnectionBar />
    <Doorway switches={<Switches />}>
      <Outlet />
    </Doorway>
  </>
);
