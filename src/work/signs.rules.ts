/** The tags that lists ask for, each a bit of the column `signs`, which stands in an index where the tags do not. */
const signs = [
  'closed',
  'handed-in',
  'submitted',
  'accepted',
  'returned',
  'awaiting-receipt',
  'unconfirmed',
  'request-missing',
  'due-soon',
  'overdue',
  'exempt',
  'cancelled',
  'suspended',
] as const;
export type Sign = (typeof signs)[number];

const bitOf = (sign: Sign): number => 1 << signs.indexOf(sign);
const maskOf = (some: readonly Sign[]): number => some.reduce((mask, sign) => mask | bitOf(sign), 0);

/** Whether a row has one of these tags, in SQL. */
export const hasSign = (row: string, ...some: readonly Sign[]): string => `(${row}.signs & ${maskOf(some)}) <> 0`;

/** The bits of tags that stand in no column, in SQL. */
export const signsIn = (tags: string): string =>
  `(${signs.map((sign, n) => `(('${sign}' = any(${tags}))::int << ${n})`).join(' | ')})`;
