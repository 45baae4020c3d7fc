import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandHost } from './platform/command.js';
import { registerPlan } from './plans/plan.commands.js';

/** EX_USAGE of sysexits.h. */
const exitUsage = 64;

function version(): string {
  const file = join(process.env['DUNG_HAN_HOME'] ?? '.', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

async function programOf(args: readonly string[], host: CommandHost): Promise<Command> {
  const program = new Command('dung-han')
    .description('Đúng Hạn: công việc theo kế hoạch, đúng hạn / work by plan, on time')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(dung-han --help)');
  const plan = program.command('plan').description('a plan in files: lint, preview, compare, rehearse, activate');
  registerPlan(plan);
  if (!isAboutFiles(args)) await registerEngine(program, plan, host);
  return program;
}

/** What reads files only must not wait until an engine with its database driver is loaded. */
const isAboutFiles = ([room, command = '']: readonly string[]): boolean =>
  room === 'plan' && ['lint', 'preview', 'compare'].includes(command);

async function registerEngine(program: Command, plan: Command, host: CommandHost): Promise<void> {
  const [rehearse, activate, migrate, verify, clock, instance] = await Promise.all([
    import('./sandbox/rehearse.command.js'),
    import('./plans/activate.commands.js'),
    import('./platform/migrate.commands.js'),
    import('./engine/verify.commands.js'),
    import('./sandbox/clock.commands.js'),
    import('./work/instance.commands.js'),
  ]);
  rehearse.registerRehearse(plan, host);
  activate.registerActivate(plan, host);
  migrate.registerMigrate(program, host);
  verify.registerVerify(program, host);
  clock.registerClock(program, host);
  instance.registerInstance(program, host);
}

/** The command line: composition only. @returns the exit code */
export async function run(args: readonly string[], host: CommandHost): Promise<number> {
  // A reader that has left (`| head`) is no error; whoever writes sees it and stops.
  process.stdout.on('error', ignoreClosedPipe);
  try {
    const program = await programOf(args, host);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitUsage;
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    const { message } = error as Error;
    if (message !== '') process.stderr.write(`${message}\n`);
    return code;
  }
}

/** What a room refuses in words of its own carries its exit code (sysexits.h). */
function exitCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('exitCode' in error)) return undefined;
  return typeof error.exitCode === 'number' ? error.exitCode : undefined;
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
