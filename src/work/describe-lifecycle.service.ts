import type { Json } from '../core/canonical.js';
import { toIso } from '../core/calendar/day.js';
import type { Condition } from '../core/conditions.js';
import type { Definition } from '../core/definition/definition.js';
import { graphOf, workIn, type GraphEdge, type GuardJson } from '../core/definition/graph.js';
import { problem } from '../core/problem.js';
import { leadingOn } from '../core/turn.js';
import type { Clock } from '../engine/ports.js';
import type { Scope } from '../people/access.rules.js';
import { pageAmong } from '../platform/list-query.js';
import { hasLabel, type Label, labelOf } from '../platform/words.js';
import { conditionLabel } from './condition-words.js';
import type { DefinitionReader } from './definition.reader.js';
import { eventLabel } from './happening-words.js';
import type { LifecycleReader, Standing } from './lifecycle.reader.js';
import type {
  ChartEdge,
  LifecycleChart,
  LifecyclePage,
  LifecyclesQuery,
  LifecycleStanding,
  StateStanding,
} from './lifecycles.dto.js';
import { stageLabel } from './stage-labels.rules.js';

/** Statecharts as people look at them: drawn, and with what stands in them. */
export class DescribeLifecycle {
  constructor(
    private readonly lifecycles: LifecycleReader,
    private readonly definitions: DefinitionReader,
    private readonly clock: Clock,
  ) {}

  async page(scope: Scope, query: LifecyclesQuery): Promise<LifecyclePage> {
    const used = await this.lifecycles.used(scope, query.plan);
    const heads = used.map(({ versions, ...head }) => ({ ...head, versions: [...versions] }));
    return pageAmong(heads, query, ({ plan, obligation, kind, hash }) => [plan, obligation, kind, hash].join(' '));
  }

  async chart(hash: string, plans: readonly string[] | null): Promise<LifecycleChart> {
    const definition = await this.lifecycles.find(hash, plans);
    if (!definition) throw problem('not-found', { asked: hash });
    const { plan, obligation, clause, kind, lifecycle, label } = definition;
    const { states, edges } = graphOf(definition);
    const words = await this.words(definition, hash);
    return {
      ...{ hash, plan, obligation, clause, kind, lifecycle, label },
      states: states.map(({ label: called, tags, ...state }) => ({
        ...state,
        label: called ?? (state.kind === 'history' ? labelOf('edges', 'back') : plainLabel(state.id)),
        tags: [...tags],
      })),
      edges: edges.map((edge) => edgeView(definition, edge, words)),
    };
  }

  /** What must hold for each of these, in words; null: nothing. */
  async conditions(definition: Definition, hash: string, edges: readonly GraphEdge[]): Promise<(Label | null)[]> {
    const words = await this.words(definition, hash);
    return edges.map((edge) => conditionOf(definition, edge, words));
  }

  /** Each state with all that stands in it or below it. */
  async standing(scope: Scope, hash: string): Promise<LifecycleStanding> {
    const rows = await this.lifecycles.standing(scope, hash);
    const definition = rows.length > 0 ? await this.lifecycles.find(hash, null) : undefined;
    const states = new Map<string, StateStanding>();
    for (const row of rows)
      for (const state of workIn(row.value))
        states.set(state, added(state, states.get(state), { ...row, waits: isAwaited(definition, row.value) }));
    return { hash, at: toIso(await this.clock.now()), states: [...states.values()] };
  }

  private async words(definition: Definition, hash: string): Promise<Words> {
    const heads = await this.definitions.withChildren([hash]);
    const own = heads.get(hash);
    const below = Object.values(own?.groups ?? {}).flatMap((child) => heads.get(child) ?? []);
    const known = Object.assign({}, ...[own, ...below].map((head) => head?.stages)) as Readonly<Record<string, Label>>;
    return {
      stage: (tag) => stageLabel(known, tag),
      group: (name) => heads.get(definition.groups[name]?.definition ?? '')?.label ?? plainLabel(name),
    };
  }
}

type Words = Parameters<typeof conditionLabel>[2];
const plainLabel = (text: string): Label => ({ vi: text, en: text });

/** Somebody's act leads on from there in the ordinary course: not what is reopened for a reason, nor what the round or a day brings. */
const isAwaited = (definition: Definition | undefined, value: Json): boolean =>
  definition !== undefined && leadingOn(definition, value).length > 0;

/** Of those that stand in one state by several ways, the middle is told by the larger part. */
function added(
  state: string,
  was: StateStanding | undefined,
  { waits, count, oldest, median }: Standing & { readonly waits: boolean },
): StateStanding {
  const one = { state, waits, count, oldest: toIso(oldest), median: toIso(median) };
  if (!was) return one;
  return {
    state,
    waits: was.waits || waits,
    count: was.count + count,
    oldest: was.oldest < one.oldest ? was.oldest : one.oldest,
    median: was.count >= count ? was.median : one.median,
  };
}

function edgeView(definition: Definition, edge: GraphEdge, words: Words): ChartEdge {
  const { guard: _, by, kind, name, ...rest } = edge;
  return {
    ...rest,
    kind,
    name,
    by: [...by],
    label: edgeLabel(definition, edge),
    condition: conditionOf(definition, edge, words),
  };
}

function conditionOf(definition: Definition, { guard }: GraphEdge, words: Words): Label | null {
  const conditions = guard ? conditionsOf(guard, true) : [];
  return conditions.length > 0 ? allOf(conditions.map((one) => conditionLabel(definition, one, words))) : null;
}

function edgeLabel(definition: Definition, { kind, name }: GraphEdge): Label {
  if (kind === 'event') return eventLabel(definition, { type: name });
  if (kind !== 'timer') return labelOf('edges', kind);
  const rule = definition.windows[name];
  if (!rule || 'schedule' in rule) return labelOf('edges', 'opening');
  if ('workingDays' in rule) return labelOf('edges', 'after', { n: rule.workingDays });
  return labelOf('edges', 'on-day', { time: rule.time });
}

/** A guard as conditions, as far as there are words for it. */
function conditionsOf(guard: GuardJson, wanted: boolean): Condition[] {
  const { type, guards = [], guard: inner } = guard;
  if (type === 'not') return inner ? conditionsOf(inner, !wanted) : [];
  if (type === 'and' || type === 'or') {
    const parts = guards.map((one) => conditionsOf(one, wanted));
    return (type === 'and') === wanted ? parts.flat() : [{ any: parts.filter((part) => part.length > 0) }];
  }
  const named = wanted ? type : `${type}-not`;
  return hasLabel('conditions', named) ? [{ guard: type, wanted, params: plainParams(guard) }] : [];
}

/** Days that are still to be worked out cannot be told. */
const plainParams = ({ params = {} }: GuardJson) =>
  Object.fromEntries(
    Object.entries(params).filter(
      ([name, value]) =>
        !/^not(Before|After)$/.test(name) || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)),
    ),
  );

const allOf = (labels: readonly Label[]): Label => {
  const and = labelOf('conditions', 'and');
  return { vi: labels.map(({ vi }) => vi).join(and.vi), en: labels.map(({ en }) => en).join(and.en) };
};
