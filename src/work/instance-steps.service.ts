import { formOf, type Definition } from '../core/definition/definition.js';
import type { Scope } from '../people/access.rules.js';
import { labelOf } from '../platform/words.js';
import { type DescribeInstance, type InstanceName, timelineEntry } from './describe-instance.service.js';
import type { DescribeLifecycle } from './describe-lifecycle.service.js';
import type { InstancePath } from './instance-path.service.js';
import type { HistoryRow, InstanceReader, InstanceRow } from './instance.reader.js';
import type { PathView } from './lifecycles.dto.js';
import type { StepForm, StepsView, StepView } from './steps.dto.js';
import { stepsOf, type Step } from './steps.rules.js';

const PAGE = 200;

/** The steps of an instance in order, as its statechart has them: what is done, by whom, what is awaited, what is to come. */
export class InstanceSteps {
  constructor(
    private readonly instances: DescribeInstance,
    private readonly lifecycles: DescribeLifecycle,
    private readonly paths: InstancePath,
    private readonly reader: InstanceReader,
  ) {}

  async steps(scope: Scope, name: InstanceName): Promise<StepsView> {
    const path = await this.paths.path(scope, name);
    const row = await this.instances.find(scope, name);
    const { definition } = await this.instances.machine(row);
    const entries = await this.entries(scope, row);
    const left = new Set(path.steps.filter(({ until }) => until !== null).flatMap(({ states }) => states));
    const steps = stepsOf(definition, {
      now: path.now,
      isOver: row.status === 'done',
      passed: left,
      sent: new Set(entries.map(({ event }) => event.type)),
    });
    const conditions = await this.lifecycles.conditions(
      definition,
      row.definition,
      steps.map(({ edge }) => edge),
    );
    return {
      id: row.id,
      key: row.key,
      label: definition.label,
      status: row.status,
      steps: steps.map((step, index) => ({
        ...stepView(definition, step, { entries, path }),
        condition: conditions[index] ?? null,
      })),
    };
  }

  /** What people did, in the order of time. */
  private async entries(scope: Scope, row: InstanceRow): Promise<readonly HistoryRow[]> {
    const all: HistoryRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.reader.timeline(scope, row, { sort: 'seq', limit: PAGE, cursor, fields: undefined });
      all.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return all.filter(({ kind, actor }) => kind === 'letter' && actor.kind === 'person');
  }
}

type Happened = { readonly entries: readonly HistoryRow[]; readonly path: PathView };

function stepView(
  definition: Definition,
  { edge, state }: Step,
  { entries, path }: Happened,
): Omit<StepView, 'condition'> {
  const spec = edge.kind === 'event' ? definition.events[edge.name] : undefined;
  if (!spec) {
    const label = definition.labels[edge.from] ?? { vi: edge.from, en: edge.from };
    const over = path.steps.findLast(({ states, until }) => until !== null && states.includes(edge.from));
    const at = state === 'done' ? (over?.until ?? null) : null;
    return { label, event: null, by: [], form: null, state, at, entries: [] };
  }
  return {
    label: spec.label,
    event: edge.name,
    by: spec.by.map((role) => labelOf('posts', role)),
    form: formView(definition, edge.name),
    state,
    at: null,
    entries: entries.filter(({ event }) => event.type === edge.name).map((entry) => timelineEntry(definition, entry)),
  };
}

function formView(definition: Definition, event: string): StepForm | null {
  const use = formOf(definition, event);
  if (!use) return null;
  return { name: use.name, label: use.form.label, optional: use.isOptional, presented: use.isPresented };
}
