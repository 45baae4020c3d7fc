import type { Command } from 'commander';
import { readFile, stat } from 'node:fs/promises';
import { CommandError } from '../../platform/command-error.js';
import { withDatabase, type CommandHost } from '../../platform/command.js';
import type { Database } from '../../platform/database.js';
import { printJson, printLines } from '../../platform/output.js';
import { LARGEST_FILE } from '../../platform/sheet/sheet.js';
import { expectationWords } from '../../platform/words.js';
import { operatorEntry } from '../operator.js';
import { OPERATOR_NAME, type TrailEntry } from '../trail.js';
import { TrailStore } from '../trail.store.js';
import { fileView, LISTED } from './import-view.js';
import { ImportReader } from './import.reader.js';
import { ImportStore } from './import.store.js';
import type { RowError } from './row-error.js';
import type { Change } from './user-import.rules.js';
import { type Importer, type ImportReport, UserImport } from './user-import.service.js';

type Options = { readonly sheet?: string; readonly commit?: string | true; readonly json?: true };

/** `dung-han user import FILE | undo`: accounts and posts from a spreadsheet, for whoever runs the machine. */
export function registerUserImport(user: Command, host: CommandHost): void {
  const command = user
    .command('import')
    .description('accounts and posts from an .xlsx or .csv: what they would change, or with --commit the change')
    .argument('<file>', 'the spreadsheet')
    .option('--sheet <name>', 'the sheet of a workbook; the first, where none is named')
    .option('--commit [digest]', 'do it; with the digest of a dry run only where nothing has changed since')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, options: Options) => {
      const content = await contentOf(file);
      const report = await withDatabase(host, (database) => imported(database, content, options));
      await (options.json ? printJson(reportJson(report)) : printLines(linesOf(report, options)));
      if (report.errors.length > 0) throw new CommandError('failedCheck', '');
    });
  command
    .command('undo')
    .description('takes back the last import, as long as nobody has changed since what it did')
    .option('--json', 'one JSON document on standard output')
    .action(async (_: unknown, self: Command) => {
      // `--json` is also one of the command above, which takes it wherever it stands.
      const options = self.optsWithGlobals<Pick<Options, 'json'>>();
      const undone = await withDatabase(host, (database) => importOf(database).undo(operator('user import undo')));
      await (options.json
        ? printJson(undone)
        : printLines([
            `Đã hoàn tác lần nhập ${undone.id}: ${undone.changes} thay đổi. / Import ${undone.id} is undone: ${undone.changes} changes.`,
          ]));
    });
}

const importOf = (database: Database): UserImport =>
  new UserImport(new ImportReader(database), new ImportStore(), new TrailStore(database));

const operator = (command: string, after?: TrailEntry['after']): Importer => ({
  actor: OPERATOR_NAME,
  domain: 'all',
  entries: [operatorEntry(command, { after: after ?? null })],
});

function imported(database: Database, file: Buffer, { sheet, commit }: Options): Promise<ImportReport> {
  const users = importOf(database);
  if (commit === undefined) return users.look(operator('user import'), file, sheet);
  const confirmed = commit === true ? undefined : commit;
  return users.commit(operator('user import', { confirmed: confirmed ?? null }), file, { sheet, confirmed });
}

/** What is too large is not read at all. */
async function contentOf(file: string): Promise<Buffer> {
  const { size } = await stat(file).catch(unreadable(file));
  if (size > LARGEST_FILE) throw new CommandError('badInput', tooLarge(file));
  return readFile(file).catch(unreadable(file));
}
const unreadable =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    const why = error.code ?? '?';
    throw new CommandError('badInput', `${file}: không đọc được tệp (${why}). / the file cannot be read (${why}).`);
  };
const tooLarge = (file: string): string => `${file}: tệp chỉ được lớn tối đa 5 MB. / the file must be at most 5 MB.`;

const reportJson = ({ file, errors, changes, ...report }: ImportReport) => ({
  ...report,
  file: fileView(file),
  errors: errors.map(({ bounds, ...error }) => ({ ...error, message: expectationWords(error.code, bounds) })),
  changes: changes.map(({ row, what, account, before, after }) => ({ row, what, account, before, after })),
});

function linesOf({ errors, changes, counts, digest, import: id }: ImportReport, { commit }: Options): string[] {
  const { rows, added, changed, unchanged, refused, skipped } = counts;
  const sum =
    `${rows} dòng: thêm ${added} · đổi ${changed} · giữ nguyên ${unchanged} · sai ${refused} · bỏ qua ${skipped} / ` +
    `${rows} rows: ${added} new · ${changed} changed · ${unchanged} unchanged · ${refused} refused · ${skipped} skipped`;
  if (errors.length > 0) return [...errors.slice(0, LISTED).map(errorLine), sum];
  if (commit === undefined) return [...changes.slice(0, LISTED).map(changeLine), sum, `--commit ${digest}`];
  return [
    sum,
    id === null
      ? 'Không có gì thay đổi. / Nothing has changed.'
      : `Đã nhập (lần ${id}); hoàn tác: dung-han user import undo / Imported (${id}); to undo: dung-han user import undo`,
  ];
}

function errorLine({ row, column, code, bounds, value, suggestion }: RowError): string {
  const { vi, en } = expectationWords(code, bounds);
  const place = [`${row}`, ...(column === null ? [] : [column])].join(':');
  const said = value === null ? '' : ` “${value}”`;
  return `${place}${said} ${vi} / ${en}${suggestion === undefined ? '' : ` → ${suggestion}`}`;
}

const changeWords: Readonly<Record<Change['what'], string>> = {
  'account-added': 'tài khoản mới / new account',
  'account-changed': 'đổi tài khoản / account changed',
  'post-added': 'chức trách mới / new post',
  'post-changed': 'đổi chức trách / post changed',
};
const changeLine = ({ row, account, what, after }: Change): string =>
  `${row} ${account} ${changeWords[what]}: ${Object.values(after).flat().filter(Boolean).join(' · ')}`;
