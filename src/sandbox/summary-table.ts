import type { Sent, Summary, YearSummary } from './summary.js';
import { flowing, type Page } from './summary-page.js';

type Row = Omit<YearSummary, 'year'>;
type Column = {
  readonly head: string;
  readonly width: number;
  readonly of: (row: Row) => number;
  readonly says?: string;
};
/** Columns under one heading; those that can be left out are, when nothing stands in them. */
type Group = { readonly title: string; readonly columns: readonly Column[] };

const FIRST = 8;

/** Per obligation and year: how many, how they ended, what was sent about them. The last rows are the sums. */
export function resultsTable({ obligations }: Summary, page: Page): readonly string[] {
  const { say, word } = page;
  const years = obligations.flatMap((one) => one.years);
  const columns = columnsOf(years, page);
  const sums = [...new Set(years.map(({ year }) => year))].sort((a, b) => a - b);
  const all = columns.flatMap((group) => group.columns);
  const line = (name: string, row: Row): string => `  ${name}`.padEnd(FIRST) + cells(all, row, page);
  const width = FIRST + all.reduce((total, { width: own }) => total + own, 0);
  const rule = '─'.repeat(width);
  return [
    `${' '.repeat(FIRST)}${columns.map(titleOf).join('')}`.trimEnd(),
    `  ${say.year}`.padEnd(FIRST) + all.map(({ head, width: own }) => head.padStart(own)).join(''),
    rule,
    ...obligations.flatMap((one) => [
      `${one.obligation}  ${word(one.label)} (${one.clause})`,
      ...one.years.map((row) => line(String(row.year), row)),
    ]),
    rule,
    ...(sums.length > 1 ? sums : []).map((year) =>
      line(String(year), summed(years.filter((row) => row.year === year))),
    ),
    line(say.total, summed(years)),
    '',
    ...flowing(
      all.flatMap(({ head, says }) => (says === undefined ? [] : [`${head}: ${says}`])),
      '',
    ),
  ];
}

/** The results of all, in a line. */
export const totals = ({ obligations }: Summary): Row => summed(obligations.flatMap(({ years }) => years));

function columnsOf(years: readonly YearSummary[], { say, n }: Page): readonly Group[] {
  const { columns: heads, legend } = say;
  const total = summed(years);
  const column = (head: string, of: Column['of'], width: number, says?: string): Column => ({
    head,
    // The sum is the longest number of its column.
    width: Math.max(width, head.length + 1, n(of(total)).length + 1),
    of,
    ...(says !== undefined && { says }),
  });
  const isUsed = ({ of }: Column): boolean => years.some((row) => of(row) > 0);
  const levels = [...new Set(years.flatMap(({ sent }) => Object.keys(sent.escalations)))].sort();
  const of =
    (level: string) =>
    ({ sent }: Row): number =>
      sent.escalations[level] ?? 0;
  const groups: readonly Group[] = [
    {
      title: '',
      columns: [column(heads.occurrences, (row) => row.occurrences, 4), column(heads.tasks, (row) => row.tasks, 6)],
    },
    {
      title: heads.done,
      columns: [column(heads.onTime, (row) => row.onTime, 9), column(heads.late, (row) => row.late, 8)],
    },
    {
      title: heads.notDone,
      columns: [column(heads.inTime, (row) => row.open, 10), column(heads.overdue, (row) => row.overdue, 8)],
    },
    {
      title: heads.not,
      columns: [column(heads.reported, (row) => row.missing, 8)],
    },
    {
      title: '',
      columns: [column(heads.other, (row) => row.exempt + row.cancelled + row.untimed, 5, legend.other)].filter(isUsed),
    },
    {
      title: heads.sent,
      columns: [
        column(heads.reminders, ({ sent }) => sent.reminders, 6, legend.reminders),
        ...[column(heads.overdueNotices, ({ sent }) => sent.overdue, 4, legend.overdueNotices)].filter(isUsed),
        ...levels.map((level, i) =>
          column(heads.escalation(level), of(level), 5, i === 0 ? legend.escalation : undefined),
        ),
        ...[column(heads.messages, ({ sent }) => sent.messages, 6, legend.messages)].filter(isUsed),
      ],
    },
  ];
  return groups.filter(({ columns }) => columns.length > 0);
}

/** A title stands over its columns, a little apart from the one before. */
function titleOf({ title, columns }: Group): string {
  const width = columns.reduce((total, column) => total + column.width, 0);
  return title.padStart(Math.ceil((width + title.length + 1) / 2)).padEnd(width);
}

const cells = (columns: readonly Column[], row: Row, { n }: Page): string =>
  columns.map(({ of, width }) => (of(row) === 0 ? '·' : n(of(row))).padStart(width)).join('');

function summed(rows: readonly Row[]): Row {
  const add = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    occurrences: add((row) => row.occurrences),
    tasks: add((row) => row.tasks),
    onTime: add((row) => row.onTime),
    late: add((row) => row.late),
    open: add((row) => row.open),
    overdue: add((row) => row.overdue),
    missing: add((row) => row.missing),
    exempt: add((row) => row.exempt),
    cancelled: add((row) => row.cancelled),
    untimed: add((row) => row.untimed),
    sent: sentOf(rows),
  };
}

function sentOf(rows: readonly Row[]): Sent {
  const sent: Sent = { reminders: 0, overdue: 0, escalations: {}, messages: 0 };
  for (const row of rows) {
    sent.reminders += row.sent.reminders;
    sent.overdue += row.sent.overdue;
    sent.messages += row.sent.messages;
    for (const [level, n] of Object.entries(row.sent.escalations))
      sent.escalations[level] = (sent.escalations[level] ?? 0) + n;
  }
  return sent;
}
