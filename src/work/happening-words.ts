import type { Definition } from '../core/definition/definition.js';
import type { Event } from '../core/instance.js';
import { type Label, labelOf } from '../platform/words.js';

/** A timer by the name that the plan gives it: `end`, `soon`, `r-t5`, `e-1`, `w-next`. Where it stands is nobody's business. */
export const timerName = (key: string): string => /^xstate\.after\.(.+?)\.duty\./.exec(key)?.[1] ?? key;

/** What a timer or an entry of history is called. */
export function timerLabel(name: string): Label {
  const [, kind, of] = /^(r|e|w)-(.+)$/.exec(name) ?? [];
  if (kind === 'r') return labelOf('timers', 'reminder', { name: of });
  if (kind === 'e') return labelOf('timers', 'escalation', { name: of });
  if (kind === 'w') return of === 'next' ? labelOf('timers', 'opening') : labelOf('timers', 'window', { name: of });
  return labelOf('timers', name);
}

export function eventLabel(definition: Definition, event: Event): Label {
  return definition.events[event.type]?.label ?? labelOf('happenings', event.type);
}
