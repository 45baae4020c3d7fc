import { sees, type Scope } from '../people/access.rules.js';
import { toIso } from '../core/calendar/day.js';
import { type Label, labelOf } from '../platform/words.js';
import type { DefinitionHead, DefinitionHeads } from './definition.reader.js';
import { stageLabel, standLabel } from './stage-labels.rules.js';
import { type Term } from './term.rules.js';
import { levelOf, standingOf, type Standing } from './timeliness.rules.js';
import type { ChildrenView, DueTerm, TimelinessView, UnitName, WorkItem } from './work.dto.js';
import type { WorkRow } from './work.reader.js';

/** Rows as people outside see them: instants with their offset, words in both languages. */
export const isoOrNull = (instant: number | null | undefined): string | null =>
  instant === null || instant === undefined ? null : toIso(instant);

/** What an obligation is called; by its id where nothing is known of it. */
export const obligationName = (
  head: DefinitionHead | undefined,
  obligation: string,
): { readonly clause: string; readonly label: Label } => ({
  clause: head?.clause ?? '',
  label: head?.label ?? { vi: obligation, en: obligation },
});

type Judged = Pick<WorkRow, 'tags' | 'verdict' | 'verdictOriginal' | 'deadlineKind'>;
export const timelinessView = ({ tags, verdict, verdictOriginal, deadlineKind }: Judged): TimelinessView => {
  const tag = standingOf(tags);
  return { tag, label: standingLabel(tag, deadlineKind), level: levelOf(tags), verdict, verdictOriginal };
};

/** What has been returned is measured by the days that the return gave, and says so. */
const standingLabel = (tag: Standing, kind: Judged['deadlineKind']): Label =>
  labelOf('timeliness', kind === 'sub' && isOpen(tag) ? `${tag}-returned` : tag);
const isOpen = (tag: Standing): boolean => tag === 'on-track' || tag === 'due-soon' || tag === 'overdue';

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
        scored: child?.scored ?? false,
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

export const termView = ({ legalEnd, workingEnd, ...rest }: Term): DueTerm => ({
  ...rest,
  legalEnd: toIso(legalEnd),
  workingEnd: toIso(workingEnd),
});

export function workItem(row: WorkRow, heads: DefinitionHeads, scope: Scope, term: Term | null): WorkItem {
  const head = heads.get(row.definition);
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    plan: row.plan,
    obligation: row.obligation,
    ...obligationName(head, row.obligation),
    class: head?.class ?? 'hard',
    period: row.period,
    unit: unitName(row),
    parent: row.parent === null ? null : { id: row.parentId, key: row.parent },
    status: row.status,
    stage: row.stage,
    stageLabel: standLabel(head, row),
    tags: [...row.tags],
    timeliness: timelinessView(row),
    due: isoOrNull(row.due),
    workingEnd: isoOrNull(row.workingEnd),
    term: term && termView(term),
    openedAt: toIso(row.openedAt),
    at: toIso(row.at),
    seq: row.seq,
    children: childrenView(row, heads, scope),
    opensNext: row.status === 'running' ? isoOrNull(row.opensNext) : null,
  };
}
