import { dayOf } from '../core/calendar/day.js';
import { why, type Language } from '../core/calendar/why.js';
import type { PlanSource } from '../core/plan/assemble.js';
import type { Moment } from '../core/plan/preview-moments.js';
import { dutiesIn } from '../core/plan/duties-in.js';
import { momentText, postText, previewWords } from './preview-words.js';

/** A preview for people at a terminal: 100 columns, month by month, one date of a group of units once. */
export const WIDTH = 100;
const INDENT = 37;
const NAMED = 3;

/** What a plan calls its obligations and units. */
export type Names = {
  readonly duty: (id: string) => string;
  readonly unit: (code: string) => string;
};

export function namesIn({ plan, units }: PlanSource, language: Language): Names {
  const called = plan.obligations.flatMap((obligation) => dutiesIn(obligation.id, obligation));
  const duties = new Map(called.map(({ id, label }) => [id, label[language]]));
  const short = new Map(units.units.map((unit) => [unit.code, unit.short ?? unit.name[language]]));
  return { duty: (id) => duties.get(id) ?? id, unit: (code) => short.get(code) ?? code };
}

export function* previewTable(moments: Iterable<Moment>, names: Names, language: Language): Generator<string> {
  const words = previewWords[language];
  let month = '';
  let count = 0;
  for (const moment of moments) {
    const units = moment.units();
    if (units.length === 0) continue;
    const day = dayOf(moment.at);
    if (day.slice(0, 7) !== month) {
      yield `${month === '' ? '' : '\n'}${words.month(day.slice(5, 7), day.slice(0, 4))}\n`;
      month = day.slice(0, 7);
    }
    yield row(moment, units, names, language);
    count += 1;
  }
  const end = `\n${words.sum(count)}  ${words.assumed}  ${words.provisional}\n`;
  yield count === 0 ? `${words.nothing}\n` : end;
}

function row(moment: Moment, units: readonly string[], names: Names, language: Language): string {
  const words = previewWords[language];
  const { at, kind, obligation, clause, occurrence, roles, reasons, assumed, provisional } = moment;
  const marks = `${assumed ? '*' : ''}${provisional ? '~' : ''}`;
  const head = `${momentText(at, language).padEnd(21)}${`${words.kinds[kind]}${marks}`.padEnd(INDENT - 22)} `;
  const whose = unitsText(units, names, language);
  const tells =
    roles.length === 0 ? '' : `, ${words.tells} ${roles.map((role) => postText(role, language)).join(', ')}`;
  const lines = [
    ...wrapped(`${obligation} ${occurrence} ${names.duty(obligation)} (${clause})`, WIDTH - INDENT),
    ...wrapped(`${whose}${tells}: ${why(reasons, language)}`, WIDTH - INDENT),
  ];
  return lines.map((line, i) => `${i === 0 ? head : ' '.repeat(INDENT)}${line}\n`.normalize('NFC')).join('');
}

export const unitsText = (units: readonly string[], names: Names, language: Language): string =>
  units.length > NAMED ? previewWords[language].units(units.length) : units.map(names.unit).join(', ');

/** Breaks at spaces; a word longer than the line stands alone. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
