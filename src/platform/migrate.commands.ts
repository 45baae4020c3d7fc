import type { Command } from 'commander';
import { configFor, said, type CommandHost } from './command.js';
import { migrate } from './database.js';
import { printJson, printLines } from './output.js';

/** `dung-han migrate` */
export function registerMigrate(program: Command, host: CommandHost): void {
  program
    .command('migrate')
    .description('bring the database up to date')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { readonly json?: true }) => {
      const config = await configFor(host);
      const ran = await said(() => migrate(config));
      if (json) return printJson({ migrations: ran });
      await printLines(ran.length === 0 ? ['Đã mới nhất. / Up to date.'] : ran);
    });
}
