import { z } from 'zod';
import { unfit } from '../core/problem.js';
import { fromCursor, pageOf } from './cursor.js';
import { as, wholeText } from './read-schema.js';

/** The names of the fields of an answer, all of them: the compiler sees to it. */
export const fieldsOf =
  <Item>() =>
  <const Names extends readonly (keyof Item & string)[]>(
    names: Exclude<keyof Item, Names[number]> extends never ? Names : never,
  ): readonly string[] =>
    names;

type Sort<By extends string> = By | `-${By}`;

export const pageLimit = wholeText(1, 200).default(50).meta({ description: 'Rows of a page.', example: 50 });

/** What every list is asked with: how many, from where on, in which order. */
export function listFields<By extends string>(by: readonly [By, ...By[]], first: Sort<By>) {
  const sorts = by.flatMap((name): Sort<By>[] => [name, `-${name}`]);
  return {
    limit: pageLimit,
    cursor: z.string().max(2000).optional().meta({ description: 'The `next` of the page before.' }),
    sort: (z.enum(sorts) as z.ZodType<Sort<By>> as z.ZodType<string>)
      .default(first)
      .meta({ description: 'By what the rows are sorted; “-” is the reverse.' }) as unknown as z.ZodType<Sort<By>>,
  };
}

/** And where its rows are large: which of their fields. */
export const sparseFields = (names: readonly string[]) => ({
  fields: z
    .string()
    .max(1000)
    .transform((text, context) => {
      const asked = text.split(',');
      if (asked.every((name) => names.includes(name))) return asked;
      context.addIssue({ code: 'custom', message: as('one-of').error, params: { choices: names } });
      return z.NEVER;
    })
    .optional()
    .meta({
      type: 'array',
      items: { type: 'string', enum: [...names] },
      description: 'Only these fields of each row, with commas between; all of them where none is named.',
    }),
});

/** The rows of a page with the fields that were asked for: they are known by now to be fields. */
export function sparse(body: unknown, fields: unknown): unknown {
  if (typeof fields !== 'string' || !isPage(body)) return body;
  const names = fields.split(',');
  return {
    ...body,
    items: body.items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)))),
  };
}
const isPage = (body: unknown): body is { readonly items: readonly object[] } =>
  typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);

/** The order of a list and the condition of its next page, in SQL: `first` is the number of the first parameter of the place. */
export function keyset(columns: readonly string[], sort: string, first: number) {
  const isDown = sort.startsWith('-');
  const place = columns.map((_, n) => `$${first + n}`).join(', ');
  return {
    order: columns.map((column) => `${column}${isDown ? ' desc' : ''}`).join(', '),
    after: `(${columns.join(', ')}) ${isDown ? '<' : '>'} (${place})`,
  };
}

type Asked = { readonly limit: number; readonly cursor?: string | undefined; readonly sort: string };

/** Where the page before ended, in the order that is asked for; a cursor of another order is none. */
export function placeIn<Place>({ cursor, sort }: Asked, schema: z.ZodType<Place>): Place | undefined {
  const at = fromCursor(cursor, z.tuple([z.string(), schema]));
  if (at && at[0] !== sort) throw unfit('cursor', 'cursor');
  return at?.[1];
}

/** The cursor of the next page says in which order it is. */
export const sortedPage = <Row>(
  rows: readonly Row[],
  { limit, sort }: Asked,
  placeOf: (last: Row) => readonly (string | number | null)[],
): { items: Row[]; next: string | null } => pageOf(rows, limit, (last) => [sort, [...placeOf(last)]]);

/** A page of a list that is short enough to be read whole. */
export function pageAmong<Row>(
  rows: readonly Row[],
  asked: Asked,
  keyOf: (row: Row) => string,
): { items: Row[]; next: string | null } {
  const after = placeIn(asked, z.tuple([z.string()]))?.[0];
  const direction = asked.sort.startsWith('-') ? -1 : 1;
  const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0) * direction;
  const sorted = [...rows].sort((a, b) => compared(keyOf(a), keyOf(b)));
  const rest = after === undefined ? sorted : sorted.filter((row) => compared(keyOf(row), after) > 0);
  return sortedPage(rest, asked, (last) => [keyOf(last)]);
}
