import type { Command } from 'commander';
import { withDatabase, type CommandHost } from '../platform/command.js';
import { CommandError } from '../platform/command-error.js';
import type { Config } from '../platform/config.js';
import { printJson, printLines } from '../platform/output.js';
import { Catalogue } from './catalogue.js';
import { Transactions } from './ledger/transaction.js';
import type { SetCheck } from './ports.js';
import { INVARIANTS, verify, type Check } from './verify.js';
import { checkNameVi, invariantsVi } from './verify/check-words.js';
import type { Invariant } from './verify/findings.js';

/** `dung-han verify`: the invariants, on any database, while it runs or not; other rooms add what they know of their own. */
export function registerVerify(
  program: Command,
  host: CommandHost,
  others: (config: Config) => readonly SetCheck[],
): void {
  program
    .command('verify')
    .description('check the invariants of the engine on this database')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ json }: { readonly json?: true }) => {
      const found = await withDatabase(host, (database, config) =>
        verify({ transactions: new Transactions(database), catalogue: new Catalogue() }, others(config)),
      );
      await (json ? printJson(found) : printLines(byInvariant(found.checks)));
      if (!found.ok) throw new CommandError('failedCheck', '');
    });
}

/** The six promises, each with the checks that it was held against, and then what only needs somebody to look. */
function byInvariant(checks: readonly Check[]): string[] {
  const under = (of: string): string[] => checks.filter(({ invariant }) => String(invariant) === of).flatMap(linesOf);
  const promises = Object.entries(INVARIANTS).flatMap(([n, promise]) => {
    const vi = invariantsVi[Number(n) as Invariant];
    return [`${n}. ${vi}`, `   / ${promise}`, ...under(n)];
  });
  return [...promises, ...under('null')];
}

const linesOf = ({ name, ok, n, problems }: Check): string[] => [
  `   ${ok ? '✓' : '✗'} ${checkNameVi(name)} / ${name} (${n})`,
  ...problems.map((problem) => `       ${problem}`),
];
