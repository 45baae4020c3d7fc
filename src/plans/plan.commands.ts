import { Option, type Command } from 'commander';
import type { Day } from '../core/calendar/calendar.js';
import { dayOf } from '../core/calendar/day.js';
import type { Language } from '../core/calendar/why.js';
import { hasErrors } from '../core/definition/finding.js';
import { nearest } from '../core/definition/nearest.js';
import { compare } from '../core/plan/compare.js';
import { dutiesIn } from '../core/plan/duties-in.js';
import type { PlanBundle } from '../core/plan/load.js';
import { entriesOf, momentsBetween } from '../core/plan/preview.js';
import { previewJson } from '../core/plan/preview-json.js';
import type { Moment } from '../core/plan/preview-moments.js';
import { CommandError } from '../platform/command-error.js';
import { print, printJson, printLines, progressOn, writeAll } from '../platform/output.js';
import { inBoth } from '../platform/usage-words.js';
import { day, language } from './command-arguments.js';
import { comparisonJson, comparisonText } from './compare-text.js';
import { toIcs } from './ics.js';
import { namesIn, previewTable } from './preview-table.js';
import { readPlan } from './read-plan.js';
import { findingView } from './plan-view.js';
import { allFindings, faulty, findingText, readablePlan, type ReadablePlan } from './sound-plan.js';

type Said = { readonly language: Language; readonly json?: true };
type PreviewOptions = Said & {
  readonly from: Day;
  readonly to: Day;
  readonly ics?: true;
  readonly obligation?: string;
  readonly unit?: string;
};

/** `dung-han plan lint | preview | compare`: what can be said of a plan without a database. */
export function registerPlan(plan: Command): void {
  plan
    .command('lint')
    .description('what is wrong with a plan, with file, line and column')
    .argument('<dir>', 'the folder of the plan, such as workflows/plans/19-kh-bcd')
    .option('--json', 'one JSON document on standard output')
    .addOption(language())
    .action(lintPlan);
  plan
    .command('preview')
    .description('every date that a plan will produce, and why it is that date')
    .argument('<dir>', 'the folder of the plan')
    .requiredOption('--from <day>', 'the first day, YYYY-MM-DD', day)
    .requiredOption('--to <day>', 'the last day, YYYY-MM-DD', day)
    .option('--obligation <id>', 'only this obligation and its tasks')
    .option('--unit <code>', 'only this unit')
    .addOption(new Option('--json', 'one JSON document on standard output, streamed').conflicts('ics'))
    .option('--ics', 'a calendar (RFC 5545) on standard output')
    .addOption(language())
    .action(previewPlan);
  plan
    .command('compare')
    .description('what changes when one plan follows another')
    .argument('<old>', 'the folder of the plan that runs')
    .argument('<new>', 'the folder of the plan that is to follow it')
    .option('--from <day>', 'the day from which the new one counts; today, or the first day of its term', day)
    .option('--json', 'one JSON document on standard output')
    .addOption(language())
    .action(comparePlans);
}

// ---- lint -----------------------------------------------------------------------------------------------------------

async function lintPlan(dir: string, { language, json }: Said): Promise<void> {
  const findings = allFindings(await readPlan(dir));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const said = { errors, warnings, findings: findings.map((finding) => findingView(finding, language)) };
  const lines = findings.map((finding) => findingText(finding, language));
  await (json ? printJson(said) : printLines([...lines, lintSum[language](errors, warnings)]));
  if (errors > 0) throw new CommandError('failedCheck', '');
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const lintSum = {
  vi: (errors: number, warnings: number) => `${errors} lỗi, ${warnings} cảnh báo.`,
  en: (errors: number, warnings: number) => `${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`,
} as const;

// ---- preview --------------------------------------------------------------------------------------------------------

async function previewPlan(dir: string, options: PreviewOptions, command: Command): Promise<void> {
  const { from, to, language, unit, json, ics } = options;
  if (to < from)
    command.error(inBoth({ vi: `--to ${to} nằm trước --from ${from}`, en: `--to ${to} lies before --from ${from}` }));
  const plan = await readablePlan(dir, language);
  const moments = unfolded(plan, language, ({ bundle }) =>
    chosen(momentsBetween(bundle, bundle.calendar, from, to), bundle, options),
  );
  const { bundle } = plan;
  const names = namesIn(bundle, language);
  if (ics) {
    const title = bundle.plan.label[language];
    const text = toIcs(moments, { plan: bundle.plan.plan, title, names, language, unit, stamp: Date.now() });
    await print(text);
    return trusted(plan, language);
  }
  const { term } = bundle.plan;
  if (!json && (from > term.to || to < term.from)) process.stderr.write(`${outsideTerm[language](term)}\n`);
  const pieces = json ? previewJson(entriesIn(moments), language) : previewTable(moments, names, language);
  const busy = process.stdout.isTTY ? undefined : progressOn(process.stderr, (count) => `${count} …`);
  await writeAll(process.stdout, pieces, busy?.step);
  busy?.end();
  trusted(plan, language);
}

/** What was shown of a plan that has errors is not to be relied on. Asked last: the first dates need not wait for it. */
function trusted(plan: ReadablePlan, language: Language): void {
  const errors = allFindings(plan).filter(({ severity }) => severity === 'error').length;
  if (errors > 0) throw new CommandError('badInput', notTrusted[language](errors));
}

const notTrusted: Readonly<Record<Language, (errors: number) => string>> = {
  vi: (errors) => `Kế hoạch còn ${errors} lỗi, các mốc trên có thể thiếu hoặc sai: hãy chạy plan lint.`,
  en: (errors) => `The plan has ${counted(errors, 'error')}; dates above may be missing or wrong: run plan lint.`,
};

/** An empty table alone would look like a plan without duties. */
const outsideTerm: Readonly<Record<Language, (term: PlanBundle['plan']['term']) => string>> = {
  vi: ({ from, to }) => `Khoảng này nằm ngoài thời hạn của kế hoạch (${from} – ${to}).`,
  en: ({ from, to }) => `This lies outside the plan's term (${from} – ${to}).`,
};

function* entriesIn(moments: readonly Moment[]) {
  for (const moment of moments) yield* entriesOf(moment);
}

/** The dates that were asked for. A name that the plan does not know is bad input, not an empty answer. */
function chosen(
  moments: readonly Moment[],
  { plan, units }: PlanBundle,
  { obligation, unit, language }: PreviewOptions,
): readonly Moment[] {
  const known = units.units.map(({ code }) => code);
  if (unit !== undefined && !known.includes(unit)) throw unknown(unknownText[language].unit, unit, known);
  const index = plan.obligations.findIndex(({ id }) => id === obligation);
  if (obligation !== undefined && index < 0 && !idsIn(plan).includes(obligation))
    throw unknown(unknownText[language].obligation, obligation, idsIn(plan));
  return moments.flatMap((moment) => {
    if (obligation !== undefined && moment.obligation !== obligation && moment.order[0] !== index) return [];
    if (unit === undefined) return [moment];
    return moment.units().includes(unit) ? [{ ...moment, units: () => [unit] }] : [];
  });
}

const idsIn = ({ obligations }: PlanBundle['plan']): readonly string[] =>
  obligations.flatMap((one) => dutiesIn(one.id, one)).map(({ id }) => id);

const unknownText = {
  vi: { unit: 'không có đơn vị', obligation: 'không có nhiệm vụ' },
  en: { unit: 'there is no unit', obligation: 'there is no obligation' },
} as const;

function unknown(what: string, name: string, known: readonly string[]): CommandError {
  const meant = nearest(name, known);
  return new CommandError('badInput', `${what} ${name}${meant === undefined ? '' : ` → ${meant}`}`);
}

// ---- compare --------------------------------------------------------------------------------------------------------

async function comparePlans(oldDir: string, newDir: string, options: Said & { readonly from?: Day }): Promise<void> {
  const { language, json } = options;
  const old = await readablePlan(oldDir, language);
  const next = await readablePlan(newDir, language);
  const from = options.from ?? firstDay(next.bundle);
  const found = unfolded(next, language, () =>
    compare(old.bundle, next.bundle, { old: old.bundle.calendar, new: next.bundle.calendar }, from),
  );
  const [was, will] = [namesIn(old.bundle, language), namesIn(next.bundle, language)];
  const names = {
    duty: (id: string) => (will.duty(id) === id ? was.duty(id) : will.duty(id)),
    unit: (code: string) => (will.unit(code) === code ? was.unit(code) : will.unit(code)),
  };
  if (json) return printJson(comparisonJson(found, language));
  await writeAll(process.stdout, comparisonText(found, names, language));
}

/** Today, or the first day of a term that is still to come or is over. */
function firstDay({ plan: { term } }: PlanBundle): Day {
  const today = dayOf(Date.now());
  return today >= term.from && today <= term.to ? today : term.from;
}

// ---- reading --------------------------------------------------------------------------------------------------------

/** A plan that can be read may still make no sense; then the linter says where. */
function unfolded<T>(plan: ReadablePlan, language: Language, work: (plan: ReadablePlan) => T): T {
  try {
    return work(plan);
  } catch (error) {
    // Whatever broke, the plan's own mistakes explain it; without any the fault is ours.
    const findings = error instanceof CommandError ? [] : allFindings(plan);
    if (!hasErrors(findings)) throw error;
    throw faulty(findings, language);
  }
}
