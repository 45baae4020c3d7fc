import { sees, type Scope } from '../people/access.rules.js';
import { toIso } from '../core/calendar/day.js';
import { labelOf } from '../platform/words.js';
import type { DefinitionHeads } from './definition.reader.js';
import { stageLabel } from './stage-labels.rules.js';
import { levelOf, standingOf } from './timeliness.rules.js';
import type { ChildrenView, TimelinessView, UnitName, WorkItem } from './work.dto.js';
import type { WorkRow } from './work.reader.js';

/** Rows as people outside see them: instants with their offset, words in both languages. */
export const isoOrNull = (instant: number | null | undefined): string | null =>
  instant === null || instant === undefined ? null : toIso(instant);

export const timelinessView = (row: Pick<WorkRow, 'tags' | 'verdict' | 'verdictOriginal'>): TimelinessView => {
  const tag = standingOf(row.tags);
  const { verdict, verdictOriginal } = row;
  return { tag, label: labelOf('timeliness', tag), level: levelOf(row.tags), verdict, verdictOriginal };
};

/** Counts say that something is there: of the groups whose tasks may be seen, and of no other. */
export function childrenView(
  { children, definition, plan, unit }: Pick<WorkRow, 'children' | 'definition' | 'plan' | 'unit'>,
  heads: DefinitionHeads,
  scope: Scope,
): ChildrenView[] {
  const groups = Object.entries(children).map(([group, counts]) => {
    const child = heads.get(heads.get(definition)?.groups[group] ?? '');
    return { group, counts, child };
  });
  return groups
    .filter(({ group, child }) =>
      sees(scope, {
        plan,
        obligation: child?.obligation ?? group,
        parentUnit: unit,
        owner: child?.owner ?? null,
        restricted: child?.restricted ?? false,
      }),
    )
    .map(({ group, counts: { expected, opened, tags }, child }) => {
      const stages = Object.keys(tags).map((stage) => [stage, stageLabel(child?.stages ?? {}, stage)]);
      return {
        group,
        label: child?.label ?? { vi: group, en: group },
        expected,
        opened,
        stages: { ...tags },
        stageLabels: Object.fromEntries(stages) as ChildrenView['stageLabels'],
      };
    });
}

export const unitName = ({
  unit,
  unitName: name,
  unitShort,
}: Pick<WorkRow, 'unit' | 'unitName' | 'unitShort'>): UnitName => ({
  code: unit,
  name,
  short: unitShort,
});

export function workItem(row: WorkRow, heads: DefinitionHeads, scope: Scope): WorkItem {
  const head = heads.get(row.definition);
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    plan: row.plan,
    obligation: row.obligation,
    clause: head?.clause ?? '',
    class: head?.class ?? 'hard',
    label: head?.label ?? { vi: row.obligation, en: row.obligation },
    period: row.period,
    unit: unitName(row),
    parent: row.parent === null ? null : { id: row.parentId, key: row.parent },
    status: row.status,
    stage: row.stage,
    stageLabel: stageLabel(head?.stages ?? {}, row.stage, row.status),
    tags: [...row.tags],
    timeliness: timelinessView(row),
    due: isoOrNull(row.due),
    workingEnd: isoOrNull(row.workingEnd),
    openedAt: toIso(row.openedAt),
    at: toIso(row.at),
    seq: row.seq,
    children: childrenView(row, heads, scope),
    opensNext: row.status === 'running' ? isoOrNull(row.opensNext) : null,
  };
}
