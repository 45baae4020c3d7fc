import { hostname, userInfo } from 'node:os';
import { OPERATOR_NAME, type TrailEntry } from './trail.js';

/** A command line that changed something: what it did, and as whom the machine knows its user. */
export const operatorEntry = (command: string, more: Partial<TrailEntry> = {}): TrailEntry => ({
  kind: 'operator-command',
  actor: OPERATOR_NAME,
  subject: command,
  ...more,
  personal: { user: nameOfUser(), host: hostname(), ...more.personal },
});

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name, as in some containers.
    return String(process.getuid?.() ?? '');
  }
}
