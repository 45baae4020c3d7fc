import type { Actor } from '../core/instance.js';
import { OPERATOR_NAME, type TrailEntry } from '../people/trail.js';

/** An actor of a plan as the trail names whoever acts; nobody in particular is whoever runs the machine. */
export function whoOf(actor: Actor | undefined): Pick<TrailEntry, 'actor' | 'onBehalfOf'> {
  if (actor?.kind !== 'person') return { actor: OPERATOR_NAME };
  return { actor: actor.id, onBehalfOf: actor.onBehalfOf };
}
