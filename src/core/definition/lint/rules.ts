import type { Finding, Path, Source } from '../finding.js';

/** Every rule that looks at meaning, and how much it weighs: an error keeps a plan from being activated. */
export const severities = {
  // names
  'name-twice': 'error',
  'name-reserved': 'error',
  'never-used': 'warning',
  'unknown-state': 'error',
  'unknown-parameter': 'error',
  'unknown-guard': 'error',
  'unknown-event': 'error',
  'unknown-field': 'error',
  'unknown-window': 'error',
  'unknown-tag': 'error',
  'unknown-fact': 'error',
  'unknown-counter': 'error',
  'unknown-choice': 'error',
  'unknown-form': 'error',
  'unknown-template': 'error',
  'unknown-lifecycle': 'error',
  'unknown-timing': 'error',
  'unknown-unit': 'error',
  'unknown-kind': 'error',
  'unknown-group': 'error',
  'unknown-tasks': 'error',
  'unknown-obligation': 'error',
  'unknown-source': 'error',
  'unknown-anchor': 'error',
  // values
  'parameter-type': 'error',
  'field-type': 'error',
  'dates-reversed': 'error',
  // states
  'state-shape': 'error',
  'unreachable-state': 'error',
  'dead-end': 'error',
  'no-way-to-final': 'error',
  'no-final': 'error',
  'final-without-done': 'error',
  'never-settles': 'error',
  'step-fails': 'error',
  'guard-cycle': 'error',
  // who and to whom
  'nobody-may-send': 'error',
  'narrowed-wider': 'error',
  'reason-missing': 'error',
  'role-without-unit': 'error',
  'role-vacant': 'error',
  'notice-on-entry': 'error',
  'template-language': 'warning',
  // timeliness
  'tag-reserved': 'error',
  'handed-in-missing': 'error',
  'overdue-at-once': 'error',
  'escalation-missing': 'error',
  'escalation-order': 'error',
  'overdue-told-late': 'warning',
  'timing-idle': 'warning',
  'reminder-too-late': 'error',
  'reminder-too-early': 'error',
  'reminder-crowded-out': 'warning',
  'deadline-before-opening': 'error',
  'deadline-day-off': 'warning',
  'deadline-outside-term': 'warning',
  // instances among each other
  'series-only': 'error',
  reopening: 'error',
  'never-said': 'error',
  'waits-in-vain': 'error',
  'end-unheard': 'error',
  'event-unheard': 'error',
  'tasks-never-opened': 'error',
  'listens-cycle': 'error',
  'source-never-opens': 'error',
  // units and time
  'unit-cycle': 'error',
  'unit-ends': 'warning',
  'group-empty': 'error',
  'units-missing': 'error',
  'calendar-missing': 'warning',
  'outside-term': 'error',
  'never-opens': 'error',
  'date-impossible': 'error',
  // rehearsal
  'act-incomplete': 'error',
  'act-not-allowed': 'error',
} as const satisfies Record<string, Finding['severity']>;

export type Rule = keyof typeof severities;

type Where = { readonly source: Source; readonly path: Path; readonly of?: 'key' };

export const finding = (
  rule: Rule,
  { source, path, of }: Where,
  facts: Finding['facts'] = {},
  suggestion?: string,
): Finding => ({
  rule,
  severity: severities[rule],
  file: source.file,
  ...source.at(path, of),
  facts,
  ...(suggestion !== undefined && { suggestion }),
});
