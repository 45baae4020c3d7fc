/** The number that what stands in a field comes to: “9.” is nine already, “-” is none yet. */
export function typedNumber(typed: string | number): number | null {
  const number = typeof typed === 'number' ? typed : /\d/.test(typed) ? Number(typed) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** What a field shows: what was typed as it was typed, as long as that is the answer; an answer from elsewhere takes its place. */
export const shownNumber = (typed: string | number, value: number | null): string | number =>
  typedNumber(typed) === value ? typed : (value ?? '');
