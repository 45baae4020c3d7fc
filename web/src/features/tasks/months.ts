const two = (n: number): string => String(n).padStart(2, '0');
const iso = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** 2023-11-17 → 2023-11 */
export const monthOf = (day: string): string => day.slice(0, 7);

export const isMonth = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** So many months later, or before. */
export function monthAfter(month: string, n: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const months = year * 12 + of - 1 + n;
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}`;
}

/** The weeks of a month as a calendar on the wall has them: from Monday, with the days of its neighbours. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = utc(`${month}-01`);
  const sinceMonday = (first.getUTCDay() + 6) % 7;
  const end = utc(`${monthAfter(month, 1)}-01`).getTime();
  const weeks: string[][] = [];
  for (let at = first.getTime() - sinceMonday * DAY; at < end; at += 7 * DAY)
    weeks.push(Array.from({ length: 7 }, (_, n) => iso(new Date(at + n * DAY))));
  return weeks;
}
const DAY = 86_400_000;
