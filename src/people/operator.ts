import { hostname, userInfo } from 'node:os';
import type { Database } from '../platform/database.js';
import { Looks, looksAreTold, whileLooking } from './looks.js';
import { viewOf } from './restricted-views.js';
import { OPERATOR_NAME, type TrailEntry } from './trail.js';
import { TrailStore } from './trail.store.js';

/** A command line that changed something: what it did, and as whom the machine knows its user. */
export const operatorEntry = (command: string, more: Partial<TrailEntry> = {}): TrailEntry => ({
  kind: 'operator-command',
  actor: OPERATOR_NAME,
  subject: command,
  ...more,
  personal: { ...whoseMachine(), ...more.personal },
});

/** What a command line shows of dossiers that are open to few is in the trail as well. */
export function asOperator<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const looks = new Looks((seen) =>
    new TrailStore(database).append(
      seen.map(({ plan, keys }) => {
        const view = viewOf(
          { onBehalfOf: undefined, keys },
          { actor: OPERATOR_NAME, plan, what: { route: 'dung-han' } },
        );
        return { ...view, personal: whoseMachine() };
      }),
    ),
  );
  return whileLooking(looks, async () => {
    const done = await work();
    await looksAreTold();
    return done;
  });
}

const whoseMachine = () => ({ user: nameOfUser(), host: hostname() });

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name, as in some containers.
    return String(process.getuid?.() ?? '');
  }
}
