/** Parts of a year that reports are asked for. */
export const parts = ['year', 'h1', 'h2', 'q1', 'q2', 'q3', 'q4'] as const;
export type Part = (typeof parts)[number];

const days: Readonly<Record<Part, readonly [from: string, to: string]>> = {
  year: ['01-01', '12-31'],
  h1: ['01-01', '06-30'],
  h2: ['07-01', '12-31'],
  q1: ['01-01', '03-31'],
  q2: ['04-01', '06-30'],
  q3: ['07-01', '09-30'],
  q4: ['10-01', '12-31'],
};

export const daysOfPart = (year: number, part: Part): Span => ({
  from: `${year}-${days[part][0]}`,
  to: `${year}-${days[part][1]}`,
});

/** From one day to another, where no part of a year is meant. */
export type Span = { readonly from: string; readonly to: string };
export const daysOf = ({
  year,
  part,
  span,
}: {
  readonly year: number;
  readonly part: Part;
  readonly span: Span | undefined;
}): Span => span ?? daysOfPart(year, part);

export const partOf = (word: string | undefined): Part => parts.find((one) => one === word) ?? 'year';
