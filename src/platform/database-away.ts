const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};
/** Refused, broken, without an answer, without a way there, or of a name that nobody knows just now. */
const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const LOST =
  /Connection terminated|Client has encountered a connection error|not queryable|timeout exceeded when trying to connect/i;

/** The server went away, or is coming up. What was asked may be asked again. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  // 08: connection exceptions · 57P0x: the server shuts down or starts · 53300: no connection is left
  if (/^(08|57P0|53300)/.test(code) || NETWORK.includes(code)) return true;
  return error instanceof Error && LOST.test(error.message);
}

/** A statement took longer than it may (statement_timeout), and was ended. */
export const isCancelled = (error: unknown): boolean => codeOf(error) === '57014';
