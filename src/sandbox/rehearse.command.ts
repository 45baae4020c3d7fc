import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Day } from '../core/calendar/calendar.js';
import { dayOf, endOfDay, startOfDay } from '../core/calendar/day.js';
import { assemble } from '../core/plan/assemble.js';
import type { PlanBundle } from '../core/plan/load.js';
import { checkEnvironment, configFor, said, type CommandHost } from '../platform/command.js';
import { CommandError } from '../platform/command-error.js';
import { print, printJson, progressOn } from '../platform/output.js';
import { inBoth } from '../platform/usage-words.js';
import { expectationWords, type Label } from '../platform/words.js';
import { day, language } from '../plans/command-arguments.js';
import { soundPlan } from '../plans/sound-plan.js';
import { Chronicle } from './chronicle.js';
import { DurableStage } from './durable-stage.js';
import { MemoryStage } from './memory-stage.js';
import { People } from './people.js';
import { historyDigest, rehearse } from './rehearsal.js';
import { openRehearsal } from './rehearsal-schema.store.js';
import type { Stage } from './stage.js';
import { summarise, type Summary } from './summary.js';
import { summaryText } from './summary-text.js';
import { words, type Language } from './summary-words.js';

type Options = {
  readonly from?: Day;
  readonly to?: Day;
  readonly seed: number;
  readonly lateness: number;
  readonly inMemory?: true;
  readonly keep?: true;
  readonly json?: true;
  readonly language: Language;
};

const wrong = (words: Label): InvalidArgumentError => new InvalidArgumentError(inBoth(words));
const seed = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw wrong(expectationWords('integer'));
  return Number(text);
};
const share = (text: string): number => {
  if (!/^(0(\.\d+)?|1(\.0+)?)$/.test(text))
    throw wrong({ vi: 'cần xác suất từ 0 đến 1', en: 'it must be a probability from 0 to 1' });
  return Number(text);
};

/** `dung-han plan rehearse`: given the command line, or its `plan`. */
export function registerRehearse(parent: Command, host: CommandHost): void {
  const plan =
    parent.name() === 'plan'
      ? parent
      : (parent.commands.find((one) => one.name() === 'plan') ?? parent.command('plan'));
  plan
    .command('rehearse')
    .description('run a plan in virtual time with synthetic people')
    .argument('<dir>', 'the folder of the plan, such as workflows/plans/19-kh-bcd')
    .option('--from <day>', "the first day, YYYY-MM-DD; the first of the plan's term", day)
    .option('--to <day>', "the last day; the last of the plan's term", day)
    .option('--seed <number>', 'decides what people do; the same seed, the same history', seed, 1)
    .option('--lateness <probability>', 'how often somebody is late who could be, 0 to 1', share, 0.1)
    .option('--in-memory', 'without a database: the pure core alone')
    .addOption(new Option('--keep', 'leave the schema that it ran in').conflicts('inMemory'))
    .option('--json', 'one JSON document on standard output')
    .addOption(language())
    .action((dir: string, options: Options, command: Command) => rehearsePlan({ dir, options, command, host }));
}

type Asked = { readonly dir: string; readonly options: Options; readonly command: Command; readonly host: CommandHost };

async function rehearsePlan({ dir, options, command, host }: Asked): Promise<void> {
  if (!options.inMemory) checkEnvironment();
  // A plan with errors is not rehearsed: it would only show them again, later and dearer.
  const { bundle } = await soundPlan(dir, options.language);
  const { from = bundle.plan.term.from, to = bundle.plan.term.to, language, json } = options;
  if (to < from) command.error(inBoth(backwards(bundle.plan.term, options)));
  const course = { bundle, from, to, options };
  const summary = options.inMemory
    ? await play(new MemoryStage(bundle, bundle.calendar), 'memory', course)
    : await said(() => playDurably(host, course));
  await (json ? printJson(summary) : print(summaryText(summary, bundle, language)));
  if (!summary.verify.ok) throw new CommandError('failedCheck', '');
}

/** A day that was not given is the term's: whoever gave the other one hears of the term. */
function backwards({ from: first, to: last }: PlanBundle['plan']['term'], { from, to }: Options): Label {
  if (to === undefined)
    return {
      vi: `--from ${from} nằm sau thời hạn của kế hoạch (đến ${last})`,
      en: `--from ${from} lies after the plan's term, which ends on ${last}`,
    };
  if (from === undefined)
    return {
      vi: `--to ${to} nằm trước thời hạn của kế hoạch (từ ${first})`,
      en: `--to ${to} lies before the plan's term, which begins on ${first}`,
    };
  return { vi: `--to ${to} nằm trước --from ${from}`, en: `--to ${to} lies before --from ${from}` };
}

type Course = { readonly bundle: PlanBundle; readonly from: Day; readonly to: Day; readonly options: Options };

async function playDurably(host: CommandHost, course: Course): Promise<Summary> {
  const { bundle, from, options } = course;
  const { keep = false, language } = options;
  const roster = { units: () => Promise.resolve(bundle.units.units) };
  const { databaseUrl } = await configFor(host);
  const { house, clock, schema, close } = await openRehearsal({ databaseUrl, startAt: startOfDay(from), roster });
  try {
    return await play(new DurableStage({ house, clock, source: bundle, calendar: bundle.calendar }), 'durable', course);
  } finally {
    await close(keep);
    if (keep) process.stderr.write(`${words[language].kept}: ${schema}\n`);
  }
}

async function play(stage: Stage, kind: Summary['stage'], { bundle, from, to, options }: Course): Promise<Summary> {
  const { plan, units, calendar, rehearsal = { silent: [], slow: [], acts: [] } } = bundle;
  const { seed, lateness, language } = options;
  if (rehearsal.acts.length === 0) process.stderr.write(`${words[language].nobodyActs}\n`);
  const { definitions } = assemble(bundle);
  const people = new People({ rehearsal, units, definitions, calendar, seed, lateness });
  const chronicle = new Chronicle(definitions, calendar);
  const until = endOfDay(to);
  let now = startOfDay(from);
  const progress = progressOn(process.stderr, (n) => words[language].progress(plan.number, dayOf(now), n));
  const { letters, troubles } = await rehearse({
    stage,
    people,
    from: now,
    to: until,
    watch: (news, at) => {
      now = at;
      chronicle.see(news);
      progress.step(chronicle.instances.size);
    },
  });
  progress.end();
  const [verify, { digest }, notices] = [await stage.verify(), await historyDigest(stage), await stage.notices()];
  const asked = { seed, from, to, lateness, stage: kind, letters };
  return summarise({
    ...asked,
    verify,
    historyDigest: digest,
    notices,
    chronicle,
    troubles,
    definitions,
    calendar,
    until,
    awaited: (key) => people.awaited(key),
  });
}
