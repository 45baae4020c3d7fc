import type { AnyMachineSnapshot } from 'xstate';
import { own } from './access.js';
import type { Day } from './calendar/calendar.js';
import { resolveDay, type DateExpr } from './calendar/deadline.js';
import type { Json } from './canonical.js';
import { anchorsOf } from './definition/anchors.js';
import type { MachineJson } from './definition/definition.js';
import type { Machine } from './definition/machine.js';
import type { Role } from './definition/schema.js';
import { guards, readsEvent } from './definition/vocabulary.js';
import type { Context, Event } from './instance.js';

/** What would have to hold and does not: a guard by its name, or one of several alternatives. */
export type Condition =
  | {
      readonly guard: string;
      /** False: it holds, and must not. */
      readonly wanted: boolean;
      /** As the plan gives them; days are worked out. */
      readonly params: { readonly [name: string]: Json };
    }
  | { readonly any: Condition[][] };

type Guard = {
  readonly type: string;
  readonly params?: MachineJson;
  readonly guard?: Guard;
  readonly guards?: Guard[];
};
type Edge = { readonly guard?: Guard };
type Ask = (leaf: Guard) => boolean | undefined;

/** Whether every edge for this event is shut, whatever the event may bring. */
export function isClosed(machine: Machine, current: AnyMachineSnapshot, type: string): boolean {
  const found = edgesFor(machine, current, type).flat();
  if (found.some(({ guard }) => !guard)) return false;
  const said = asking(machine, current.context as Context, { type });
  const ask: Ask = (leaf) => (readsEvent(leaf.type) ? undefined : said(leaf));
  return found.every(({ guard }) => guard && holds(guard, ask) === false);
}

/** Of the edges for this event, those for the sender's posts before others, the innermost state's last one: the least that is asked. */
export function unmetFor(
  machine: Machine,
  current: AnyMachineSnapshot,
  event: Event,
  sender: readonly Role[] | undefined,
): readonly Condition[] {
  const context: Context = { ...(current.context as Context), ...(sender && { sender }) };
  const ask = asking(machine, context, event);
  const byNode = edgesFor(machine, current, event.type);
  const own = byNode.map((edges) => edges.filter(({ guard }) => !guard || !isForOthers(guard, ask)));
  const edge = [...own, ...byNode].find((edges) => edges.length > 0)?.at(-1);
  const found = edge?.guard ? unmet(edge.guard, true, ask) : [];
  return found.map((one) => told(machine, context, one)).filter((one) => !('guard' in one) || one.guard !== SENDER);
}

const SENDER = 'sender.is';
const isForOthers = (guard: Guard, ask: Ask): boolean =>
  guard.type === SENDER
    ? ask(guard) === false
    : (guard.guards ?? []).some((one) => one.type === SENDER && ask(one) === false);

/** The edges of the active states for an event, inner states before outer ones. */
function edgesFor({ definition }: Machine, { _nodes: active }: AnyMachineSnapshot, type: string): readonly Edge[][] {
  const paths = active.map(({ path }) => path).sort((a, b) => b.length - a.length);
  return paths.flatMap((path) => {
    const on = stateAt(definition.machine, path)?.['on'];
    const edges = on && own(on as Record<string, Json>, type);
    return edges ? [edges as unknown as Edge[]] : [];
  });
}

const stateAt = (root: MachineJson, path: readonly string[]): MachineJson | undefined =>
  path.reduce<MachineJson | undefined>(
    (node, name) => own((node?.['states'] ?? {}) as Record<string, MachineJson>, name),
    root,
  );

function asking({ definition, calendar }: Machine, context: Context, event: Event): Ask {
  const known: Readonly<Record<string, (args: { context: Context; event: Event }, params: never) => boolean>> = guards(
    definition,
    calendar,
  );
  return ({ type, params }) => own(known, type)?.({ context, event }, params as never);
}

/** Undefined: it depends on what nobody knows yet. */
function holds({ type, guard, guards: parts = [], ...leaf }: Guard, ask: Ask): boolean | undefined {
  const inner = (guard ? [guard] : parts).map((part) => holds(part, ask));
  switch (type) {
    case 'not':
      return inner[0] === undefined ? undefined : !inner[0];
    case 'and':
      return inner.includes(false) ? false : inner.includes(undefined) ? undefined : true;
    case 'or':
      return inner.includes(true) ? true : inner.includes(undefined) ? undefined : false;
    default:
      return ask({ type, ...leaf });
  }
}

/** What of a guard does not hold: all of these would have to. */
function unmet(guard: Guard, wanted: boolean, ask: Ask): Condition[] {
  if (guard.guard) return unmet(guard.guard, !wanted, ask);
  if (!guard.guards) {
    const { type, params = {} } = guard;
    return ask(guard) === !wanted ? [{ guard: type, wanted, params: params as Record<string, Json> }] : [];
  }
  const parts = guard.guards.map((part) => unmet(part, wanted, ask));
  if ((guard.type === 'and') === wanted) return parts.flat();
  return parts.some((part) => part.length === 0) ? [] : [{ any: parts }];
}

/** Which day “now” or “10 working days later” is, nobody should have to work out. */
function told(machine: Machine, context: Context, condition: Condition): Condition {
  if ('any' in condition) return { any: condition.any.map((all) => all.map((one) => told(machine, context, one))) };
  const { notBefore, notAfter, ...params } = condition.params;
  const day = (expr: Json): Day => resolveDay(expr as DateExpr, anchorsOf(context), machine.calendar).day;
  return {
    ...condition,
    params: {
      ...params,
      ...(notBefore !== undefined && { notBefore: day(notBefore) }),
      ...(notAfter !== undefined && { notAfter: day(notAfter) }),
    },
  };
}
