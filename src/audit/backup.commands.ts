import type { Command } from 'commander';
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { operatorEntry } from '../people/operator.js';
import { TrailStore } from '../people/trail.store.js';
import { modeOf } from '../platform/clock.js';
import { CommandError } from '../platform/command-error.js';
import { configFor, withDatabase, type CommandHost } from '../platform/command.js';
import type { Config } from '../platform/config.js';
import { migrate } from '../platform/migrate.js';
import { printJson, printLines } from '../platform/output.js';
import type { Manifest } from './archive.js';
import { NotBackedUp } from './backup-file.js';
import { backup, type BackupSettings } from './backup.js';
import { checkBackup, NotRestored, restore } from './restore.js';

type Json = { readonly json?: true };
type Program = { readonly version: string; readonly startAt: (config: Config) => number };

const json = ['--json', 'one JSON document on standard output: the manifest'] as const;

/** `dung-han backup FILE|DIR`, `dung-han restore FILE` */
export function registerBackup(program: Command, host: CommandHost, { version, startAt }: Program): void {
  program
    .command('backup')
    .description('every table in one picture, while everything goes on')
    .argument('<file or folder>', 'a file; or a folder, in which it is named by its moment')
    .option('--force', 'in the place of a file that is there')
    .option(...json)
    .action(async (place: string, { force = false, ...options }: Json & { readonly force?: boolean }) => {
      const [file, manifest] = await saying(async () => {
        const path = await fileIn(place);
        return [path, await backedUp(host, { file: path, mayReplace: force, version })] as const;
      });
      await (options.json ? printJson({ file, ...manifest }) : printLines([file, ...linesOf(manifest)]));
    });
  program
    .command('restore')
    .description('a backup into an empty database')
    .argument('<file>')
    .option('--check', 'only read the file and hold it against what it says of itself')
    .option(...json)
    .action(async (file: string, { check, json: asJson }: Json & { readonly check?: true }) => {
      const manifest = await saying(() => (check ? checkBackup(file) : restored(host, file, startAt)));
      await (asJson ? printJson(manifest) : printLines(linesOf(manifest)));
    });
}

const backedUp = (
  host: CommandHost,
  wish: Pick<BackupSettings, 'file' | 'mayReplace' | 'version'>,
): Promise<Manifest> =>
  withDatabase(host, async (database, config) => {
    const made = await backup({ ...config, ...wish });
    await new TrailStore(database).append([operatorEntry('backup', { after: factsOf(made) })]);
    return made;
  });

async function restored(host: CommandHost, file: string, startAt: Program['startAt']): Promise<Manifest> {
  // What is wrong with the file is told before a database is touched for it.
  await checkBackup(file);
  const config = await configFor(host);
  const mode = modeOf(config);
  await migrate(config, { mode, startAt: startAt(config) });
  const manifest = await restore({ ...config, file, mode });
  await withDatabase(host, (database) =>
    new TrailStore(database).append([operatorEntry('restore', { after: factsOf(manifest) })]),
  );
  return manifest;
}

async function fileIn(place: string): Promise<string> {
  const isFolder = place.endsWith('/') || (await stat(place).catch(() => undefined))?.isDirectory() === true;
  if (!isFolder) return resolve(place);
  await mkdir(place, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new NotBackedUp('not-written', place, error.code);
  });
  return resolve(join(place, `dung-han-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.backup`));
}

const factsOf = ({ madeAt, tables }: Manifest) => ({
  madeAt,
  tables: tables.length,
  rows: tables.reduce((sum, { rows }) => sum + rows, 0),
});

const linesOf = ({ madeAt, version, mode, tables }: Manifest): string[] => [
  `${madeAt} · ${version} · ${mode}`,
  ...tables.filter(({ rows }) => rows > 0).map(({ table, rows }) => `${String(rows).padStart(10)}  ${table}`),
];

const reasons = {
  'not-empty': (what: string) =>
    `Cơ sở dữ liệu không trống (bảng ${what} có dữ liệu). / The database is not empty (table ${what} has rows).`,
  'other-migrations': (what: string) =>
    `Bản sao lưu của một phiên bản khác (${what}); hãy dùng đúng phiên bản đó để khôi phục. / The backup is of another version (${what}); restore it with that one.`,
  'other-mode': (what: string) =>
    `Bản sao lưu là của cơ sở dữ liệu loại ${what}; CLOCK không khớp. / The backup is of a ${what} database; CLOCK does not fit.`,
  broken: (what: string) => `Tệp sao lưu hỏng: ${what}. / The backup file is broken: ${what}.`,
} as const;

const troubles: Readonly<Record<NotBackedUp['reason'], (refusal: NotBackedUp) => string>> = {
  exists: ({ file }) =>
    `Đã có tệp ${file}; thêm --force để thay tệp đó. / There is a file ${file} already; --force replaces it.`,
  'no-file': ({ file }) =>
    `${file} không phải là tệp thường nên không bị thay. / ${file} is no ordinary file and is not replaced.`,
  'not-written': ({ file, what }) =>
    `Không ghi được bản sao lưu vào ${file} (${what}). / The backup cannot be written to ${file} (${what}).`,
};

async function saying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotBackedUp) throw new CommandError('outputFailed', troubles[error.reason](error));
    if (error instanceof NotRestored) throw new CommandError('badInput', reasons[error.reason](error.what));
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new CommandError('badInput', 'Không có tệp này. / There is no such file.');
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw new CommandError('badInput', 'Đây là thư mục, không phải tệp. / This is a folder and no file.');
    throw error;
  }
}
