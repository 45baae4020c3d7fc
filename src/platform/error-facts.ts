/** What the log keeps of an error. */
export type ErrorFacts = {
  readonly type: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly message: string;
  readonly stack?: string;
};

/** Addresses of e-mail, and the user and the password in an address of a server. */
const PERSONAL: readonly (readonly [RegExp, string])[] = [
  [/[^\s<>"'(),;:/@]+@[^\s<>"'(),;:/@]+\.[a-z]{2,}/gi, '…'],
  [/\/\/[^\s/@]*@/g, '//…@'],
];
/** PostgreSQL repeats a value that it cannot read (class 22). */
const VALUES: readonly (readonly [RegExp, string])[] = [[/"[^"]*"|'[^']*'/g, '“…”']];

/**
 * What kind of error, which code, where: never the parameters of a statement, nor what else a library hangs on its errors,
 * because passwords' digests, addresses and people's words are among them.
 */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error was thrown' };
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown };
  const isOfValues = typeof code === 'string' && /^22...$/.test(code);
  const message = [...PERSONAL, ...(isOfValues ? VALUES : [])].reduce(
    (text, [pattern, instead]) => text.replace(pattern, instead),
    error.message,
  );
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    message,
    ...(error.stack !== undefined && { stack: error.stack.replace(error.message, () => message) }),
  };
}
