import type { Problem } from '../core/problem.js';
import { minute } from '../platform/minute.js';
import type { InstanceView, PossibleEvent, TimelineEntry } from './instances.dto.js';
import type { WorkItem } from './work.dto.js';

/** Instances as lines for a terminal, in Vietnamese. */
export const listTitles = ['#', 'Mã', 'Việc', 'Đơn vị', 'Hạn', 'Tiến độ', 'Bước'] as const;
export const listRow = (item: WorkItem): string[] => [
  String(item.id),
  item.key,
  item.label.vi,
  item.unit.short ?? item.unit.name?.vi ?? item.unit.code,
  minute(item.due),
  item.timeliness.label.vi,
  item.stageLabel.vi,
];

const eventLine = ({ event, label, by, fields, reason }: PossibleEvent): string => {
  const needs = fields.map(({ name, optional }) => (optional ? `[${name}]` : name));
  const what = [...needs, ...(reason === 'required' ? ['--body'] : [])].join(' ');
  const who = by.map(({ unit, seat }) => `${unit}/${seat}`).join(', ');
  return `  ${event}${what === '' ? '' : ` ${what}`} · ${label.vi} · ${who}`;
};

export const instanceLines = (view: InstanceView): string[] => [
  `#${view.id} ${view.key}`,
  `${view.label.vi} (${view.clause}) · ${view.unit.name?.vi ?? view.unit.code}`,
  `${view.states.map(({ label }) => label.vi).join(' › ')} · ${view.timeliness.label.vi} · seq ${view.seq}`,
  ...(view.due ? [`Hạn ${minute(view.due.legalEnd)}: ${view.due.why.vi}`] : []),
  ...view.children.map(
    ({ label, expected, stages, stageLabels }) =>
      `${label.vi}: ${expected} (${Object.entries(stages)
        .map(([stage, n]) => `${stageLabels[stage]?.vi ?? stage} ${n}`)
        .join(', ')})`,
  ),
  ...(view.timers.length > 0 ? ['Sắp tới:', ...view.timers.map(({ at, label }) => `  ${minute(at)} ${label.vi}`)] : []),
  ...(view.possible.length > 0 ? ['Làm được:', ...view.possible.map(eventLine)] : []),
];

export const timelineLines = (entries: readonly TimelineEntry[]): string[] => [
  'Diễn biến:',
  ...entries.map(({ seq, at, label, actor }) => `  ${seq} ${minute(at)} ${label.vi} · ${actorName(actor)}`),
];

/** “X thay mặt Y”, where the post was lent. */
const actorName = ({ name, id, onBehalfOf }: TimelineEntry['actor']): string =>
  `${name ?? id}${onBehalfOf ? ` thay mặt ${onBehalfOf.name ?? onBehalfOf.id}` : ''}`;

type Possible = { readonly event: string; readonly by: readonly { readonly unit: string; readonly seat: string }[] };
/** What a refusal says is possible instead. */
export const refusalLines = ({ facts }: Problem): string =>
  ((facts['possible'] ?? []) as unknown as readonly Possible[])
    .map(({ event, by }) => `  ${event} · ${by.map(({ unit, seat }) => `${unit}/${seat}`).join(', ')}\n`)
    .join('');
