export type CalendarErrorCode =
  | 'date-invalid'
  | 'time-invalid'
  | 'instant-invalid'
  | 'count-invalid'
  | 'year-twice'
  | 'date-outside-year'
  | 'date-twice'
  | 'in-lieu-on-weekend'
  | 'swapped-off-on-weekend'
  | 'swapped-work-on-weekday'
  | 'pair-missing'
  | 'pair-unexpected'
  | 'pair-not-mutual'
  | 'id-mismatch'
  | 'no-working-day'
  | 'date-expression-invalid'
  | 'anchor-unknown'
  | 'period-invalid';

/** Broken calendar data or a date rule that cannot be resolved: a code with facts, never prose. */
export class CalendarError extends Error {
  constructor(
    readonly code: CalendarErrorCode,
    readonly facts: Readonly<Record<string, string | number | boolean>>,
  ) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'CalendarError';
  }
}
