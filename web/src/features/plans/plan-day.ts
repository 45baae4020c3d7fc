const YEARLY = /^(?:([+-]\d)\/)?(\d\d)-(\d\d)$/;
const EXACT = /^(\d{4})-(\d\d)-(\d\d)$/;
const NAMED = /^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/;
const TYPED = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4})|\s*\(?([+-]\d)\b[^)]*\)?)?$/;

/**
 * A day of the plan language as people read it: `05-15` is 15/05, `2024-05-15` 15/05/2024, `+1/01-31` 31/01 (+1 năm).
 * Undefined: it is the name of a day, or no day yet.
 */
export function dayShown(written: string, yearWord: string): string | undefined {
  const exact = EXACT.exec(written);
  if (exact) return `${exact[3]}/${exact[2]}/${exact[1]}`;
  const yearly = YEARLY.exec(written);
  if (!yearly) return undefined;
  return `${yearly[3]}/${yearly[2]}${yearly[1] === undefined ? '' : ` (${yearly[1]} ${yearWord})`}`;
}

/** What was typed, as the plan writes it: the day comes first, as it is shown. What is no day stays as it was typed. */
export function dayWritten(typed: string): string {
  const text = typed.trim();
  const [, day, month, year, years] = TYPED.exec(text) ?? [];
  if (day === undefined || month === undefined) return text;
  const yearly = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== undefined) return `${year}-${yearly}`;
  return years === undefined ? yearly : `${years}/${yearly}`;
}

/** Is it a day of some year, or the name of a day? Whoever types has not come to the end, or there is no such day. */
export function isDayWritten(written: string): boolean {
  const [, , month, day] = YEARLY.exec(written) ?? EXACT.exec(written) ?? [];
  if (month === undefined || day === undefined) return NAMED.test(written);
  const year = EXACT.exec(written)?.[1] ?? '2024';
  return new Date(`${year}-${month}-${day}T00:00:00Z`).toJSON()?.slice(5, 10) === `${month}-${day}`;
}
