import type { Command } from 'commander';
import { AccountStore } from '../people/account.store.js';
import { operatorEntry } from '../people/operator.js';
import { TrailStore } from '../people/trail.store.js';
import { CommandError } from '../platform/command-error.js';
import { withDatabase, type CommandHost } from '../platform/command.js';
import { printJson, printLines } from '../platform/output.js';
import { ErasePerson } from './erase-person.service.js';
import { ErasureStore } from './erasure.store.js';

type Options = { readonly reason: string; readonly json?: true };

/** `dung-han person erase NAME --reason …` */
export function registerPerson(program: Command, host: CommandHost): void {
  program
    .command('person')
    .description('the data of a person')
    .command('erase')
    .description('erase what names a person, for good; what was done stays proven')
    .argument('<name>', 'the user name')
    .requiredOption('--reason <text>', 'the rule or the request; it stays, and should name nobody')
    .option('--json', 'one JSON document on standard output')
    .action((name: string, { reason, json }: Options) =>
      withDatabase(host, async (database) => {
        const trail = new TrailStore(database);
        const { actor, personal } = operatorEntry('person erase');
        const erasing = new ErasePerson(new AccountStore(database), new ErasureStore(), trail);
        const erased = await erasing.erase(name, reason, { actor, personal });
        if (!erased)
          throw new CommandError(
            'badInput',
            `Không có tài khoản ${name}, cũng không còn dấu vết nào. / There is no account ${name}, and no trace of one.`,
          );
        const { letters, entries } = erased;
        await (json
          ? printJson({ name, ...erased })
          : printLines([
              `${name}: ${letters} thư, ${entries} mục nhật ký đã xoá nội dung. / ${letters} letters and ${entries} entries of the trail have no words any more.`,
            ]));
      }),
    );
}
