import type { Command } from 'commander';
import { resolve } from 'node:path';
import { dayOf } from '../core/calendar/day.js';
import { message } from '../core/definition/lint/messages.js';
import type { Comparison } from '../core/plan/compare.js';
import type { Actor } from '../core/instance.js';
import { problem, Problem } from '../core/problem.js';
import { PeopleReader } from '../people/people.reader.js';
import { CommandError, configFor, printJson, printLines, said, type CommandHost } from '../platform/command.js';
import { migrate } from '../platform/database.js';
import { OPERATOR, type Activation } from './activate-plan.service.js';
import { plansOf, withHouse, type Opened } from './open-house.js';

type Options = { readonly json?: true; readonly confirm?: string; readonly yes?: true; readonly by?: string };

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
    .action(async (dir: string, options: Options) => {
      const config = await configFor(host);
      await said(() => migrate(config));
      const done = await withHouse(host, (opened) => activated(opened, dir, options), { planDir: resolve(dir) });
      if (options.json) printJson(done);
      else printLines(linesOf(done));
    });
}

async function activated(opened: Opened, dir: string, { confirm, yes, by }: Options): Promise<Activation> {
  const { versions, comparing, imports, activating } = plansOf(opened, resolve(dir, '..', '..'));
  const { plan, version } = await imports.sound(dir).catch(named);
  const active = await versions.active(plan);
  let confirmed = confirm;
  if (active && active.version !== version && confirmed === undefined) {
    const found = await comparing.between(plan, active.version, version);
    if (!yes) throw new CommandError('badInput', asked(found, active.version, version));
    confirmed = found.hash;
  }
  return activating.activate({ plan, version, confirmed, actor: await actorOf(opened, plan, by) });
}

async function actorOf({ house, database }: Opened, plan: string, by: string | undefined): Promise<Actor> {
  if (by === undefined) return OPERATOR;
  const actor = await new PeopleReader(database).actor(plan, by, dayOf(await house.clock.now()));
  if (!actor) throw problem('actor-unknown', { person: by });
  return actor;
}

/** A plan with errors is refused with every one of them. */
function named(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'plan-has-errors') throw error;
  const findings = (error.facts['findings'] ?? []) as unknown as Parameters<typeof message>[0][];
  const lines = findings.map((one) => `${one.file}:${one.line}:${one.column} ${one.rule} ${message(one, 'vi')}`);
  throw new CommandError('badInput', lines.join('\n'));
}

const asked = (
  { hash, obligations: changed, opens, redated, withdrawn }: Comparison,
  from: number,
  to: number,
): string =>
  [
    `Phiên bản ${from} đang chạy. / Version ${from} runs; version ${to} changes it:`,
    `  ${changed.added.length} + · ${changed.removed.length} − · ${changed.changed.length} ≠ (${changed.changed.map(({ id }) => id).join(', ')})`,
    `  mở / opens ${opens.length} · đổi ngày / re-dated ${redated.length} · rút / withdrawn ${withdrawn.length}`,
    `Xác nhận / confirm: --confirm ${hash}`,
  ].join('\n');

const linesOf = ({ plan, version, predecessor, opened, changed, kept, withdrawn }: Activation): string[] => [
  `${plan} v${version} đang chạy / is active${predecessor === null ? '' : ` (v${predecessor} ↦ v${version})`}`,
  `mở / opened ${opened.length} · đổi / changed ${changed.length} · giữ / kept ${kept.length} · rút / withdrawn ${withdrawn.length}`,
];
