import { toIso } from '../core/calendar/day.js';
import { message, suggestion } from '../core/definition/lint/messages.js';
import type { Finding } from '../core/definition/finding.js';
import { why } from '../core/calendar/why.js';
import type { Comparison, OpeningChange } from '../core/plan/compare.js';
import { Problem, problem } from '../core/problem.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { Language } from '../platform/language.js';
import type { StoredVersion, VersionRow } from './plan.reader.js';
import type { FindingView } from '../platform/problem.dto.js';
import type { ComparedNames } from './compare-names.js';
import type { ComparisonView, OpeningChangeView, PlanView, PlanVersionDetail, PlanVersionView } from './plans.dto.js';

/** Plans as people outside see them. */
export const findingView = (finding: Finding, language: Language): FindingView => {
  const { rule, severity, file, line, column, facts } = finding;
  const what = suggestion(finding, language);
  return {
    ...{ rule, severity, file, line, column, message: message(finding, language) },
    ...(typeof facts['problem'] === 'string' && { problem: facts['problem'] }),
    ...(what !== undefined && { suggestion: what }),
  };
};

/** A plan that is refused because of its errors says them in the language that is asked for. */
export function errorsInWords(error: unknown, language: Language): unknown {
  if (!(error instanceof Problem) || error.code !== 'plan-has-errors') return error;
  const findings = (error.facts['findings'] ?? []) as unknown as readonly Finding[];
  return problem(error.code, { ...error.facts, findings: findings.map((one) => ({ ...findingView(one, language) })) });
}

/** The errors of a plan, in the language of whoever asked for more than it can give. */
export async function told<T>(language: Language, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw errorsInWords(error, language);
  }
}

const isoOrNull = (instant: number | null): string | null => (instant === null ? null : toIso(instant));

export const versionView = (row: VersionRow): PlanVersionView => ({
  plan: row.plan,
  version: row.version,
  status: row.status,
  content: row.content,
  importedAt: toIso(row.importedAt.getTime()),
  activeFrom: isoOrNull(row.activeFrom),
  activeTo: isoOrNull(row.activeTo),
});

/** `numberOf`: of a version, by the content hash of its files. */
export function planViews(
  rows: readonly VersionRow[],
  numberOf: (row: VersionRow) => Promise<string | null>,
): Promise<PlanView[]> {
  const plans = new Map<string, VersionRow[]>();
  for (const row of rows) plans.set(row.plan, [...(plans.get(row.plan) ?? []), row]);
  return Promise.all(
    [...plans].map(async ([plan, all]) => {
      const shown = all.find(({ status }) => status === 'active') ?? all[0];
      const versions = all.map(versionView);
      return { plan, number: shown ? await numberOf(shown) : null, active: activeIn(versions), versions };
    }),
  );
}

const activeIn = (versions: readonly PlanVersionView[]): number | null =>
  versions.find(({ status }) => status === 'active')?.version ?? null;

export function versionDetail(
  stored: StoredVersion,
  { plan, units, calendar, lifecycles }: PlanBundle,
): PlanVersionDetail {
  return {
    ...versionView(stored),
    number: plan.number,
    label: plan.label,
    term: plan.term,
    calendar: calendar.id,
    units: units.units.length,
    people: units.people?.length ?? 0,
    obligations: plan.obligations.map((duty) => ({
      id: duty.id,
      clause: duty.clause,
      class: duty.class,
      label: duty.label,
      lifecycle: duty.lifecycle,
      owner: duty.owner ?? plan.actors.secretariat,
      schedule: duty.schedule,
      deadline: duty.deadline ?? null,
      tasks: Object.keys(duty.tasks ?? {}),
      ours: duty.ours ?? [],
    })),
    lifecycles: Object.values(lifecycles).map(({ lifecycle, label }) => ({ name: lifecycle, label })),
    files: Object.keys(stored.files),
  };
}

type Compared = { readonly plan: string; readonly from: number; readonly to: number };

export function comparisonView(
  between: Compared,
  found: Comparison,
  { names, persons }: ComparedNames,
  language: Language,
): ComparisonView {
  const { hash, from: day, obligations, lifecycles, forms, units, people, calendar, unchanged } = found;
  const parts = { obligations, lifecycles, forms, units, people, calendar };
  const moved = new Set([...people.gained, ...people.lost].map(({ person }) => person));
  return {
    ...between,
    day,
    hash,
    ...(structuredClone(parts) as Pick<ComparisonView, keyof typeof parts>),
    names,
    persons: persons.filter(({ id }) => moved.has(id)),
    opens: found.opens.map(openingView),
    withdrawn: found.withdrawn.map(openingView),
    missed: found.missed.map(openingView),
    redated: found.redated.map(({ was, becomes, reasons, units: whose, ...date }) => ({
      ...date,
      was: isoOrNull(was),
      becomes: isoOrNull(becomes),
      why: why(reasons, language),
      units: [...whose],
    })),
    unchanged,
  };
}

const openingView = ({ at, units, ...opening }: OpeningChange): OpeningChangeView => ({
  ...opening,
  at: toIso(at),
  units: [...units],
});
