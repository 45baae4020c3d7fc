/** How work stands against its deadline, most telling first: what the statechart says by tags. */
export const standings = [
  'exempt',
  'cancelled',
  'suspended',
  'overdue',
  'due-soon',
  'on-track',
  'late',
  'on-time',
  'missing',
  'untimed',
  'no-deadline',
  'closed',
] as const;
export type Standing = (typeof standings)[number];

export const standingOf = (tags: readonly string[]): Standing =>
  standings.find((tag) => tags.includes(tag)) ?? 'no-deadline';

/** The escalation that was reached while it is overdue; 0: none. */
export const levelOf = (tags: readonly string[]): number =>
  Math.max(0, ...tags.map((tag) => Number(/^escalated-(\d+)$/.exec(tag)?.[1] ?? 0)));
