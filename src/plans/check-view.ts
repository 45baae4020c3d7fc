import { toIso } from '../core/calendar/day.js';
import { why } from '../core/calendar/why.js';
import type { Checked } from '../core/plan/check-obligation.js';
import type { Moment } from '../core/plan/preview-moments.js';
import type { Language } from '../platform/language.js';
import type { CheckedObligation, ObligationDate, ToldDate } from './plan-editor.dto.js';
import { findingView } from './plan-view.js';

const DATES = 12;
const TOLD = 60;
const isDate = ({ kind }: Moment): boolean => ['opens', 'cutOff', 'due', 'closes'].includes(kind);
const isTold = ({ kind }: Moment): boolean => ['reminder', 'overdue', 'escalation'].includes(kind);

/** What a check has found, as the form shows it. */
export function checkedView(
  { findings, moments }: Checked,
  { from, language }: { readonly from: string; readonly language: Language },
): CheckedObligation {
  const first = moments.find(({ kind }) => kind === 'due');
  return {
    errors: findings.filter(({ finding }) => finding.severity === 'error').length,
    findings: findings.map(({ path, finding }) => ({ ...findingView(finding, language), path: path.map(String) })),
    from,
    dates: moments
      .filter(isDate)
      .slice(0, DATES)
      .map((one) => dateView(one, moments, language)),
    told: moments
      .filter((one) => isTold(one) && one.occurrence === first?.occurrence)
      .slice(0, TOLD)
      .map((one) => toldView(one, language)),
  };
}

function dateView(one: Moment, all: readonly Moment[], language: Language): ObligationDate {
  const { at, kind, obligation, occurrence, definition, reasons, provisional, assumed } = one;
  const working =
    kind === 'due'
      ? all.findLast(
          (other) =>
            other.kind === 'workingEnd' &&
            other.at <= at &&
            other.obligation === obligation &&
            other.occurrence === occurrence,
        )
      : undefined;
  return {
    at: toIso(at),
    kind: kind as ObligationDate['kind'],
    obligation,
    label: definition.label,
    occurrence,
    why: why(reasons, language),
    workingEnd: working ? toIso(working.at) : null,
    provisional,
    assumed,
    units: one.units().length,
  };
}

const toldView = ({ at, kind, key, obligation, roles, reasons }: Moment, language: Language): ToldDate => ({
  at: toIso(at),
  kind: kind as ToldDate['kind'],
  key,
  obligation,
  to: [...roles],
  why: why(reasons, language),
});
