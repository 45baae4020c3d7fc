import type { Definition } from '../core/definition/definition.js';
import type { Event } from '../core/instance.js';
import { hasLabel, type Label, labelOf } from '../platform/words.js';

/** A timer by the name that the plan gives it: `end`, `soon`, `r-t5`, `e-1`, `w-next`. Where it stands is nobody's business. */
export const timerName = (key: string): string => timerParts(key).name;

const timerParts = (key: string): { readonly name: string; readonly path?: string | undefined } => {
  const [, name, path] = /^xstate\.after\.(.+?)\.duty\.(?:work\.)?(.*)$/.exec(key) ?? [];
  return name === undefined ? { name: key } : { name, path };
};

/** What a timer, or an entry of history that one has made, is called: never by the plan's own short names. */
export function timerLabel(definition: Definition, key: string): Label {
  const { name, path } = timerParts(key);
  const [, kind, of = ''] = /^(r|e|w)-(.+)$/.exec(name) ?? [];
  if (kind === 'r') return reminderLabel(definition, of);
  if (kind === 'e') return labelOf('timers', 'escalation', { name: of });
  if (kind === 'w') return windowLabel(definition, of, path);
  return labelOf('timers', name);
}

/** By when it comes: that is what tells reminders apart. */
function reminderLabel({ timing }: Definition, key: string): Label {
  const rule = timing.reminders.find((reminder) => reminder.key === key);
  if (!rule) return labelOf('timers', 'reminder', { name: key });
  const { workingDays, from, at } = rule;
  const n = Math.abs(workingDays);
  const days = labelOf('timers', n === 1 ? 'working-day' : 'working-days', { n });
  const side = workingDays === 0 ? 'on' : workingDays < 0 ? 'before' : 'after';
  return labelOf('timers', from === 'opened' ? `reminder-opened-${side}` : `reminder-${side}`, { days, at });
}

/** By the step that it bounds: what a lifecycle calls a window is not kept. */
function windowLabel({ windows, labels }: Definition, name: string, path: string | undefined): Label {
  const rule = windows[name];
  if (rule && 'schedule' in rule) return labelOf('timers', 'opening');
  const state = path === undefined ? undefined : labels[path];
  return state ? labelOf('timers', 'window-of', { state }) : labelOf('timers', 'window', { name });
}

export function eventLabel(definition: Definition, event: Event): Label {
  const label = definition.events[event.type]?.label;
  if (label) return label;
  // Whoever writes a lifecycle may have its tasks told of anything: a name of theirs is no word of anybody's language.
  return hasLabel('happenings', event.type) ? labelOf('happenings', event.type) : labelOf('happenings', 'told');
}
