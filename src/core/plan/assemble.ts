import { compile } from '../definition/compile.js';
import { hashOf, OCCURRENCE, type Definition, type Listen, type TaskGroup } from '../definition/definition.js';
import type { Lifecycle } from '../definition/schema.js';
import type { Form } from '../form/form.js';
import {
  timingSchema,
  type Duty,
  type GroupSelector,
  type Obligation,
  type Plan,
  type Tasks,
  type Timing,
  type UnitsFile,
} from './schema.js';

/** What a plan needs to be compiled. */
export type PlanSource = {
  readonly plan: Plan;
  readonly units: UnitsFile;
  readonly lifecycles: Readonly<Record<string, Lifecycle>>;
  /** By the names of their files. */
  readonly forms?: Readonly<Record<string, Form>>;
};

/** A plan as the engine runs it: definitions by hash, and the series that opens each obligation's occurrences. */
export type Assembled = {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly series: readonly { readonly obligation: string; readonly definition: string; readonly unit: string }[];
};

/** The lifecycle that runs an obligation's schedule. */
export const SERIES = 'series';

/** Compiles every obligation, children first, so that a parent pins the hashes of what it will open. Pure. */
export function assemble(source: PlanSource): Assembled {
  const definitions = new Map<string, Definition>();
  const keep = (definition: Definition): string => {
    const hash = hashOf(definition);
    definitions.set(hash, definition);
    return hash;
  };
  const series = source.plan.obligations.map((obligation) => {
    const owner = obligation.owner ?? source.plan.actors.secretariat;
    const occurrence = keep(dutyDefinition(source, obligation, { kind: 'occurrence', id: obligation.id, owner }, keep));
    return {
      obligation: obligation.id,
      unit: owner,
      definition: keep(seriesDefinition(source, obligation, owner, occurrence)),
    };
  });
  return { definitions, series };
}

type Place = {
  readonly kind: 'occurrence' | 'task';
  readonly id: string;
  readonly owner: string;
  /** Whether that above it is: a task of restricted work is restricted too, unless it says otherwise. */
  readonly restricted?: boolean;
};

function dutyDefinition(
  source: PlanSource,
  duty: Duty,
  { kind, id, owner, restricted: above = false }: Place,
  keep: (d: Definition) => string,
): Definition {
  const { plan } = source;
  const restricted = duty.restricted ?? above;
  const groups = Object.fromEntries(
    Object.entries(duty.tasks ?? {}).map(([name, tasks]) => [
      name,
      taskGroup(source, tasks, { kind: 'task', id: name, owner: tasks.owner ?? owner, restricted }, keep),
    ]),
  );
  return compile(lifecycleNamed(source, duty.lifecycle), {
    kind,
    plan: plan.plan,
    obligation: id,
    clause: duty.clause,
    class: duty.class,
    label: duty.label,
    owner,
    actors: plan.actors,
    parameters: duty.parameters ?? {},
    deadline: duty.deadline ?? null,
    timing: timingOf(plan, duty.timing),
    listens: linksOf(duty),
    groups,
    schedule: null,
    restricted,
    forms: formsOf(source, duty),
  });
}

/** The forms of an obligation, by the names under which the events of its lifecycle ask for them. */
export const formsOf = (
  { forms = {} }: Pick<PlanSource, 'forms'>,
  duty: Pick<Duty, 'forms'>,
): Readonly<Record<string, Form>> =>
  Object.fromEntries(
    Object.entries(duty.forms ?? {}).flatMap(([name, file]) => {
      const form = Object.hasOwn(forms, file) ? forms[file] : undefined;
      return form ? [[name, form] as const] : [];
    }),
  );

const taskGroup = (source: PlanSource, tasks: Tasks, place: Place, keep: (d: Definition) => string): TaskGroup => ({
  units: selectorOf(source.units, tasks.units ?? {}),
  definition: keep(dutyDefinition(source, tasks, place, keep)),
});

function seriesDefinition(source: PlanSource, obligation: Obligation, owner: string, occurrence: string): Definition {
  const { plan } = source;
  return compile(lifecycleNamed(source, SERIES), {
    kind: 'series',
    plan: plan.plan,
    obligation: obligation.id,
    clause: obligation.clause,
    class: obligation.class,
    label: obligation.label,
    owner,
    actors: plan.actors,
    parameters: {},
    deadline: null,
    timing: null,
    listens: [],
    groups: { [OCCURRENCE]: { units: {}, definition: occurrence } },
    schedule: withinTerm(obligation.schedule, plan.term),
  });
}

/** A series opens nothing outside the plan's term. */
function withinTerm(schedule: Obligation['schedule'], term: Plan['term']): Obligation['schedule'] {
  if ('on' in schedule || 'once' in schedule) return schedule;
  return { ...schedule, from: later(schedule.from, term.from), until: earlier(schedule.until, term.to) };
}
const later = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);
const earlier = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);

export const timingOf = (plan: Plan, timing: Duty['timing']): Timing | null => {
  if (timing === undefined) return null;
  return typeof timing === 'string' ? (plan.timings?.[timing] ?? timingSchema.parse({})) : timing;
};

const linksOf = (duty: Duty): Listen[] =>
  (duty.listens ?? []).map(({ obligation, period, as }) => ({ obligation, period, as: as ?? obligation }));

/** A group's name becomes its kinds and units, so that the definition says by itself whom it means. */
function selectorOf(file: UnitsFile, { group, ...selector }: GroupSelector): GroupSelector {
  const named = group === undefined ? undefined : file.groups?.[group];
  if (!named) return selector;
  const units = [...(named.units ?? []), ...(selector.units ?? [])];
  const kind = [...(named.kinds ?? []), ...(selector.kind ?? [])];
  return { ...selector, ...(units.length > 0 && { units }), ...(kind.length > 0 && { kind }) };
}

function lifecycleNamed({ lifecycles }: PlanSource, name: string): Lifecycle {
  const lifecycle = lifecycles[name];
  if (!lifecycle) throw new Error(`lifecycle ${name} is not among the files`);
  return lifecycle;
}
