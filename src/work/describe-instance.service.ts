import { toIso } from '../core/calendar/day.js';
import type { Definition } from '../core/definition/definition.js';
import type { Machine } from '../core/definition/machine.js';
import type { Snapshot } from '../core/instance.js';
import { problem } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import type { Scope } from '../people/access.rules.js';
import type { Trail } from '../people/trail.js';
import type { DefinitionReader } from './definition.reader.js';
import { dueView } from './due-view.js';
import { eventLabel, timerLabel, timerName } from './happening-words.js';
import type { HistoryRow, InstanceReader, InstanceRow } from './instance.reader.js';
import type {
  InstanceView,
  StateView,
  TimelineActor,
  TimelineEntry,
  TimelinePage,
  TimelineQuery,
  TimerView,
} from './instances.dto.js';
import { possibleView } from './possible-view.js';
import { stageLabel } from './stage-labels.rules.js';
import { childrenView, isoOrNull, timelinessView, unitName } from './work-view.js';

export type InstanceName = { readonly id: number } | { readonly key: string };

/** The only reader that knows the statecharts: what an instance is, what is possible in it, and what happened to it. */
export class DescribeInstance {
  constructor(
    private readonly house: Pick<EngineHouse, 'transactions' | 'catalogue' | 'clock'>,
    private readonly instances: InstanceReader,
    private readonly definitions: DefinitionReader,
    private readonly trail: Pick<Trail, 'append'>,
  ) {}

  async find(scope: Scope, name: InstanceName): Promise<InstanceRow> {
    const row = await this.instances.find(scope, name);
    if (!row) throw problem('not-found');
    return row;
  }

  /** @param by who looks at it, where somebody does */
  async view(scope: Scope, name: InstanceName, by?: string): Promise<InstanceView> {
    return this.described(scope, await this.seen(scope, name, by));
  }

  async timeline(scope: Scope, name: InstanceName, query: TimelineQuery, by?: string): Promise<TimelinePage> {
    const row = await this.seen(scope, name, by);
    const { definition } = await this.machine(row);
    const { items, next } = await this.instances.timeline(scope, row, query);
    return { items: items.map((entry) => timelineEntry(definition, entry)), next };
  }

  /** Before it is shown: whoever was shown a restricted dossier stands in the trail. */
  private async seen(scope: Scope, name: InstanceName, by: string | undefined): Promise<InstanceRow> {
    const row = await this.find(scope, name);
    const { restricted, plan, key } = row;
    if (restricted && by !== undefined)
      await this.trail.append([{ kind: 'restricted-viewed', actor: by, plan, subject: key }]);
    return row;
  }

  async machine({ definition, calendar }: Pick<InstanceRow, 'definition' | 'calendar'>): Promise<Machine> {
    const { catalogue, transactions } = this.house;
    await catalogue.load(transactions, { definitions: [definition], calendars: [calendar] });
    return catalogue.find({ definition, calendar });
  }

  private async described(scope: Scope, row: InstanceRow): Promise<InstanceView> {
    const machine = await this.machine(row);
    const { definition } = machine;
    const { snapshot } = row;
    const { context } = snapshot;
    const now = Math.max(await this.house.clock.now(), row.at);
    const heads = await this.definitions.withChildren([row.definition]);
    return {
      id: row.id,
      key: row.key,
      kind: row.kind,
      plan: row.plan,
      obligation: row.obligation,
      clause: definition.clause,
      class: definition.class,
      label: definition.label,
      lifecycle: definition.lifecycle,
      period: context.period,
      unit: unitName(row),
      status: row.status,
      stage: row.stage,
      stageLabel: stageLabel(heads.get(row.definition)?.stages ?? {}, row.stage, row.status),
      states: statesOf(definition, snapshot),
      tags: [...row.tags],
      timeliness: timelinessView({ ...context, tags: row.tags }),
      due: dueView(machine, context),
      openedAt: toIso(row.openedAt),
      at: toIso(row.at),
      seq: row.seq,
      facts: context.facts,
      possible: row.status !== 'quarantined' ? possibleView(machine, snapshot, now) : [],
      timers: row.timers.map((timer) => timerView(definition, timer)),
      parent: row.parent === null ? null : { id: row.parentId, key: row.parent },
      children: childrenView({ ...row, children: context.children }, heads, scope),
      listens: row.listens.map((link) => ({ ...link, stage: context.sources[link.as]?.tag ?? null })),
      reopens: row.reopens,
    };
  }
}

/** The active states of the work region with their labels, outer before inner. */
function statesOf({ labels }: Definition, { value }: Snapshot): StateView[] {
  const work = typeof value === 'object' && value !== null ? (value as { work?: unknown }).work : undefined;
  return [...pathsOf(work)].map((path) => ({ path, label: labels[path] ?? { vi: path, en: path } }));
}

function* pathsOf(value: unknown, above = ''): Generator<string> {
  if (typeof value === 'string') yield above + value;
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      yield above + name;
      yield* pathsOf(inner, `${above}${name}.`);
    }
}

const timerView = (definition: Definition, { key, at }: InstanceRow['timers'][number]): TimerView => ({
  key: timerName(key),
  label: timerLabel(definition, key),
  at: toIso(at),
});

function timelineEntry(definition: Definition, entry: HistoryRow): TimelineEntry {
  const { type, ...fields } = entry.event;
  return {
    seq: entry.seq,
    kind: entry.kind,
    at: toIso(entry.at),
    effectiveAt: isoOrNull(entry.effectiveAt),
    event: entry.kind === 'timer' ? timerName(type) : type,
    label: entry.kind === 'timer' ? timerLabel(definition, type) : eventLabel(definition, entry.event),
    fields: entry.kind === 'opened' ? {} : fields,
    actor: actorView(entry),
    body: entry.body ?? null,
    tags: [...entry.tags],
    stage: entry.stage,
    due: isoOrNull(entry.due),
    unit: entry.unit,
    hash: entry.hash,
  };
}

const actorView = ({ actor, name, holder }: HistoryRow): TimelineActor => ({
  kind: actor.kind,
  id: actor.kind === 'instance' ? actor.key : actor.id,
  name,
  onBehalfOf: actor.kind === 'person' && actor.onBehalfOf !== undefined ? { id: actor.onBehalfOf, name: holder } : null,
});
