import type { Calendar, Day } from '../calendar/calendar.js';
import { hasErrors, type Finding, type Locate, type Path, type Source } from '../definition/finding.js';
import { issuesOf } from '../definition/issues.js';
import { lint } from '../definition/lint.js';
import type { PlanBundle } from './load.js';
import { momentsBetween } from './preview.js';
import type { Moment } from './preview-moments.js';
import { obligationSchema, type Obligation, type Tasks } from './schema.js';

/** Something that is wrong with an obligation, at the field that it is about. */
export type FieldFinding = { readonly path: Path; readonly finding: Finding };
export type Checked = {
  readonly findings: readonly FieldFinding[];
  /** The dates that it comes to from that day on; none while it has errors. */
  readonly moments: readonly Moment[];
};

/**
 * An obligation that is being written, held against its plan: what the linter says of it, and the dates that it would have.
 * Only it and what it listens to are looked at, so that an answer comes while somebody types. Pure.
 */
export function checkObligation(bundle: PlanBundle, written: unknown, from: Day): Checked {
  const notes = new Notes();
  const source: Source = { file: bundle.sources.plan.file, at: notes.at };
  const read = issuesOf(obligationSchema, written);
  if ('issues' in read) {
    const findings = read.issues.map(({ path, facts, suggestion }): FieldFinding => ({
      path,
      finding: {
        rule: 'schema',
        severity: 'error',
        file: source.file,
        line: 1,
        column: 1,
        facts,
        ...(suggestion !== undefined && { suggestion }),
      },
    }));
    return { findings, moments: [] };
  }
  const small = around(bundle, read.value, source);
  const found = lint(small).flatMap((finding): FieldFinding[] => {
    if (finding.file !== source.file) return inLifecycle(bundle, read.value, finding);
    const path = notes.path(finding.line);
    return path?.[0] === 'obligations' && path[1] === 0 ? [{ path: path.slice(2), finding }] : [];
  });
  if (hasErrors(found.map(({ finding }) => finding))) return { findings: found, moments: [] };
  return { findings: found, moments: datesOf(small, bundle.calendar, read.value, from) };
}

/** What goes wrong in a lifecycle for whoever uses it so is told where it is chosen; what it owes to others, they decide. */
function inLifecycle({ sources }: PlanBundle, obligation: Obligation, finding: Finding): FieldFinding[] {
  const { rule, facts } = finding;
  if (rule !== 'dead-end' && facts['obligation'] !== obligation.id) return [];
  const [name] = Object.entries(sources.lifecycles).find(([, { file }]) => file === finding.file) ?? [];
  const place = placesIn(obligation as Part).find(({ part }) => part.lifecycle === name);
  return place ? [{ path: [...place.path, 'lifecycle'], finding }] : [];
}

type Place = { readonly part: Part; readonly path: Path };
const placesIn = (part: Part, path: Path = []): readonly Place[] => [
  { part, path },
  ...Object.entries(part.tasks ?? {}).flatMap(([name, inner]) => placesIn(inner, [...path, 'tasks', name])),
];

/** A place that remembers its path: the line of a finding is the number of its note. */
class Notes {
  private readonly paths: Path[] = [];
  private readonly lines = new Map<string, number>();

  readonly at: Locate = (path) => {
    const name = JSON.stringify(path);
    const line = this.lines.get(name) ?? this.paths.push(path);
    this.lines.set(name, line);
    return { line, column: 1 };
  };

  path(line: number): Path | undefined {
    return this.paths[line - 1];
  }
}

/** The plan with this obligation and what it hears of, each as the plan has it. */
function around(bundle: PlanBundle, obligation: Obligation, source: Source): PlanBundle {
  const { rehearsal: _, ...rest } = bundle;
  const { rehearsal: __, ...sources } = bundle.sources;
  const others = bundle.plan.obligations.filter(({ id }) => id !== obligation.id);
  const among = heard(obligation, others);
  return {
    ...rest,
    plan: { ...bundle.plan, obligations: [obligation, ...others.filter(({ id }) => among.has(id))] },
    sources: { ...sources, plan: source },
  };
}

/** What an obligation listens to, and what that listens to in its turn. */
function heard(obligation: Obligation, others: readonly Obligation[]): ReadonlySet<string> {
  const byName = new Map(others.flatMap((one) => namesIn(one).map((name) => [name, one] as const)));
  const found = new Set<string>();
  const open = [obligation];
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const name of listensOf(one)) {
      const source = byName.get(name);
      if (source === undefined || found.has(source.id)) continue;
      found.add(source.id);
      open.push(source);
    }
  return found;
}

type Part = Partial<Tasks>;
const partsOf = (part: Part): readonly Part[] => [part, ...Object.values(part.tasks ?? {}).flatMap(partsOf)];
const listensOf = (one: Obligation): readonly string[] =>
  partsOf(one as Part).flatMap(({ listens = [] }) => listens.map(({ obligation }) => obligation));
const namesIn = (one: Obligation): readonly string[] => [
  one.id,
  ...partsOf(one as Part).flatMap(({ tasks = {} }) => Object.keys(tasks)),
];

function datesOf(bundle: PlanBundle, calendar: Calendar, obligation: Obligation, from: Day): readonly Moment[] {
  const { term } = bundle.plan;
  const names = new Set(namesIn(obligation));
  // What is owed for the last period may fall due in the year after.
  const until = `${Number(term.to.slice(0, 4)) + 2}-12-31`;
  return momentsBetween(bundle, calendar, from, until).filter((moment) => names.has(moment.obligation));
}
