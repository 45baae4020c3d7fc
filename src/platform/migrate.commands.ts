import type { Command } from 'commander';
import { modeOf } from './clock.js';
import { configFor, type CommandHost } from './command.js';
import type { Config } from './config.js';
import { migrate } from './migrate.js';
import { printJson, printLines } from './output.js';

/** `dung-han migrate`. `startAt`: where a sandbox's clock begins, on a database that has none yet. */
export function registerMigrate(program: Command, host: CommandHost, startAt: (config: Config) => number): void {
  program
    .command('migrate')
    .description('bring the database up to date')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { readonly json?: true }) => {
      const config = await configFor(host);
      const ran = await migrate(config, { mode: modeOf(config), startAt: startAt(config) });
      if (json) return printJson({ migrations: ran });
      await printLines(ran.length === 0 ? ['Đã mới nhất. / Up to date.'] : ran);
    });
}
