import { z } from 'zod';
import { as } from '../platform/read-schema.js';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';

export const lifecyclesQuery = z.strictObject({
  plan: z.string().max(100).optional().meta({ description: 'Of this plan only.' }),
  ...listFields(['obligation'], 'obligation'),
});
export type LifecyclesQuery = z.infer<typeof lifecyclesQuery>;
export const hashParam = z
  .string()
  .regex(/^[0-9a-f]{64}$/, as('comparison-hash'))
  .meta({ description: 'The content hash of a definition.', example: 'a'.repeat(64) });

export class RunsOnVersion {
  /** A version of the plan: the one that ran when the occurrence was opened. */
  version: number;
  running: number;
  ended: number;
}
export class LifecycleHead {
  /** The content hash of the compiled definition: what instances are pinned to. */
  hash: string;
  plan: string;
  obligation: string;
  clause: string;
  kind: 'series' | 'occurrence' | 'task';
  /** The lifecycle’s own name. */
  lifecycle: string;
  label: LabelText;
  /** Of what one sees: how many run by it, and how many have ended. */
  running: number;
  ended: number;
  /** The same, for each version of the plan by which it was opened. */
  versions: RunsOnVersion[];
}
export class LifecyclePage {
  items: LifecycleHead[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

export class ChartState {
  /** Its path in this statechart; for drawing only, screens speak of tags. */
  id: string;
  parent: string | null;
  label: LabelText;
  kind: 'state' | 'final' | 'parallel' | 'history';
  isInitial: boolean;
  tags: string[];
}
export class ChartEdge {
  from: string;
  to: string;
  kind: 'event' | 'timer' | 'always' | 'done';
  name: string;
  label: LabelText;
  /** The posts that may send it; none: nobody’s, it comes by itself. */
  by: string[];
  /** What must hold, in words; null: nothing. */
  condition: LabelText | null;
  /** It stays in the state and only does something. */
  isInternal: boolean;
}
export class LifecycleChart {
  hash: string;
  plan: string;
  obligation: string;
  clause: string;
  kind: 'series' | 'occurrence' | 'task';
  lifecycle: string;
  label: LabelText;
  states: ChartState[];
  edges: ChartEdge[];
}
export class StateStanding {
  state: string;
  /** Somebody has to do something for what stands there; what is accepted and waits for its round waits for nobody. */
  waits: boolean;
  /** How many stand in it now. */
  count: number;
  /** Since when the one that has been there longest is in its stage, and the one in the middle. */
  @Instant()
  oldest: string;
  @Instant()
  median: string;
}
export class LifecycleStanding {
  hash: string;
  @Instant()
  at: string;
  states: StateStanding[];
}
export class PassedState {
  seq: number;
  @Instant()
  at: string;
  /** Null: it stands there now. */
  @Instant()
  until: string | null;
  /** The event, or the timer, that led there. */
  by: string;
  states: string[];
}
export class PathView {
  id: number;
  key: string;
  /** The hash of the statechart that it goes by. */
  definition: string;
  status: 'running' | 'done' | 'quarantined';
  /** Where it stands. */
  now: string[];
  steps: PassedState[];
}
