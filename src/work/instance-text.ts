import type { Problem } from '../core/problem.js';
import { minute } from '../platform/minute.js';
import type { DueView, FieldView, InstanceView, PossibleEvent, TimelineEntry } from './instances.dto.js';
import type { ChildrenView } from './work.dto.js';

/** Instances as lines for a terminal, in Vietnamese. */

/** A step that can be taken, by whom, and how to give what it needs. */
const eventLines = ({ event, label, by, fields, reason }: PossibleEvent): string[] => [
  `  ${event} · ${label.vi} · ${by.map(postText).join(', ')}`,
  ...fields.map((field) => usage(`--field ${field.name}=${formText(field)}`, field.label?.vi, field.optional)),
  ...(reason === null ? [] : [usage('--body "…"', 'lý do', reason === 'optional')]),
];

const usage = (how: string, what: string | undefined, isOptional: boolean): string => {
  const words = [what, isOptional ? 'không bắt buộc' : undefined].filter((word) => word !== undefined);
  return `      ${words.length === 0 ? how : how.padEnd(USAGE)}${words.join(', ')}`;
};
const USAGE = 34;

/** What stands for a value of this type. */
const formText = ({ type, choices }: FieldView): string => (choices ? choices.join('|') : forms[type]);
const forms: Readonly<Record<FieldView['type'], string>> = {
  identifier: '<mã>',
  number: '<số>',
  boolean: 'true|false',
  day: 'YYYY-MM-DD',
  instant: 'YYYY-MM-DDTHH:mm:ss+07:00',
  choice: '<lựa chọn>',
  unit: '<mã đơn vị>',
  units: '<mã đơn vị>,…',
  instance: '<mã việc>',
  name: '<tên>',
};

type Post = Pick<PossibleEvent['by'][number], 'unit' | 'seat' | 'people'>;
/** `so-noi-vu/officer (--by cb.so-noi-vu)`: the post, and who holds it today. */
const postText = ({ unit, seat, people }: Post): string => {
  const [first, ...others] = people;
  if (first === undefined) return `${unit}/${seat} (chưa có người giữ)`;
  return `${unit}/${seat} (--by ${[first, ...others.slice(0, SHOWN - 1)].join(' | ')}${others.length >= SHOWN ? ' | …' : ''})`;
};
const SHOWN = 3;

export const instanceLines = (view: InstanceView): string[] => [
  `#${view.id} ${view.key}`,
  `${view.label.vi} (${view.clause}) · ${view.unit.name?.vi ?? view.unit.code}`,
  `${view.states.map(({ label }) => label.vi).join(' › ')} · ${view.timeliness.label.vi} · seq ${view.seq}`,
  ...(view.due ? dueLines(view.due) : []),
  ...view.children.map(childrenLine),
  ...(view.timers.length > 0 ? ['Sắp tới:', ...view.timers.map(({ at, label }) => `  ${minute(at)} ${label.vi}`)] : []),
  ...(view.possible.length > 0 ? ['Làm được:', ...view.possible.flatMap(eventLines)] : []),
];

const dueLines = ({ legalEnd, why, kind, main }: DueView): string[] => [
  ...(main ? [`Hạn ${minute(main.legalEnd)}: ${main.why.vi}`] : []),
  `${kind === 'sub' ? 'Hạn bổ sung sau khi trả lại' : 'Hạn'} ${minute(legalEnd)}: ${why.vi}`,
];

function childrenLine({ label, expected, opened, stages, stageLabels }: ChildrenView): string {
  const counts = Object.entries(stages).map(([stage, n]) => `${stageLabels[stage]?.vi ?? stage} ${n}`);
  if (expected === 0 && !opened) return `${label.vi}: đang mở`;
  return `${label.vi}: ${expected}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}${opened ? '' : ', đang mở thêm'}`;
}

export const timelineLines = (entries: readonly TimelineEntry[]): string[] => [
  'Diễn biến:',
  ...entries.flatMap(({ seq, at, label, actor, body }) => [
    `  ${seq} ${minute(at)} ${label.vi} · ${actorName(actor)}`,
    ...reasonIn(body).map((reason) => `      “${reason}”`),
  ]),
];

/** “X thay mặt Y”, where the post was lent. */
const actorName = ({ name, id, label, onBehalfOf }: TimelineEntry['actor']): string =>
  `${label?.vi ?? name ?? id}${onBehalfOf ? ` thay mặt ${onBehalfOf.name ?? onBehalfOf.id}` : ''}`;

/** The words that came with it: a text, or an object whose `reason` is one. */
function reasonIn(body: unknown): string[] {
  const reason = typeof body === 'object' && body !== null ? (body as { reason?: unknown }).reason : body;
  return typeof reason === 'string' ? [reason] : [];
}

type Possible = Pick<PossibleEvent, 'event' | 'label'> & { readonly by: readonly Post[] };
/** What a refusal says is possible instead, below its sentence. */
export function refusalLines({ facts }: Problem): string[] {
  const possible = (facts['possible'] ?? []) as unknown as readonly Possible[];
  if (possible.length === 0) return [];
  const lines = possible.map(({ event, label, by }) => `  ${event} · ${label.vi} · ${by.map(postText).join(', ')}`);
  return ['Những bước làm được / Possible now:', ...lines];
}
