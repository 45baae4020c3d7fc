import type { Instant } from '../core/calendar/calendar.js';
import { toIso } from '../core/calendar/day.js';
import { why, type Language } from '../core/calendar/why.js';
import type { Changed, Comparison, DateChange, OpeningChange, PartsChanged } from '../core/plan/compare.js';
import { dateText, momentText, previewWords } from './preview-words.js';
import { unitsText, WIDTH, wrapped, type Names } from './preview-table.js';

/** A comparison as one JSON document: instants as ISO 8601 with +07:00, reasons in words. */
export function comparisonJson(found: Comparison, language: Language) {
  const opening = ({ at, ...rest }: OpeningChange) => ({ ...rest, at: toIso(at) });
  const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));
  return {
    ...found,
    opens: found.opens.map(opening),
    withdrawn: found.withdrawn.map(opening),
    missed: found.missed.map(opening),
    redated: found.redated.map(({ was, becomes, reasons, ...rest }) => ({
      ...rest,
      was: iso(was),
      becomes: iso(becomes),
      why: why(reasons, language),
    })),
  };
}

const words = {
  vi: {
    from: 'Có hiệu lực từ',
    hash: 'Mã xác nhận',
    calendar: 'Lịch làm việc thay đổi.',
    obligations: 'Nhiệm vụ',
    lifecycles: 'Quy trình',
    forms: 'Biểu mẫu',
    units: 'Đơn vị',
    people: 'Người',
    opens: 'Sẽ mở thêm',
    withdrawn: 'Không còn mở',
    missed: 'Đã qua ngày mở, sẽ không mở',
    redated: 'Đổi ngày',
    unchanged: (n: number) => `${n} mốc giữ nguyên.`,
    running: 'kỳ đang chạy',
    none: 'không có',
  },
  en: {
    from: 'In force from',
    hash: 'To confirm',
    calendar: 'The working calendar changes.',
    obligations: 'Obligations',
    lifecycles: 'Lifecycles',
    forms: 'Forms',
    units: 'Units',
    people: 'People',
    opens: 'Opens in addition',
    withdrawn: 'Opens no more',
    missed: 'Its day of opening is over, will not open',
    redated: 'Dates that change',
    unchanged: (n: number) => `${n} dates stay as they are.`,
    running: 'under way',
    none: 'none',
  },
} as const;

/** A comparison for people: what is not the same, in the order in which they ask. */
export function* comparisonText(found: Comparison, names: Names, language: Language): Generator<string> {
  const said = words[language];
  yield `${said.from} ${dateText(found.from, language)}\n${said.hash}: ${found.hash}\n`;
  if (found.calendar.was !== null && found.calendar.was !== found.calendar.becomes) yield `${said.calendar}\n`;
  yield* parts(said.obligations, found.obligations);
  yield* parts(said.lifecycles, found.lifecycles);
  yield* parts(said.forms, found.forms);
  yield* parts(said.units, found.units);
  const { gained, lost } = found.people;
  if (gained.length + lost.length > 0) {
    yield `\n${said.people}\n`;
    for (const { person, unit, seat } of lost) yield `  - ${person} ${unit}/${seat}\n`;
    for (const { person, unit, seat } of gained) yield `  + ${person} ${unit}/${seat}\n`;
  }
  const openings = [
    [said.opens, found.opens],
    [said.withdrawn, found.withdrawn],
    [said.missed, found.missed],
  ] as const;
  for (const [title, list] of openings) {
    if (list.length === 0) continue;
    yield `\n${title}\n`;
    for (const { obligation, occurrence, at, units } of list)
      yield `  ${momentText(at, language)}  ${obligation} ${occurrence}  ${unitsText(units, names, language)}\n`;
  }
  if (found.redated.length > 0) yield `\n${said.redated}\n`;
  for (const one of found.redated) yield redated(one, names, language);
  yield `\n${said.unchanged(found.unchanged)}\n`;
}

function redated(one: DateChange, names: Names, language: Language): string {
  const said = words[language];
  const text = (at: Instant | null): string => (at === null ? said.none : momentText(at, language));
  const running = one.running ? ` (${said.running})` : '';
  const what = `${one.obligation} ${one.occurrence} ${previewWords[language].kinds[one.kind]}${running}`;
  const lines = [
    `${what}: ${text(one.was)} → ${text(one.becomes)}  ${unitsText(one.units, names, language)}`,
    ...(one.becomes === null ? [] : wrapped(why(one.reasons, language), WIDTH - 6).map((line) => `    ${line}`)),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

function* parts(title: string, { added, removed, changed }: PartsChanged): Generator<string> {
  if (added.length + removed.length + changed.length === 0) return;
  yield `\n${title}\n`;
  if (added.length > 0) yield `  + ${added.join(', ')}\n`;
  if (removed.length > 0) yield `  - ${removed.join(', ')}\n`;
  for (const one of changed) yield `  ~ ${changedText(one)}\n`;
}

const changedText = ({ id, what }: Changed): string => `${id}: ${what.join(', ')}`;
