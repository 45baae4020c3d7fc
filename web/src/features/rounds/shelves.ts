import type { Act, RoundRow } from './get-round';

/** What the table is looked at by; a row may be in several. */
export const shelves = ['all', 'toReceive', 'waiting', 'overdue', 'returned', 'asking', 'received', 'excused'] as const;
export type Shelf = (typeof shelves)[number];

type Standing = Pick<RoundRow, 'tags' | 'status' | 'marks' | 'timeliness'>;
const has = ({ tags }: Standing, ...some: readonly string[]): boolean => some.some((tag) => tags.includes(tag));
const isOver = (row: Standing): boolean => row.status === 'done' || has(row, 'accepted');
/** It waits for the unit's word, or for nobody's: there is nothing to look at. */
const isSettled = (row: Standing): boolean => has(row, 'open-to-objection', 'classified', 'unclassified');
const isExcused = (row: Standing): boolean => has(row, 'exempt', 'cancelled', 'suspended');

const rules: Readonly<Record<Shelf, (row: Standing) => boolean>> = {
  all: () => true,
  toReceive: (row) => has(row, 'handed-in') && !isOver(row) && !isSettled(row),
  waiting: (row) => !has(row, 'handed-in') && !isExcused(row),
  overdue: (row) => !has(row, 'handed-in') && ['overdue', 'missing'].includes(row.timeliness.tag),
  returned: (row) => has(row, 'returned') && row.status !== 'done',
  asking: ({ marks }) => marks.length > 0,
  received: (row) => has(row, 'handed-in') && isOver(row),
  excused: isExcused,
};
export const isIn = (shelf: Shelf, row: Standing): boolean => rules[shelf](row);

export const sorts = ['unit', 'stage', 'due', 'sent'] as const;
type By = (typeof sorts)[number];
export type Sort = By | `-${By}`;
export const isSort = (text: unknown): text is Sort =>
  typeof text === 'string' && sorts.some((by) => text === by || text === `-${by}`);
const LAST = '\uffff';
const keys: Readonly<Record<By, (row: RoundRow) => string>> = {
  unit: () => '',
  stage: ({ stageLabel }) => stageLabel.vi,
  due: ({ due }) => due ?? LAST,
  sent: ({ sentAt }) => sentAt ?? LAST,
};

/** In official order among those that are alike. */
export function sorted(rows: readonly RoundRow[], sort: Sort): readonly RoundRow[] {
  const isDown = sort.startsWith('-');
  const keyOf = keys[sort.replace('-', '') as By];
  if (sort === 'unit') return rows;
  if (sort === '-unit') return [...rows].reverse();
  const way = isDown ? -1 : 1;
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -way : keyOf(a) > keyOf(b) ? way : 0));
}

/** The reminder that moves nothing (docs/plan-language.md). */
export const REMINDER = 'reminder.send';
export const isReminder = ({ event }: Act): boolean => event === REMINDER;
/** It gives more time. */
export const isExtension = ({ event }: Act): boolean => event === 'deadline.extend';
/** What was handed in goes back, and what is to be mended may be told place by place. */
export const isReturn = ({ event, reason }: Act): boolean =>
  reason === 'required' && /\.(return|reopen|reopen-closed)$/.test(event);

/** What takes in what a unit has sent, with one press: it needs nothing, and leads on. */
export const receiptOf = (row: RoundRow): Act | undefined =>
  isIn('toReceive', row)
    ? row.acts.find(
        (act) =>
          act.reason !== 'required' &&
          !act.onBehalf &&
          act.form === null &&
          act.fields.length === 0 &&
          !isReminder(act),
      )
    : undefined;
export const reminderOf = ({ acts }: RoundRow): Act | undefined => acts.find(isReminder);
/** Something is done with several such rows at once: of a round that is over, with none. */
export const isForMany = (row: RoundRow): boolean => receiptOf(row) !== undefined || reminderOf(row) !== undefined;
