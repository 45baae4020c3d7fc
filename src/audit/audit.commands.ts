import { type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { operatorEntry } from '../people/operator.js';
import { TrailStore } from '../people/trail.store.js';
import { CommandError } from '../platform/command-error.js';
import { withDatabase, type CommandHost } from '../platform/command.js';
import { printJson, printLines } from '../platform/output.js';
import { makeKey, readAnchor } from './anchor.rules.js';
import { AnchorStore } from './anchor.store.js';
import { ChainsReader } from './chains.reader.js';
import { sealerOf } from './sealing.module.js';
import { checkNameVi } from './check-words.js';
import { verifyAudit, type AuditCheck, type Kept } from './verify-audit.js';

type Json = { readonly json?: true };
type VerifyOptions = Json & { readonly anchor?: string; readonly key?: string };

const json = ['--json', 'one JSON document on standard output'] as const;

/** `dung-han audit verify | anchor | key` */
export function registerAudit(program: Command, host: CommandHost): void {
  const audit = program.command('audit').description('the trail: whether it is whole, and its seal');
  audit
    .command('verify')
    .description('check that what is chained is whole, and still is what was sealed')
    .option('--anchor <file>', 'an anchor that was kept outside of the database')
    .option('--key <public key>', 'that it must have been signed with; without it the one that the anchor itself names')
    .option(...json)
    .action(async (options: VerifyOptions) => {
      const kept = options.anchor === undefined ? undefined : await keptIn(options.anchor, options.key);
      const found = await withDatabase(host, (database) => verifyAudit(new ChainsReader(database), kept));
      await (options.json ? printJson(found) : printLines(found.checks.flatMap(linesOf)));
      if (!found.ok) throw new CommandError('failedCheck', '');
    });
  audit
    .command('anchor')
    .description('seal all chains now, and write the seal to AUDIT_DIR')
    .option(...json)
    .action((options: Json) =>
      withDatabase(host, async (database, config) => {
        const sealer = sealerOf(new AnchorStore(database), config);
        if (!sealer) throw new CommandError('badConfiguration', NO_KEY);
        const anchor = await sealer.anchor();
        const { anchor: no, day, root } = anchor.sealed;
        await new TrailStore(database).append([operatorEntry('audit anchor', { after: { anchor: no } })]);
        await (options.json ? printJson(anchor) : printLines([`${no} · ${day} · ${root}`, anchor.publicKey]));
      }),
    );
  audit
    .command('key')
    .description('make a key for AUDIT_KEY, with the public key that proves its seals')
    .option(...json)
    .action(async (options: Json) => {
      const made = makeKey();
      await (options.json
        ? printJson(made)
        : printLines([`AUDIT_KEY=${made.key}`, `khoá công khai / public key: ${made.publicKey}`]));
    });
}

const NO_KEY =
  'Chưa có AUDIT_KEY; tạo bằng lệnh dung-han audit key. / There is no AUDIT_KEY; make one with dung-han audit key.';

async function keptIn(file: string, key: string | undefined): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const anchor = text === undefined ? undefined : readAnchor(text);
  if (!anchor) throw new CommandError('badInput', `${file} không phải là tệp niêm phong. / ${file} is no anchor file.`);
  return { anchor, publicKey: key ?? anchor.publicKey };
}

const linesOf = ({ name, ok, n, problems }: AuditCheck): string[] => [
  `${ok ? '✓' : '✗'} ${checkNameVi(name)} / ${name} (${n})`,
  ...problems.map((problem) => `    ${problem}`),
];
