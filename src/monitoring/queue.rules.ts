import { denied, own } from '../core/access.js';
import type { Machine } from '../core/definition/machine.js';
import type { Actor, Snapshot } from '../core/instance.js';
import { possible } from '../core/step.js';
import { decidesOn } from '../core/turn.js';
import { hasSign, type Sign } from '../work/signs.rules.js';

/** The columns of the secretariat's desk, of tasks, in SQL over `w`; and what is none of a single unit. */
const task = `w.kind = 'task' and not w.done`;
const has = (...some: readonly Sign[]): string => hasSign('w', ...some);
const owed = `${task} and not ${has('handed-in', 'exempt', 'cancelled', 'suspended')}`;

export const queueLists = {
  toReceive: `${task} and ${has('handed-in')} and ${has('submitted')}`,
  toAppraise: `${task} and ${has('handed-in')} and not ${has('submitted', 'accepted')}`,
  waiting: `${owed} and w.standing <> 'overdue' and not ${has('returned')}`,
  returned: `${owed} and ${has('returned')}`,
  overdue: `${owed} and w.standing = 'overdue'`,
  toDecide: `w.kind = 'occurrence' and not w.done and not ${has('cancelled')}`,
} as const;
export type QueueName = keyof typeof queueLists;

/** The plain reminder of the lifecycles (docs/plan-language.md): it moves nothing, and so is nobody's turn. */
const REMINDER = 'reminder.send';

/** What somebody would do next about it: what leads on, else a reminder to whoever's turn it is. Undefined: nothing. */
export function nextAct(
  machine: Machine,
  snapshot: Snapshot,
  at: number,
  actors: readonly Actor[],
): string | undefined {
  for (const actor of actors) {
    const [event] = decidesOn(machine, snapshot, at, actor);
    if (event !== undefined) return event;
  }
  const { context: whose, value } = snapshot;
  const mayRemind =
    own(machine.definition.events, REMINDER) !== undefined &&
    actors.some((actor) => !denied(machine.definition, actor, { type: REMINDER }, { whose, value }));
  return mayRemind && possible(machine, snapshot, at).includes(REMINDER) ? REMINDER : undefined;
}
