const DAY = 86_400_000;

/** Days (`2023-11-17`) as whole numbers, so that they can be counted: no zone, no hours. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
export const dayOfNumber = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** Whether a year, a quarter or a month has ended before a day (`2023-07-01`). */
export function isOver(id: string, day: string | undefined): boolean {
  if (day === undefined) return true;
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d\d))?$/.exec(id) ?? [];
  const last = quarter === undefined ? (month ?? '12') : String(3 * Number(quarter)).padStart(2, '0');
  return `${year}-${last}` < day.slice(0, 7);
}
