import type { PlanBundle } from '../../plan/load.js';
import type { Duty } from '../../plan/schema.js';
import type { Finding, Path } from '../finding.js';
import { nearest } from '../nearest.js';
import { finding, type Rule } from './rules.js';

/** A plan whose lifecycles are called by their names, as far as a misspelt one lets itself be guessed, and what was misspelt. */
export type Meant = {
  readonly bundle: PlanBundle;
  readonly findings: readonly Finding[];
  /** Some name could not be guessed: what nobody says or counts may stand in that lifecycle. */
  readonly isGap: boolean;
};

/** One misspelt name is one mistake: the rest is read as it was meant, and does not complain of what follows from it. */
export function asMeant(bundle: PlanBundle): Meant {
  const known = Object.keys(bundle.lifecycles);
  const findings: Finding[] = [];
  let isGap = false;
  const mended = <T extends Duty>(duty: T, at: Path): T => {
    const tasks = duty.tasks && entriesMended(duty.tasks, (one, id) => mended(one, [...at, 'tasks', id]));
    const whole = { ...duty, ...(tasks && { tasks }) };
    if (known.includes(duty.lifecycle)) return whole;
    const suggestion = nearest(duty.lifecycle, known);
    const where = { source: bundle.sources.plan, path: [...at, 'lifecycle'] };
    findings.push(finding('unknown-lifecycle', where, { name: duty.lifecycle }, suggestion));
    isGap ||= suggestion === undefined;
    return { ...whole, lifecycle: suggestion ?? duty.lifecycle };
  };
  const obligations = bundle.plan.obligations.map((one, index) => mended(one, ['obligations', index]));
  return { bundle: { ...bundle, plan: { ...bundle.plan, obligations } }, findings, isGap };
}

const entriesMended = <T>(record: Readonly<Record<string, T>>, mend: (value: T, name: string) => T) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, mend(value, name)]));

/** What may only seem missing, because it stands in a lifecycle that could not be found. */
const seeming: ReadonlySet<string> = new Set<Rule>([
  'unknown-anchor',
  'unknown-event',
  'never-said',
  'waits-in-vain',
  'never-used',
  'dead-end',
  'no-way-to-final',
  'unreachable-state',
  'unknown-tag',
]);

export const isTrue = ({ rule }: Finding, { isGap }: Meant): boolean => !isGap || !seeming.has(rule);
