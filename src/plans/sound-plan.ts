import { hasErrors, type Finding } from '../core/definition/finding.js';
import { lint } from '../core/definition/lint.js';
import { message, suggestion } from '../core/definition/lint/messages.js';
import type { PlanBundle } from '../core/plan/load.js';
import { CommandError } from '../platform/command-error.js';
import type { Language } from '../platform/language.js';
import { readPlan, type ReadPlan } from './read-plan.js';

/** A plan whose files could be read. */
export type ReadablePlan = ReadPlan & { readonly bundle: PlanBundle };

/** @throws CommandError badInput with what is wrong, where the files cannot be read as a plan */
export async function readablePlan(dir: string, language: Language): Promise<ReadablePlan> {
  const plan = await readPlan(dir);
  if (!plan.bundle || hasErrors(plan.findings)) throw faulty(plan.findings, language);
  return { ...plan, bundle: plan.bundle };
}

/** @throws CommandError badInput with every error, also of its meaning */
export async function soundPlan(dir: string, language: Language): Promise<ReadablePlan> {
  const plan = await readablePlan(dir, language);
  const findings = allFindings(plan);
  if (hasErrors(findings)) throw faulty(findings, language);
  return plan;
}

/** What reading found, or, of a plan that could be read, what the linter finds besides. */
export function allFindings({ bundle, findings, place }: ReadPlan): readonly Finding[] {
  const found = bundle ? lint(bundle).map((finding) => ({ ...finding, file: place(finding.file) })) : [];
  return [...findings, ...found];
}

/** A plan that is refused, with every one of its errors. */
export function faulty(findings: readonly Finding[], language: Language): CommandError {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return new CommandError('badInput', errors.map((finding) => findingText(finding, language)).join('\n'));
}

/** file:line:column rule message → suggestion */
export function findingText(finding: Finding, language: Language): string {
  const { file, line, column, rule, severity } = finding;
  const mild = severity === 'error' ? '' : language === 'vi' ? ' (cảnh báo)' : ' (warning)';
  const what = suggestion(finding, language);
  const meant = what === undefined ? '' : ` → ${what}`;
  return `${file}:${line}:${column} ${rule}${mild} ${message(finding, language)}${meant}`;
}
