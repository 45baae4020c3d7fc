import { walk } from '../core/definition/compile.js';
import { formNameOf } from '../core/definition/definition.js';
import { roleSchema, type Lifecycle } from '../core/definition/schema.js';
import { SERIES } from '../core/plan/assemble.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { UnitsFile } from '../core/plan/schema.js';
import type { GroupWord, LifecycleWord, PlanVocabulary } from './plan-editor.dto.js';

/** What an obligation of a plan may name, with the words that a form shows. */
export const vocabularyOf = ({ plan, units, lifecycles, templates, forms }: PlanBundle): PlanVocabulary => ({
  lifecycles: Object.values(lifecycles)
    .filter(({ lifecycle }) => lifecycle !== SERIES)
    .map(lifecycleWord),
  timings: Object.entries(plan.timings ?? {}).map(([name, timing]) => ({ name, timing })),
  groups: groupWords(units),
  units: units.units.map(({ code, name, kind }) => ({ name: code, label: name, kind })),
  templates: Object.keys(templates),
  forms: Object.keys(forms),
  formNames: Object.entries(forms).map(([name, { label }]) => ({ name, label })),
  obligations: plan.obligations.map(({ id, label, tasks }) => ({ name: id, label, tasks: Object.keys(tasks ?? {}) })),
  clauses: Object.entries(plan.clauses ?? {}).map(([name, label]) => ({ name, label })),
  roles: [...roleSchema.options],
  classes: ['hard', 'programme', 'standing', 'event'],
  rolls: ['stay', 'back', 'forward'],
});

const lifecycleWord = ({
  lifecycle,
  label,
  description,
  parameters = {},
  events = {},
  states,
}: Lifecycle): LifecycleWord => ({
  name: lifecycle,
  label,
  description: description ?? null,
  parameters: Object.entries(parameters).map(([name, { type, default: usual, label: called }]) => ({
    name,
    type,
    default: usual,
    label: called ?? null,
  })),
  events: Object.entries(events).map(([name, event]) => ({
    name,
    label: event.label,
    form: formNameOf(event) ?? null,
  })),
  states: [...walk(states)].map(([path, { label: called }]) => ({
    name: path,
    label: called ?? { vi: path, en: path },
  })),
  tags: [...new Set([...walk(states)].flatMap(([, { tags = [] }]) => tags))],
});

const groupWords = ({ units, groups = {} }: UnitsFile): GroupWord[] =>
  Object.entries(groups).map(([name, { label, kinds = [], units: named = [] }]) => ({
    name,
    label,
    units: new Set([...named, ...units.filter(({ kind }) => kinds.includes(kind)).map(({ code }) => code)]).size,
  }));
