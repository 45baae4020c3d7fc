import { Problem } from '../core/problem.js';
import { WrongDatabaseMode } from './clock.js';
import { type Config, readConfig } from './config.js';
import { isDatabaseAway } from './database-away.js';
import { type Database, openDatabase } from './database.js';
import { problemWords } from './words.js';

/** What a command is given from outside. */
export type CommandHost = {
  /** The database of DATABASE_URL, or the embedded one, started for this command. Ask only when it is needed. */
  databaseUrl(): Promise<string>;
};

/** Exit codes of the command line (sysexits.h, and 1 for a check that failed). */
const exits = { failedCheck: 1, badInput: 65, unavailable: 69, badConfiguration: 78 } as const;

/** A command that did not do what it was asked, in a sentence for whoever asked. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(kind: keyof typeof exits, message: string) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exits[kind];
  }
}

/** Every mistake of the environment is told before anything is started. */
export async function configFor(host: CommandHost): Promise<Config> {
  const placeholder = { DATABASE_URL: process.env['DATABASE_URL'] || 'postgresql://127.0.0.1/embedded' };
  readConfig({ ...process.env, ...placeholder });
  return readConfig({ ...process.env, DATABASE_URL: await host.databaseUrl() });
}

/** Runs a command's work on the database and closes it behind it. */
export async function withDatabase<T>(
  host: CommandHost,
  work: (database: Database, config: Config) => Promise<T>,
): Promise<T> {
  const config = await configFor(host);
  return said(async () => {
    const database = await openDatabase(config);
    try {
      return await work(database, config);
    } finally {
      await database.destroy();
    }
  });
}

/** Refusals become sentences in both languages; all else is a bug and stays what it is. */
export async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw new CommandError('badInput', sentence(error));
    if (error instanceof WrongDatabaseMode) throw new CommandError('badConfiguration', `CLOCK: ${error.message}`);
    if (isDatabaseAway(error))
      throw new CommandError('unavailable', 'Cơ sở dữ liệu không trả lời. / The database does not answer.');
    if ((error as { code?: unknown } | null)?.code === NO_TABLE)
      throw new CommandError('unavailable', 'Hãy chạy dung-han migrate trước. / Run dung-han migrate first.');
    throw error;
  }
}
const NO_TABLE = '42P01';

const sentence = ({ code, facts }: Problem): string =>
  `${problemWords(code, 'vi', facts).detail} / ${problemWords(code, 'en', facts).detail} (${code})`;

/** One document on standard output, and nothing else. */
export const printJson = (document: unknown): void => {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
};
export const printLines = (lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};
