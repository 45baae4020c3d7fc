import { CalendarError } from '../calendar/calendar-error.js';
import type { PlanBundle } from '../plan/load.js';
import { byPlace, hasErrors, type Finding } from './finding.js';
import { acts } from './lint/acts.js';
import { dates } from './lint/dates.js';
import { subjectOf, type Subject } from './lint/duties.js';
import { effects } from './lint/effects.js';
import { explore } from './lint/explore.js';
import { flow } from './lint/flow.js';
import { forms } from './lint/forms.js';
import { asMeant, isTrue } from './lint/lifecycle-names.js';
import { named } from './lint/named.js';
import { notices } from './lint/notices.js';
import { openingsOf } from './lint/openings.js';
import { parameters } from './lint/parameters.js';
import { people } from './lint/people.js';
import { clauses } from './lint/clauses.js';
import { planNames } from './lint/plan-names.js';
import { returns } from './lint/returns.js';
import { reopenings } from './lint/reopening.js';
import { finding, type Rule } from './lint/rules.js';
import { senders } from './lint/senders.js';
import { units } from './lint/units.js';
import { waits } from './lint/waits.js';
import { words } from './lint/words.js';
import { years } from './lint/years.js';

/** What is wrong with a plan that could be read: every finding once, in the order of the files. Pure. */
export function lint(bundle: PlanBundle): readonly Finding[] {
  try {
    return found(bundle);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    // Days so far away that they cannot be counted: nothing else can be said of such a plan.
    const facts = {
      problem: error.code,
      ...Object.fromEntries(Object.entries(error.facts).map(([k, v]) => [k, String(v)])),
    };
    return [finding('date-impossible', { source: bundle.sources.plan, path: ['term'], of: 'key' }, facts)];
  }
}

function found(bundle: PlanBundle): readonly Finding[] {
  const meant = asMeant(bundle);
  const subject = subjectOf(meant.bundle);
  const read = inOrder([...meant.findings, ...[...reading(subject)].filter((one) => isTrue(one, meant))]);
  // What cannot be run as it is written has been said; running it would only say it again, and worse.
  const runs = read.some(({ rule }) => keepFromRunning.has(rule)) ? [] : [...explore(subject)];
  const sound = !hasErrors([...read, ...runs]);
  return inOrder([...read, ...runs, ...years(subject, sound)]);
}

const keepFromRunning: ReadonlySet<string> = new Set<Rule>([
  'unknown-lifecycle',
  'unknown-state',
  'unknown-parameter',
  'unknown-guard',
  'unknown-anchor',
  'parameter-type',
  'guard-cycle',
  'state-shape',
  'never-settles',
  'name-twice',
  'name-reserved',
  'dates-reversed',
  'date-impossible',
]);

function* reading(subject: Subject): Generator<Finding> {
  const openings = openingsOf(subject.bundle);
  for (const chart of subject.charts.values()) {
    yield* words(chart, subject);
    yield* parameters(chart, subject);
    yield* flow(chart, subject);
    yield* returns(chart, subject);
    yield* effects(chart, subject);
    yield* reopenings(chart);
    yield* waits(chart, subject);
  }
  yield* planNames(subject);
  yield* forms(subject);
  yield* clauses(subject);
  yield* units(subject, openings);
  yield* people(subject, openings);
  yield* senders(subject, openings);
  yield* dates(subject, openings);
  yield* notices(subject);
  yield* acts(subject);
  yield* named(subject);
}

/**
 * Lifecycles are shared: what several obligations meet in one place is said once. A text that is missing is one mistake,
 * however many notices would send it.
 */
function inOrder(findings: Iterable<Finding>): readonly Finding[] {
  const once = new Map<string, Finding>();
  for (const one of [...findings].sort(byPlace)) {
    const { rule, file, line, column, facts } = one;
    const isOneFile = rule === 'unknown-template' || rule === 'template-language' || rule === 'unknown-form';
    const key = isOneFile ? JSON.stringify([rule, facts]) : `${rule} ${file}:${line}:${column}`;
    if (!once.has(key)) once.set(key, one);
  }
  return [...once.values()];
}
