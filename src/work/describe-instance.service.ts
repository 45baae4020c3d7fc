import { countDays } from '../core/calendar/count-days.js';
import { dayOf, toIso } from '../core/calendar/day.js';
import type { Condition } from '../core/conditions.js';
import { choiceLabels } from '../core/definition/choice-labels.js';
import type { Definition } from '../core/definition/definition.js';
import type { Machine } from '../core/definition/machine.js';
import type { Facts } from '../core/instance.js';
import { problem } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { knowsUnit, type Scope } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import type { PlanNumbers } from '../people/plan-numbers.reader.js';
import { type Label, labelOf } from '../platform/words.js';
import { isOwedNow } from './buckets.rules.js';
import { conditionLabel } from './condition-words.js';
import type { DefinitionHeads, DefinitionReader } from './definition.reader.js';
import { dueView, type SourceLabel } from './due-view.js';
import { eventLabel, timerLabel, timerName } from './happening-words.js';
import type { HistoryRow, InstanceReader, InstanceRow } from './instance.reader.js';
import type {
  AskedView,
  CountedDay,
  CountedQuery,
  InstanceView,
  NamedWork,
  PossibleEvent,
  TimelineActor,
  TimelineEntry,
  TimelinePage,
  TimelineQuery,
  TimerView,
} from './instances.dto.js';
import { possibleView } from './possible-view.js';
import type { DueTerm } from './work.dto.js';
import { stageLabel, standLabel } from './stage-labels.rules.js';
import { statesOf } from './states.rules.js';
import { termOf } from './term.rules.js';
import { toldBy } from './work.reader.js';
import { childrenView, isoOrNull, termView, timelinessView, unitName } from './work-view.js';

export type InstanceName = { readonly id: number } | { readonly key: string };

/** The only reader that knows the statecharts: what an instance is, what is possible in it, and what happened to it. */
export class DescribeInstance {
  constructor(
    private readonly house: Pick<EngineHouse, 'transactions' | 'catalogue' | 'clock'>,
    private readonly instances: InstanceReader,
    private readonly definitions: DefinitionReader,
    private readonly numbers: PlanNumbers,
  ) {}

  async find(scope: Scope, name: InstanceName): Promise<InstanceRow> {
    const row = await this.instances.find(scope, name);
    if (!row) throw problem('not-found', { asked: 'id' in name ? name.id : name.key });
    return row;
  }

  async view(scope: Scope, name: InstanceName): Promise<InstanceView> {
    const row = await this.seen(scope, name);
    const { plan, listens } = row;
    isShown(listens.map(({ key, restricted }) => ({ plan, key, restricted: restricted === true })));
    return this.described(scope, row);
  }

  async timeline(scope: Scope, name: InstanceName, query: TimelineQuery): Promise<TimelinePage> {
    const row = await this.seen(scope, name);
    const { definition } = await this.machine(row);
    const { items, next } = await this.instances.timeline(scope, row, query);
    const heads = await this.tellersOf(items);
    return { items: items.map((entry) => timelineEntry(definition, entry, heads)), next };
  }

  /** What those are who told it something. */
  tellersOf(entries: readonly HistoryRow[]): Promise<DefinitionHeads> {
    return this.definitions.heads(entries.flatMap(({ teller }) => teller?.definition ?? []));
  }

  async workingDay(scope: Scope, name: InstanceName, { from, workingDays }: CountedQuery): Promise<CountedDay> {
    const { calendar } = await this.machine(await this.find(scope, name));
    const passed = countDays(calendar, from, workingDays);
    const provisional = passed.some(({ isProvisional }) => isProvisional);
    return { from, workingDays, day: passed.at(-1)?.day ?? from, provisional };
  }

  /** It is found, and shown to whoever asks. */
  async seen(scope: Scope, name: InstanceName): Promise<InstanceRow> {
    const row = await this.find(scope, name);
    isShown(toldBy(row));
    return row;
  }

  async machine({ definition, calendar }: Pick<InstanceRow, 'definition' | 'calendar'>): Promise<Machine> {
    const { catalogue, transactions } = this.house;
    await catalogue.load(transactions, { definitions: [definition], calendars: [calendar] });
    return catalogue.find({ definition, calendar });
  }

  /** What can be done now, and by whom: people by name where their unit is one's own, or the plan is. */
  async possible(scope: Scope, row: InstanceRow, machine: Machine, now: number): Promise<PossibleEvent[]> {
    if (row.status === 'quarantined') return [];
    const { plan } = row;
    const held = (await this.instances.holders(plan, dayOf(now))).filter(({ unit }) =>
      knowsUnit(scope, { plan, unit }),
    );
    return possibleView(machine, row.snapshot, now, ({ unit, seat }) =>
      held.filter((one) => one.unit === unit && one.seat === seat).map(({ id }) => id),
    );
  }

  /** Conditions in words, with the stages of what it opens and of what it listens to by their names. */
  async conditionLabels(row: InstanceRow, { definition }: Machine, unmet: readonly Condition[]): Promise<Label[]> {
    const sources = row.listens.flatMap((link) => link.definition ?? []);
    const heads = await this.definitions.withChildren([row.definition, ...sources]);
    const of = [row.definition, ...sources].flatMap((hash) => heads.get(hash) ?? []);
    const below = of.flatMap(({ groups }) => Object.values(groups).flatMap((hash) => heads.get(hash) ?? []));
    const known = Object.assign({}, ...[...of, ...below].map(({ stages }) => stages)) as Readonly<
      Record<string, Label>
    >;
    const group = (name: string): Label =>
      heads.get(definition.groups[name]?.definition ?? '')?.label ?? { vi: name, en: name };
    return unmet.map((one) => conditionLabel(definition, one, { stage: (tag) => stageLabel(known, tag), group }));
  }

  /** What the obligations that it listens to are called. */
  private async sourceLabels({ listens }: InstanceRow): Promise<SourceLabel> {
    const named = listens.flatMap(({ as, definition }) => (definition === null ? [] : [[as, definition] as const]));
    const heads = await this.definitions.heads(named.map(([, definition]) => definition));
    const labels = new Map(named.map(([as, definition]) => [as, heads.get(definition)?.label]));
    return (as) => labels.get(as);
  }

  /** Who asks for a task, and by which document; where none was issued, nothing was enclosed. */
  private async asked(row: InstanceRow): Promise<AskedView | null> {
    if (row.kind !== 'task' || !row.asker) return null;
    const document = documentOf(row.snapshot.context.parentFacts);
    return { by: row.asker, ...document, files: document.number === null ? [] : await this.instances.enclosed(row) };
  }

  private async described(scope: Scope, row: InstanceRow): Promise<InstanceView> {
    const machine = await this.machine(row);
    const { definition } = machine;
    const { snapshot } = row;
    const { context } = snapshot;
    const now = Math.max(await this.house.clock.now(), row.at);
    const heads = await this.definitions.withChildren([row.definition]);
    const sourceLabel = await this.sourceLabels(row);
    const possible = await this.possible(scope, row, machine, now);
    return {
      id: row.id,
      key: row.key,
      kind: row.kind,
      plan: row.plan,
      planNumber: await this.numbers.of(row.plan),
      obligation: row.obligation,
      clause: definition.clause,
      class: definition.class,
      label: definition.label,
      lifecycle: definition.lifecycle,
      period: context.period,
      unit: unitName(row),
      status: row.status,
      stage: row.stage,
      stageLabel: standLabel(heads.get(row.definition), { ...row, value: snapshot.value }),
      states: statesOf(definition, snapshot),
      tags: [...row.tags],
      timeliness: timelinessView({ ...context, tags: row.tags, deadlineKind: context.deadline?.kind ?? null }),
      due: dueView(machine, context, sourceLabel),
      term: termIn(row, machine, now),
      openedAt: toIso(row.openedAt),
      at: toIso(row.at),
      seq: row.seq,
      facts: context.facts,
      possible,
      timers: row.timers.map((timer) => timerView(definition, timer)),
      asked: await this.asked(row),
      parent: row.parent === null ? null : { id: row.parentId, key: row.parent },
      children: childrenView({ ...row, children: context.children }, heads, scope),
      listens: row.listens.map(({ as, key, id, period }) => ({
        ...{ as, key, id, period, label: sourceLabel(as) ?? null },
        stage: context.sources[as]?.tag ?? null,
      })),
      reopens: row.reopens,
    };
  }
}

/** As a lifecycle calls the document that it issues: `number` and `dated`. */
const documentOf = ({ number, dated }: Facts): Pick<AskedView, 'number' | 'dated'> => ({
  number: typeof number === 'string' ? number : null,
  dated: typeof dated === 'string' ? dated : null,
});

/** The words of the deadline, as in a list. */
function termIn({ status, tags, snapshot }: InstanceRow, { calendar }: Machine, now: number): DueTerm | null {
  const { end, 'working-end': workingEnd } = snapshot.context.due;
  if (end === undefined || !isOwedNow(status, tags)) return null;
  return termView(termOf({ due: end, workingEnd: workingEnd ?? null }, calendar, now));
}

const timerView = (definition: Definition, { key, at }: InstanceRow['timers'][number]): TimerView => ({
  key: timerName(key),
  label: timerLabel(definition, key),
  at: toIso(at),
});

export function timelineEntry(
  definition: Definition,
  entry: HistoryRow,
  heads: DefinitionHeads = new Map(),
): TimelineEntry {
  const { type, ...fields } = entry.event;
  return {
    seq: entry.seq,
    kind: entry.kind,
    at: toIso(entry.at),
    effectiveAt: isoOrNull(entry.effectiveAt),
    event: entry.kind === 'timer' ? timerName(type) : type,
    label: entry.kind === 'timer' ? timerLabel(definition, type) : eventLabel(definition, entry.event),
    fields: entry.kind === 'opened' ? {} : fields,
    fieldLabels: entry.kind === 'opened' ? {} : fieldLabels(definition, type),
    valueLabels: entry.kind === 'opened' ? {} : valueLabels(definition, type, fields),
    actor: actorView(entry, heads),
    body: entry.body ?? null,
    tags: [...entry.tags],
    stage: entry.stage,
    due: isoOrNull(entry.due),
    unit: entry.unit,
    hash: entry.hash,
  };
}

const fieldLabels = ({ events }: Definition, type: string): Record<string, Label> =>
  Object.fromEntries(
    Object.entries(events[type]?.carries ?? {}).flatMap(([name, { label }]) => (label ? [[name, label]] : [])),
  );

const valueLabels = (definition: Definition, type: string, fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(definition.events[type]?.carries ?? {}).flatMap(([name, { choices = [] }]): [string, Label][] => {
      const label = choiceLabels(definition, choices)?.[choices.indexOf(String(fields[name]))];
      return label ? [[name, label]] : [];
    }),
  );

const actorView = ({ actor, name, holder, teller }: HistoryRow, heads: DefinitionHeads): TimelineActor => ({
  kind: actor.kind,
  id: actor.kind === 'instance' ? actor.key : actor.id,
  name,
  onBehalfOf: actor.kind === 'person' && actor.onBehalfOf !== undefined ? { id: actor.onBehalfOf, name: holder } : null,
  label: actor.kind === 'system' ? labelOf('actors', actor.id === 'clock' ? 'clock' : 'system') : null,
  work: teller && workNamed(teller, heads),
});

function workNamed(teller: NonNullable<HistoryRow['teller']>, heads: DefinitionHeads): NamedWork | null {
  const label = heads.get(teller.definition)?.label;
  return label ? { kind: teller.kind, label, period: teller.period, unit: unitName(teller) } : null;
}
