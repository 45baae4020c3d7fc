import { Algorithm, hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const ARGON = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), ARGON);

export const isPassword = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password.normalize('NFKC')).catch(() => false);

let nobody: Promise<string> | undefined;
/** As dear as a real look: how long an answer takes does not tell whether there is such an account. */
export async function isNobodysPassword(password: string): Promise<false> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'));
  await isPassword(await nobody, password);
  return false;
}

/** Without what is easily taken for something else. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** Four groups of four: 80 bits, and readable over the telephone. */
export const makePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  );

/** What a browser or a program holds; here is only its digest. 256 bits need no salt. */
export const makeToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
