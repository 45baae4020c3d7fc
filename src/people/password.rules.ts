import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Why a password is refused. */
export type Weakness = 'password-too-common' | 'password-has-name';

/** This application. */
const NAME = 'dunghan';
/** The words of those who use it: whoever guesses begins with them. */
const OURS = ['cchc', 'caicachhanhchinh', 'hanhchinh', 'banchidao', 'tothuongtruc', 'sonoivu', 'noivu'];
const THEIRS = ['kehoach', 'baocao', 'quantri', 'thuky', 'chuyenvien', 'lanhdao', 'donvi', 'canbo', 'congchuc'];
const EVERYBODYS = ['matkhau', 'vietnam', 'hanoi', 'saigon', 'anhyeuem', 'emyeuanh', 'xinchao', 'khongbiet'];
const USUAL = [...OURS, ...THEIRS, ...EVERYBODYS];

/** In a password nobody may have this; shorter names stand by chance in many. */
const LEAST_NAME = 4;
/** Guesses that a password must be worth: 3 of 4, which is 10^8. */
const LEAST_SCORE = 3;
/** Beyond this nobody guesses, and looking costs. */
const LOOKED_AT = 64;

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

/**
 * Whether somebody would soon guess it: what others have used, what is made of that, of keys beside each other, of years and
 * repetitions, or of the words of this house; and what holds the user name. Nothing leaves the machine.
 */
export async function weaknessOf(password: string, name: string): Promise<Weakness | undefined> {
  const names = [letters(name), letters(name.split('@', 1).join(''))];
  const own = [...names, NAME].filter((word) => word.length >= LEAST_NAME);
  if (own.some((word) => letters(password).includes(word))) return 'password-has-name';
  estimator ??= estimating();
  const { score } = (await estimator).check(plain(password).slice(0, LOOKED_AT), [...USUAL, ...names]);
  return score < LEAST_SCORE ? 'password-too-common' : undefined;
}
