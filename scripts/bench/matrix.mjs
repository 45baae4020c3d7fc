import { asker, theLived, times, within } from './lived.mjs';

const YEAR = 'monitoring/matrix?from=2024-01-01&to=2024-12-31&limit=50';

/** Leadership asks for one year of three, page by page, over HTTP. */
export async function matrix(serverUrl, settings) {
  const { url, units, size } = await theLived(serverUrl, settings);
  const ask = asker(url);
  const first = await ask(YEAR);
  const { columns, rows, totals, next } = first.body;
  if (columns.length !== 4 || rows.length !== 50 || totals.expected < 3.9 * units * 0.98 || next === null)
    throw new Error(`not the matrix that was asked for: ${columns.length} × ${rows.length}, ${JSON.stringify(totals)}`);
  let cursor = next;
  const pages = await times(60, async () => {
    const { body } = await ask(cursor === null ? YEAR : `${YEAR}&cursor=${cursor}`);
    cursor = body.next;
  });
  const known = await times(60, async () => {
    const { status } = await ask(YEAR, { 'if-none-match': first.tag });
    if (status !== 304) throw new Error(`it was not known: ${status}`);
  });
  const past = await times(10, () => ask(`${YEAR}&asOf=2024-08-01`));
  return [
    within(
      `matrix of ${size}: a page of 50 units × one year with totals of all, p95`,
      pages,
      150,
      '≤ 150 ms through HTTP',
    ),
    within('… unchanged since, p95', known, 50, 'one look-up: ≤ 50 ms'),
    within('… as of a day two years ago, p95', past, 1_000),
  ];
}
