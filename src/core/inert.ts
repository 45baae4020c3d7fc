import {
  createEmptyActor,
  type ActorScope,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate';
import type { Context, Event } from './instance.js';

export type Action = { readonly type: string; readonly params: unknown };
type Scope = ActorScope<AnyMachineSnapshot, AnyEventObject>;
type Transition = readonly [next: AnyMachineSnapshot, actions: readonly Action[]];

/**
 * XState's pure `transition` and `initialTransition`, with one actor that does nothing for all calls. Theirs make one for
 * each call, and every new one plays the chart's first step: it was half of what a step cost.
 */
export function transition(chart: AnyStateMachine, snapshot: AnyMachineSnapshot, event: Event): Transition {
  return collected((scope) => chart.transition(snapshot, event, scope));
}

export function initialTransition(chart: AnyStateMachine, input: Context): Transition {
  return collected((scope) => chart.getInitialSnapshot(scope, input));
}

const nobody = createEmptyActor() as unknown as Scope['self'] & Pick<Scope, 'system'>;
const nothing = (): void => undefined;

function collected(run: (scope: Scope) => AnyMachineSnapshot): Transition {
  const actions: Action[] = [];
  const next = run({
    self: nobody,
    system: nobody.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: (action) => void actions.push(action),
  });
  return [next, actions];
}
