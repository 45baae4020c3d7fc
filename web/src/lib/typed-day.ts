/** A day as people type it (5/6/23, 05/06/2023, 05062023): 2023-06-05; null: it is none. */
export function typedDay(text: string): string | null {
  const found =
    /^\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})\s*$/.exec(text) ?? /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(text);
  if (!found) return null;
  const [day = 0, month = 0, year = 0] = found.slice(1).map(Number);
  const date = new Date(Date.UTC(year < 100 ? 2000 + year : year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
