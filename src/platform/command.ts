import { Problem, problem } from '../core/problem.js';
import { CommandError } from './command-error.js';
import { type Config, readConfig } from './config.js';
import { type Database, type Entities, openDatabase } from './database.js';
import { problemWords } from './words.js';

/** What a command is given from outside. */
export type CommandHost = {
  /** The database of DATABASE_URL, or the embedded one, started for this command. Ask only when it is needed. */
  databaseUrl(): Promise<string>;
};

/** Every mistake of the environment is told before anything is started. */
export function checkEnvironment(): void {
  const placeholder = { DATABASE_URL: process.env['DATABASE_URL'] || 'postgresql://127.0.0.1/embedded' };
  readConfig({ ...process.env, ...placeholder });
}

export async function configFor(host: CommandHost): Promise<Config> {
  checkEnvironment();
  // First the database: the embedded one brings settings with it, such as the keys of a sandbox.
  const databaseUrl = await host.databaseUrl();
  return readConfig({ ...process.env, DATABASE_URL: databaseUrl });
}

/** Runs a command's work on the database, with the entities that it reads by, and closes it behind it. */
export async function withDatabase<T>(
  host: CommandHost,
  work: (database: Database, config: Config) => Promise<T>,
  entities?: Entities,
): Promise<T> {
  const config = await configFor(host);
  return said(async () => {
    const database = await openDatabase(config, entities);
    try {
      return await work(database, config);
    } finally {
      await database.destroy();
    }
  });
}

/**
 * Refusals become sentences in both languages, and below them the lines that a command has for them; what else ends a
 * command is said where it ends (`exitOf`).
 */
export async function said<T>(
  work: () => Promise<T>,
  below: (refusal: Problem) => readonly string[] = () => [],
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const lines = below(error);
    // What stands in lines of its own is not told twice.
    const facts = lines.length > 0 ? { ...error.facts, possible: undefined } : error.facts;
    throw new CommandError('badInput', [sentence(problem(error.code, facts)), ...lines].join('\n'));
  }
}

const sentence = ({ code, facts }: Problem): string =>
  `${problemWords(code, 'vi', facts).detail} / ${problemWords(code, 'en', facts).detail} (${code})`;
