import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandHost } from './platform/command.js';
import { CommandError } from './platform/command-error.js';
import { exitOf } from './platform/exit-of.js';
import { hearStreams, print } from './platform/output.js';
import { usageText } from './platform/usage-words.js';
import { registerPlan } from './plans/plan.commands.js';

function version(): string {
  const file = join(process.env['DUNG_HAN_HOME'] ?? '.', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

/** What a program says of itself, kept until it can be written with care. */
type Said = { help: string };

async function programOf(args: readonly string[], host: CommandHost, said: Said): Promise<Command> {
  const program = new Command('dung-han')
    .description('Đúng Hạn: công việc theo kế hoạch, đúng hạn / work by plan, on time')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (said.help += text),
      outputError: (text, write) => write(usageText(text)),
    });
  const plan = program.command('plan').description('a plan in files: lint, preview, compare, rehearse, activate');
  registerPlan(plan);
  if (!isAboutFiles(args)) await registerEngine(program, plan, host);
  hintAtHelp(program, 'dung-han');
  return program;
}

/** Whoever mistypes is shown the way to the help of that very command. */
function hintAtHelp(command: Command, path: string): void {
  command.showHelpAfterError(`(${path} --help)`);
  for (const inner of command.commands) hintAtHelp(inner, `${path} ${inner.name()}`);
}

/** What reads files only must not wait until an engine with its database driver is loaded. */
const isAboutFiles = ([room, command = '']: readonly string[]): boolean =>
  room === 'plan' && ['lint', 'preview', 'compare'].includes(command);

async function registerEngine(program: Command, plan: Command, host: CommandHost): Promise<void> {
  const [rehearse, activate, migrate, verify, clock, instance, inbox, files, forms, user, term, audit, person, backup] =
    await Promise.all([
      import('./sandbox/rehearse.command.js'),
      import('./plans/activate.commands.js'),
      import('./platform/migrate.commands.js'),
      import('./engine/verify.commands.js'),
      import('./sandbox/clock.commands.js'),
      import('./work/instance.commands.js'),
      import('./notifications/inbox-arrivals.js'),
      import('./files/file-checks.js'),
      import('./forms/form-checks.js'),
      import('./people/user.commands.js'),
      import('./plans/term-start.js'),
      import('./audit/audit.commands.js'),
      import('./audit/person.commands.js'),
      import('./audit/backup.commands.js'),
    ]);
  rehearse.registerRehearse(plan, host);
  activate.registerActivate(plan, host);
  migrate.registerMigrate(program, host, ({ planDir }) => term.termStart(planDir));
  verify.registerVerify(program, host, ({ files: { waitingDays } }) => [
    inbox.inboxArrivals,
    ...files.fileChecks(waitingDays),
    ...forms.formChecks,
  ]);
  clock.registerClock(program, host);
  instance.registerInstance(program, host);
  user.registerUser(program, host);
  audit.registerAudit(program, host);
  person.registerPerson(program, host);
  backup.registerBackup(program, host, { version: version(), startAt: ({ planDir }) => term.termStart(planDir) });
}

/** The command line: composition only. @returns the exit code */
export async function run(args: readonly string[], host: CommandHost): Promise<number> {
  hearStreams();
  try {
    await parsed(args, host);
    return 0;
  } catch (error) {
    const ending = exitOf(error);
    if (ending === undefined) throw error;
    if (ending.sentence !== '') process.stderr.write(`${ending.sentence}\n`);
    return ending.exitCode;
  }
}

async function parsed(args: readonly string[], host: CommandHost): Promise<void> {
  const said: Said = { help: '' };
  try {
    const program = await programOf(args, host, said);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander has told what is wrong, or has given its help where a command of its own was missing.
    const without = error.code === 'commander.help' ? usageText('missing command').trimEnd() : '';
    if (error.exitCode !== 0) throw new CommandError('badUsage', without);
    await print(said.help);
  }
}
