/** A table of texts, the first row being its headings. */
export type Texts = readonly (readonly string[])[];
export type SheetFormat = 'xlsx' | 'csv';

export const FILE_TYPES: Readonly<Record<SheetFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** A table as a file. Every cell is text, so that a telephone number keeps its nought and nothing is taken for a formula. */
export const sheetFile = (format: SheetFormat, name: string, rows: Texts): Promise<Buffer> =>
  format === 'xlsx' ? workbookOf(name, rows) : Promise.resolve(Buffer.from(csvOf(rows)));

const WIDTHS = { least: 12, most: 50 } as const;

async function workbookOf(name: string, [headings = [], ...rows]: Texts): Promise<Buffer> {
  // Loaded with the first workbook: most processes never write one.
  const { default: writeWorkbook } = await import('write-excel-file/node');
  const columns = headings.map((heading, n) => {
    const longest = Math.max(heading.length, ...rows.slice(0, 200).map((row) => row[n]?.length ?? 0));
    return { width: Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest + 2)) };
  });
  const head = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    row.map((value) => (value === '' ? null : { value, type: String, format: '@', wrap: false })),
  );
  return writeWorkbook([head, ...body], { sheet: name, columns, stickyRowsCount: 1 }).toBuffer();
}

/** With the mark by which a spreadsheet reads Vietnamese. */
const csvOf = (rows: Texts): string => `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;

/** A spreadsheet takes what begins like a formula for one, whoever wrote it: it is text here. */
export const csvCell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
