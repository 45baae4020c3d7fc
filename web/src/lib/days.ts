const DAY = 86_400_000;

/** Days (`2023-11-17`) as whole numbers, so that they can be counted: no zone, no hours. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
export const dayOfNumber = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);
