import type { Label } from '../core/definition/schema.js';
import type { PlanSource } from '../core/plan/assemble.js';
import type { OpenItem, Sent, Summary, YearSummary } from './summary.js';
import { checkName, postName, words, type Language, type Words } from './summary-words.js';

const WIDTH = 100;
const GROUPS_SHOWN = 12;

/** How names, numbers and states are said on one page. */
type Page = {
  readonly say: Words;
  readonly language: Language;
  readonly n: (count: number) => string;
  readonly unit: (code: string) => string;
  readonly word: (label: Label | null) => string;
};
type Lines = readonly string[];

/** The summary as a person reads it, in 100 columns. */
export function summaryText(
  summary: Summary,
  { plan, units }: Pick<PlanSource, 'plan' | 'units'>,
  language: Language,
): string {
  const say = words[language];
  const names = new Map(units.units.map((unit) => [unit.code, unit.short ?? unit.name[language]]));
  const page: Page = {
    say,
    language,
    n: (count) => say.number.format(count),
    unit: (code) => names.get(code) ?? code,
    word: (label) => (label ? label[language] : say.unknown),
  };
  const parts = [
    head(summary, plan, page),
    [...results(summary, page), '', say.others],
    sent(summary, page),
    open(summary, page),
    longest(summary, page),
    troubles(summary, page),
    verdict(summary, page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(summary: Summary, plan: PlanSource['plan'], { say, n, language }: Page): Lines {
  const { from, to, seed, lateness, stage, instances, entries, letters } = summary;
  const late = `${say.lateness} ${Math.round(lateness * 100)} %`;
  return [
    clipped(`${say.title} ${plan.number}: ${plan.label[language]}`),
    `${date(from)} – ${date(to)} · ${say.seed} ${seed} · ${late} · ${say.stage[stage]}`,
    say.amounts(n(instances), n(entries), n(letters)),
  ];
}

function results({ obligations }: Summary, { say, n, language }: Page): Lines {
  const rows = obligations.flatMap(({ obligation, label, years }) =>
    years
      .filter(({ occurrences, tasks }) => occurrences + tasks > 0)
      .map((year, index) => [index === 0 ? `${obligation}  ${label[language]}` : '', ...yearCells(year, n)]),
  );
  return table(say.columns, [-41, 5, 5, 5, 9, 5, 7, 6, 9], rows);
}

function yearCells(of: YearSummary, n: Page['n']): string[] {
  const { year, occurrences, tasks, onTime, late, missing, exempt, cancelled, untimed, open, overdue } = of;
  const counts = [occurrences, tasks, onTime, late, missing, exempt + cancelled + untimed];
  const unfinished = overdue > 0 ? `${n(open + overdue)} (${n(overdue)})` : blank(open, n);
  return [String(year), ...counts.map((count) => blank(count, n)), unfinished];
}

function sent({ obligations }: Summary, { say, n, language }: Page): Lines {
  const all = obligations.map(({ obligation, label, years }) => ({
    name: `${obligation}  ${label[language]}`,
    told: years.map((year) => year.sent),
  }));
  const every = all.flatMap(({ told }) => told);
  const levels = [...new Set(every.flatMap(({ escalations }) => Object.keys(escalations)))].sort();
  const counts = (told: readonly Sent[]): number[] => {
    const sum = (of: (one: Sent) => number): number => told.reduce((so, one) => so + of(one), 0);
    const ladder = levels.map((level) => sum(({ escalations }) => escalations[level] ?? 0));
    return [
      sum(({ reminders }) => reminders),
      sum(({ overdue }) => overdue),
      ...ladder,
      sum(({ messages }) => messages),
    ];
  };
  const row = (name: string, told: readonly Sent[]): string[] => [
    name,
    ...counts(told).map((count) => blank(count, n)),
  ];
  const { reminders, overdue, level, messages, total } = say.sentColumns;
  return table(
    [say.sent, reminders, overdue, ...levels.map((one) => `${level} ${one}`), messages],
    [-46, 9, 8, ...levels.map(() => 7), 9],
    [
      ...all.filter(({ told }) => counts(told).some((n) => n > 0)).map(({ name, told }) => row(name, told)),
      row(total, every),
    ],
  );
}

function open({ open: items }: Summary, page: Page): Lines {
  const { say, n } = page;
  if (items.length === 0) return [say.nothingOpen];
  const groups = grouped(items);
  const more = groups.length > GROUPS_SHOWN ? [`  ${say.more(n(groups.length - GROUPS_SHOWN))}`] : [];
  return [
    say.open(n(items.length)),
    ...groups.slice(0, GROUPS_SHOWN).flatMap((group) => openGroup(group, page)),
    ...more,
  ];
}

function openGroup(group: Group, page: Page): Lines {
  const { say, n, unit, word } = page;
  const [first] = group;
  const who = group.length === 1 ? unit(first.unit) : say.same(n(group.length));
  const late = first.isOverdue ? ` · ${say.overdue}` : '';
  const waiting = [...new Set(group.map((item) => waitsFor(item, page)))].join(', ');
  return [
    clipped(`  ${first.obligation} ${first.period} · ${who} · ${word(first.state)}${late}`),
    clipped(`      ${say.since(date(first.since), n(first.workingDays))} · ${say.waitsFor}: ${waiting}`),
  ];
}

function waitsFor({ waitsFor: what }: OpenItem, { say, n, unit }: Page): string {
  switch (what.kind) {
    case 'post':
      return what.posts.map((post) => postName(post, unit, say)).join(', ');
    case 'tasks':
      return say.tasks(n(what.n));
    case 'obligations':
      return what.obligations.join(', ');
    case 'date':
      return say.until(date(what.at));
    case 'unknown':
      return say.unknown;
    default:
      return what satisfies never;
  }
}

function longest({ longestWaits }: Summary, { say, n, unit, word }: Page): Lines {
  if (longestWaits.length === 0) return [];
  const lines = longestWaits.flatMap(({ obligation, period, unit: code, state, workingDays, since, until, by }) => [
    clipped(`  ${obligation} ${period} · ${unit(code)} · ${word(state)}`),
    clipped(`      ${say.workingDays(n(workingDays))} (${date(since)} – ${date(until)}) · ${postName(by, unit, say)}`),
  ]);
  return [say.longest, ...lines];
}

function troubles({ troubles: list }: Summary, { say, n }: Page): Lines {
  if (list.length === 0) return [];
  const lines = list.map(({ act, code, n: count, first }) =>
    clipped(`  ${n(count)} × ${act}: ${say.troubleCodes[code] ?? code} (${first.instance}, ${date(first.at)})`),
  );
  return [say.troubles, ...lines];
}

function verdict({ verify: { ok, checks }, historyDigest }: Summary, { say, n, language }: Page): Lines {
  const lines = checks.flatMap((check) => [
    `  ${check.ok ? '✓' : '✗'} ${checkName(check.name, language)} (${n(check.n)})`,
    ...check.problems.map((problem) => `      ${problem}`),
  ]);
  return [ok ? say.verify.ok : say.verify.failed, ...lines, `${say.digest}: ${historyDigest}`];
}

/** Nothing is easier to read past than a zero. */
const blank = (count: number, n: Page['n']): string => (count === 0 ? '·' : n(count));

/** '2023-11-19T…' → '19/11/2023' */
const date = (iso: string): string => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;

const clipped = (line: string, width = WIDTH): string => (line.length <= width ? line : `${line.slice(0, width - 1)}…`);

/** Cells under a heading and a rule; a negative width is set flush left. */
function table(columns: Lines, widths: readonly number[], rows: readonly Lines[]): Lines {
  const cell = (text: string, width: number): string =>
    width < 0 ? clipped(text, -width).padEnd(-width) : text.padStart(width);
  const line = (cells: Lines): string =>
    cells
      .map((text, i) => cell(text, widths[i] ?? 0))
      .join(' ')
      .trimEnd();
  return [line(columns), '─'.repeat(WIDTH), ...rows.map(line)];
}

type Group = [OpenItem, ...OpenItem[]];

/** Open items that stand in the same state for the same kind of reason, the longest wait first. */
function grouped(items: readonly OpenItem[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const { obligation, period, state, isOverdue, waitsFor } = item;
    const id = [obligation, period, state?.en, isOverdue, waitsFor.kind].join('\n');
    const known = groups.get(id);
    if (known) known.push(item);
    else groups.set(id, [item]);
  }
  return [...groups.values()];
}
