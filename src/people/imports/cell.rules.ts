import { dayOfSerial, isDay, serialOf, toDay } from '../../core/calendar/day.js';
import type { Cell } from '../../platform/sheet/cells.js';
import { PHONE } from '../accounts.dto.js';

/** A lone dash takes away what there is; an empty cell leaves it. */
const DASH = /^[-–—]$/;
export const isEmpty = (cell: Cell | undefined): boolean => textOf(cell) === '';
export const isDash = (cell: Cell | undefined): boolean => DASH.test(textOf(cell));

/** One line in NFC, whatever the cell is. What a CSV had to be kept from being a formula by is taken off again. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dayOfDate(cell);
  return String(cell)
    .normalize('NFC')
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

const dayOfDate = (date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : toDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());

/** Days that a spreadsheet counts from; its earliest and its latest that are taken for days and not for numbers. */
const FIRST_DAY = serialOf('1899-12-30');
const [EARLIEST, LATEST] = [10_000, 100_000];

/** 5/6/23, 05/06/2023, 5.6.2023, 05062023, 2023-06-05, or a day of the spreadsheet's own. Undefined: none of these. */
export function dayIn(cell: Cell | undefined): string | undefined {
  if (typeof cell === 'number' && cell >= EARLIEST && cell <= LATEST) return dayOfSerial(FIRST_DAY + Math.floor(cell));
  const text = textOf(cell);
  if (isDay(text)) return text;
  const [, date, month, year] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)$/.exec(text) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? [];
  if (date === undefined || month === undefined || year === undefined) return undefined;
  const day = toDay(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(date));
  return isDay(day) ? day : undefined;
}

/** Several words in one cell. */
export const wordsIn = (cell: Cell | undefined): string[] => {
  const words = (typeof cell === 'string' ? cell : textOf(cell)).split(/[;,\n]/).map(textOf);
  return [...new Set(words)].filter((word) => word !== '');
};

/** A spreadsheet that takes a telephone number for a number drops its first nought. */
export function phoneIn(cell: Cell | undefined): string | undefined {
  const text = typeof cell === 'number' && Number.isInteger(cell) && `${cell}`.length === 9 ? `0${cell}` : textOf(cell);
  const digits = text.replace(/\D/g, '').length;
  return PHONE.test(text) && digits >= 6 && digits <= 15 ? text : undefined;
}
