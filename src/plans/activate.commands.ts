import type { Command } from 'commander';
import { resolve } from 'node:path';
import { dayOf } from '../core/calendar/day.js';
import type { Comparison } from '../core/plan/compare.js';
import type { Actor } from '../core/instance.js';
import { problem } from '../core/problem.js';
import { may } from '../people/access.rules.js';
import { administratorIn } from '../people/principal.js';
import { PrincipalReader } from '../people/principal.reader.js';
import { operatorEntry } from '../people/operator.js';
import { TrailStore } from '../people/trail.store.js';
import { checkEnvironment, configFor, type CommandHost } from '../platform/command.js';
import { CommandError } from '../platform/command-error.js';
import type { Language } from '../platform/language.js';
import { modeOf } from '../platform/clock.js';
import { migrate } from '../platform/migrate.js';
import { printJson, printLines } from '../platform/output.js';
import { OPERATOR, type Activation } from './activate-plan.service.js';
import { language } from './command-arguments.js';
import { plansOf, withHouse, type Opened } from './open-house.js';
import { soundPlan } from './sound-plan.js';
import { termStart } from './term-start.js';

type Options = {
  readonly json?: true;
  readonly confirm?: string;
  readonly yes?: true;
  readonly by?: string;
  readonly language: Language;
};

/** `dung-han plan activate DIR` */
export function registerActivate(plan: Command, host: CommandHost): void {
  plan
    .command('activate')
    .description('import a plan, and bring it to life where it has no errors')
    .argument('<dir>', 'the folder of the plan, such as workflows/plans/19-kh-bcd')
    .option('--confirm <hash>', 'the hash of the change that was looked at, where a version runs already')
    .option('--yes', 'whatever the change is')
    .option('--by <person>', 'who activates: the id of a person of the plan')
    .option('--json', 'one JSON document on standard output')
    .addOption(language())
    .action(async (dir: string, options: Options) => {
      checkEnvironment();
      // What is wrong with the plan is told before a database is started for it.
      const { bundle } = await soundPlan(dir, options.language);
      const config = await configFor(host);
      await migrate(config, { mode: modeOf(config), startAt: termStart(resolve(dir)) });
      const done = await withHouse(host, (opened) => activated(opened, { dir, plan: bundle.plan.plan }, options));
      await (options.json ? printJson(done) : printLines(linesOf(done, options.language)));
    });
}

async function activated(
  opened: Opened,
  { dir, plan }: { readonly dir: string; readonly plan: string },
  { confirm, yes, by, language: spoken }: Options,
): Promise<Activation> {
  const { versions, comparing, imports, activating } = plansOf(opened, resolve(dir, '..', '..'));
  // Before anything is stored or compared: whoever may not is told nothing of it.
  const actor = await actorOf(opened, plan, by);
  const { version } = await imports.sound(dir, actor);
  const active = await versions.active(plan);
  let confirmed = confirm;
  if (active && active.version !== version && confirmed === undefined) {
    const found = await comparing.between(plan, active.version, version);
    if (!yes) throw new CommandError('badInput', asked(found, { from: active.version, to: version }, spoken));
    confirmed = found.hash;
  }
  const done = await activating.activate({ plan, version, confirmed, actor });
  // Who sat at the machine, whoever was named.
  const after = { version, by: by ?? null };
  await new TrailStore(opened.database).append([operatorEntry('plan activate', { plan, after })]);
  return done;
}

async function actorOf({ house, database }: Opened, plan: string, by: string | undefined): Promise<Actor> {
  if (by === undefined) return OPERATOR;
  const me = await new PrincipalReader(database).byName(by, dayOf(await house.clock.now()));
  if (!me) throw problem('actor-unknown', { person: by });
  const actor = may(me, 'plans.activate', plan) ? administratorIn(me, plan) : undefined;
  if (!actor) throw problem('not-allowed', { needed: 'plans.activate' });
  return actor;
}

const words = {
  vi: {
    asked: (from: number, to: number) => `Phiên bản ${from} đang chạy; phiên bản ${to} sẽ thay đổi:`,
    parts: (added: number, removed: number, changed: number) =>
      `nhiệm vụ: thêm ${added} · bỏ ${removed} · đổi ${changed}`,
    dates: (opens: number, redated: number, withdrawn: number) =>
      `kỳ: mở thêm ${opens} · đổi ngày ${redated} · không còn mở ${withdrawn}`,
    confirm: 'Xác nhận bằng',
    active: 'đang chạy',
    unchanged: 'Không có gì thay đổi; không cần làm gì.',
    instead: 'thay cho',
    series: (opened: number, changed: number, kept: number, withdrawn: number) =>
      `nhiệm vụ: mở mới ${opened} · thay đổi ${changed} · giữ nguyên ${kept} · kết thúc ${withdrawn}`,
  },
  en: {
    asked: (from: number, to: number) => `Version ${from} is active; version ${to} changes:`,
    parts: (added: number, removed: number, changed: number) =>
      `obligations: ${added} added · ${removed} removed · ${changed} changed`,
    dates: (opens: number, redated: number, withdrawn: number) =>
      `occurrences: ${opens} more · ${redated} dates moved · ${withdrawn} fewer`,
    confirm: 'Confirm with',
    active: 'is active',
    unchanged: 'Nothing has changed; there was nothing to do.',
    instead: 'instead of',
    series: (opened: number, changed: number, kept: number, withdrawn: number) =>
      `obligations: ${opened} opened · ${changed} changed · ${kept} kept · ${withdrawn} ended`,
  },
} as const;

function asked(
  { hash, obligations, opens, redated, withdrawn }: Comparison,
  between: Between,
  language: Language,
): string {
  const said = words[language];
  const { added, removed, changed } = obligations;
  const names = changed.length === 0 ? '' : ` (${changed.map(({ id }) => id).join(', ')})`;
  return [
    said.asked(between.from, between.to),
    `  ${said.parts(added.length, removed.length, changed.length)}${names}`,
    `  ${said.dates(opens.length, redated.length, withdrawn.length)}`,
    `${said.confirm}: --confirm ${hash}`,
  ].join('\n');
}
type Between = { readonly from: number; readonly to: number };

function linesOf({ plan, version, predecessor, ...series }: Activation, language: Language): string[] {
  const said = words[language];
  const { opened, changed, kept, withdrawn } = series;
  // The version that runs has no predecessor and opens nothing: whoever is the first opens something.
  if (predecessor === null && opened.length === 0) return [`${plan} v${version} ${said.active}. ${said.unchanged}`];
  return [
    `${plan} v${version} ${said.active}${predecessor === null ? '' : ` (${said.instead} v${predecessor})`}`,
    said.series(opened.length, changed.length, kept.length, withdrawn.length),
  ];
}
