import { CsvError, parse } from 'csv-parse/sync';
import { unfit } from '../../core/problem.js';

const delimiters = [';', ',', '\t'] as const;
type Delimiter = (typeof delimiters)[number];
const LONGEST_RECORD = 100_000;

/** Lines that are looked at for what stands between cells: a title may stand above them. */
const LOOKED_AT = 10;

/** What stands between the cells of a text: said by a first line `sep=;`, else what is most frequent in its first lines. */
export function delimiterOf(text: string): Delimiter {
  const said = /^sep=([;,\t])\r?\n/.exec(text)?.[1];
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n|\r/, LOOKED_AT)
    .join('\n');
  const times = (one: string): number => lines.split(one).length - 1;
  // Of two that are as frequent the first of ours.
  const [most] = [...delimiters].sort((a, b) => times(b) - times(a));
  return delimiters.find((one) => one === said) ?? most ?? ';';
}

/** The cells of a text, row by row; an empty line is a row too, so that rows are counted as a spreadsheet counts them. */
export function csvRows(text: string, most: number): (readonly string[])[] {
  const delimiter = delimiterOf(text);
  // Excel's own word about the delimiter is no row.
  const cells = text.replace(/^sep=[;,\t]\r?\n/, '');
  try {
    return parse(cells, { delimiter, relaxColumnCount: true, maxRecordSize: LONGEST_RECORD, to: most + 1 });
  } catch (error) {
    if (error instanceof CsvError) throw unfit('file', 'whole-csv', { least: Number(error['lines'] ?? 1) });
    throw error;
  }
}
