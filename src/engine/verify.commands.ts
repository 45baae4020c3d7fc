import type { Command } from 'commander';
import { withDatabase, type CommandHost } from '../platform/command.js';
import { CommandError } from '../platform/command-error.js';
import { printJson, printLines } from '../platform/output.js';
import { Catalogue } from './catalogue.js';
import { Transactions } from './ledger/transaction.js';
import { verify, type Check } from './verify.js';

/** `dung-han verify`: the invariants, on any database, while it runs or not. */
export function registerVerify(program: Command, host: CommandHost): void {
  program
    .command('verify')
    .description('check the invariants of the engine on this database')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { readonly json?: true }) => {
      const found = await withDatabase(host, (database) =>
        verify({ transactions: new Transactions(database), catalogue: new Catalogue() }),
      );
      await (json ? printJson(found) : printLines(found.checks.flatMap(linesOf)));
      if (!found.ok) throw new CommandError('failedCheck', '');
    });
}

const linesOf = ({ name, ok, n, problems }: Check): string[] => [
  `${ok ? '✓' : '✗'} ${name} (${n})`,
  ...problems.map((problem) => `  ${problem}`),
];
