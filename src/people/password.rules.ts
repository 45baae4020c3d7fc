import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { usual } from './password-words.js';

/** Why a password is refused. */
export type Weakness = 'password-too-common' | 'password-has-name';

/** This application. */
const NAME = 'dunghan';
/** In a password nobody may have this; shorter names stand by chance in many. */
const LEAST_NAME = 4;
/** Guesses that a password must be worth: 3 of 4, which is 10^8. */
const LEAST_SCORE = 3;
/** Beyond this nobody guesses, and looking costs. */
const LOOKED_AT = 64;

/** Of a word with a year or a few figures, whoever guesses tries all. */
const FEW_FIGURES = 9;
/** A shorter word stands by chance in many. */
const LEAST_WORD = 4;

/** As it is typed without its marks. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();
const letters = (text: string): string => plain(text).replace(/[^\p{Letter}\p{Number}]/gu, '');

let estimator: Promise<ZxcvbnFactory> | undefined;
/** Fifty thousand passwords that others have used, read when the first one is chosen: most processes never do. */
async function estimating(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Estimator }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new Estimator({ dictionary, graphs });
}

/** What a unit is called, and every part of that: of “Thành ủy Tây Ninh” also “tayninh”. */
function wordsOf(unit: string): string[] {
  const words = plain(unit).match(/[\p{Letter}\p{Number}]+/gu) ?? [];
  return words.flatMap((_, from) => words.slice(from).map((__, n) => words.slice(from, from + n + 1).join('')));
}

/** One or two common words, and nothing beside them but a year, a few figures or signs. */
function isOfWords(password: string, words: ReadonlySet<string>): boolean {
  const bare = plain(password).replace(/\s/g, '');
  const text = bare.replace(/[^\p{Letter}]/gu, '');
  if (bare.length - text.length > FEW_FIGURES) return false;
  const cuts = Array.from({ length: Math.max(0, text.length - 2 * LEAST_WORD + 1) }, (_, n) => n + LEAST_WORD);
  return words.has(text) || cuts.some((cut) => words.has(text.slice(0, cut)) && words.has(text.slice(cut)));
}

/**
 * Whether somebody would soon guess it: what others have used, what is made of that, of keys beside each other, of years and
 * repetitions, or of the words of this house and the names of its units; and what holds the user name. Nothing leaves the machine.
 *
 * @param units as the running plans call them
 */
export async function weaknessOf(
  password: string,
  name: string,
  units: readonly string[] = [],
): Promise<Weakness | undefined> {
  const names = [letters(name), letters(name.split('@', 1).join(''))];
  const own = [...names, NAME].filter((word) => word.length >= LEAST_NAME);
  if (own.some((word) => letters(password).includes(word))) return 'password-has-name';
  const words = [...usual, ...units.flatMap(wordsOf)].filter((word) => word.length >= LEAST_WORD);
  if (isOfWords(password.slice(0, LOOKED_AT), new Set(words))) return 'password-too-common';
  estimator ??= estimating();
  const { score } = (await estimator).check(plain(password).slice(0, LOOKED_AT), [...usual, ...names]);
  return score < LEAST_SCORE ? 'password-too-common' : undefined;
}
