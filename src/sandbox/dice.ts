import { sha256 } from '../core/canonical.js';

/**
 * A number in [0, 1) that depends on nothing but what is asked: the seed, an instance's natural key, an act, how often
 * it has come to fit. Not on the order of questions, nor on ids of a database.
 */
export const draw = (...about: readonly (string | number)[]): number =>
  Number.parseInt(sha256(about.join('\n')).slice(0, 13), 16) / 2 ** 52;

/** One of the whole numbers from–to, both included. */
export const drawWhole = (from: number, to: number, dice: number): number =>
  Math.min(from, to) + Math.floor(dice * (Math.abs(to - from) + 1));
