import { WrongDatabaseMode, NoDatabaseMode } from './clock.js';
import { exits } from './command-error.js';
import { isDatabaseAway } from './database-away.js';

/** How a process ends, and what it says to whoever started it: one sentence, in both languages. */
export type Ending = { readonly exitCode: number; readonly sentence: string };

/** A table that is not there. */
const NO_TABLE = '42P01';
/** A user or a password that the server does not accept; a database that it does not have. */
const NOT_LET_IN = /^(28...|3D000)$/;
/** Let in, and not allowed to make or read what is needed. */
const NO_RIGHT = '42501';
const PORT_TAKEN = 'EADDRINUSE';

/**
 * The one place that says how what went wrong ends a process: the application, `npm start` and every command.
 * @returns undefined for what nobody foresaw: a fault of the program, which stays what it is
 */
export function exitOf(error: unknown): Ending | undefined {
  const code = codeOf(error);
  const own = ownEnding(error);
  if (own) return own;
  if (error instanceof WrongDatabaseMode) return badConfiguration(`CLOCK: ${error.message}`);
  if (isDatabaseAway(error)) return unavailable(notAnswering(code));
  if (code === NO_TABLE || error instanceof NoDatabaseMode)
    return unavailable('Hãy chạy dung-han migrate trước. / Run dung-han migrate first.');
  if (code === PORT_TAKEN) return badConfiguration(portTaken((error as { port?: number }).port));
  if (NOT_LET_IN.test(code)) return badConfiguration(notLetIn(code));
  if (code === NO_RIGHT) return badConfiguration(noRight(code));
  return undefined;
}

const badConfiguration = (sentence: string): Ending => ({ exitCode: exits.badConfiguration, sentence });
const unavailable = (sentence: string): Ending => ({ exitCode: exits.unavailable, sentence });

/** What a room refuses in words of its own carries its exit code (sysexits.h). */
function ownEnding(error: unknown): Ending | undefined {
  if (!(error instanceof Error) || !('exitCode' in error) || typeof error.exitCode !== 'number') return undefined;
  return { exitCode: error.exitCode, sentence: error.message };
}

function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

const portTaken = (port: number | undefined): string =>
  `PORT: cổng ${port} đang được dùng. / port ${port} is taken by another process.`;
const notAnswering = (code: string): string => {
  const by = code === '' ? '' : ` (${code})`;
  return `Cơ sở dữ liệu không trả lời${by}. / The database does not answer${by}.`;
};
const notLetIn = (code: string): string =>
  `DATABASE_URL: máy chủ không nhận người dùng, mật khẩu hoặc tên cơ sở dữ liệu (${code}). / the server does not accept the user, the password or the name of the database (${code}).`;
const noRight = (code: string): string =>
  `DATABASE_URL: người dùng này không đủ quyền trên cơ sở dữ liệu (${code}). / this user may not do what is needed in the database (${code}).`;
