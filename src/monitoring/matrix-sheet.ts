import { dayOf, fromIso } from '../core/calendar/day.js';
import type { Language } from '../platform/language.js';
import type { Texts } from '../platform/sheet/write-sheet.js';
import { labelOf, type Label } from '../platform/words.js';
import type { FiveNumbers, MatrixColumn, MatrixRow, MatrixView } from './matrix.dto.js';

/** The matrix as a table: a letter and the day of the hand-in in each cell, and the five numbers of each row and column. */
export function matrixRows(head: MatrixView, rows: readonly MatrixRow[], language: Language): Texts {
  const say = (label: Label): string => label[language];
  const word = (name: string): string => say(labelOf('matrix', name));
  const letter = (state: string): string => say(labelOf('cellLetters', state));
  const measures = (numbers: FiveNumbers): string[] => fives.map((name) => numberIn(numbers[name], language));
  const cellsOf = ({ cells }: MatrixRow): string[] =>
    head.columns.map(({ requested }, column) => {
      const cell = cells.find((one) => one.column === column);
      if (!cell) return requested ? '' : letter('not-requested');
      return [letter(cell.state), cell.submitted === null ? '' : dayIn(cell.submitted)].join(' ').trim();
    });
  const headings = head.columns.map(({ label, period }: MatrixColumn) => `${say(label)} ${period}`);
  const totalRow = (name: keyof FiveNumbers): string[] => [
    '',
    `${word('total')}: ${word(name)}`,
    ...head.columns.map(({ totals }) => numberIn(totals[name], language)),
    ...fives.map((one) => (one === name ? numberIn(head.totals[name], language) : '')),
  ];
  return [
    [word('code'), word('unit'), ...headings, ...fives.map(word)],
    ...rows.map((row) => [
      row.unit.code,
      say(row.unit.name ?? both(row.unit.code)),
      ...cellsOf(row),
      ...measures(row.totals),
    ]),
    ...fives.map(totalRow),
  ];
}

const fives = ['expected', 'actual', 'rate', 'onTime', 'rateOnTime'] as const satisfies readonly (keyof FiveNumbers)[];
const both = (name: string): Label => ({ vi: name, en: name });

const numberIn = (n: number | null, language: Language): string =>
  n === null ? '' : language === 'vi' ? String(n).replace('.', ',') : String(n);

/** dd/MM/yyyy, as everywhere. */
const dayIn = (instant: string): string => dayOf(fromIso(instant)).split('-').reverse().join('/');
