type Label = { readonly vi: string; readonly en: string };

/** Without accents and case, as `search_fold` does it in SQL: Hòa and Hoà are one, đ is d. */
export const folded = (text: string): string =>
  composed(text).toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
const composed = (text: string): string => text.normalize('NFC');

const MOST_TOKENS = 8;
/** The words that are looked for, each of which must be found somewhere. */
export const tokensOf = (asked: string): readonly string[] => [
  ...new Set(composed(asked).trim().split(/\s+/).filter(Boolean).slice(0, MOST_TOKENS)),
];

/** A text as words are looked for in it: made once, asked often. */
export const saidBy = (texts: readonly string[]): string => ` ${spaced(texts.join(' '))}`;

/** Which of the words begin a word of such a text, a bit for each: `an` is no part of `tháng`. */
export const maskIn = (said: string, tokens: readonly string[]): number =>
  tokens.map(spaced).reduce((mask, word, n) => (word !== '' && said.includes(` ${word}`) ? mask | (1 << n) : mask), 0);
const spaced = (text: string): string =>
  folded(text)
    .replaceAll(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();
export const fullMask = (tokens: readonly string[]): number => (1 << tokens.length) - 1;

/**
 * How near a name comes to what was asked; the less the nearer. With its accents before without, whole before its beginning,
 * its beginning before the beginning of a word, and that before somewhere.
 */
export function distance(names: readonly string[], asked: string): number {
  const exact = names.map((name) => placeOf(composed(name).toLowerCase(), composed(asked.trim()).toLowerCase()));
  const bare = names.map((name) => placeOf(folded(name), folded(asked.trim())));
  return Math.min(
    ...[...exact, ...bare.map((place) => place + BARE)].filter((place) => place % BARE < NOWHERE),
    2 * BARE,
  );
}
const NOWHERE = 4;
const BARE = 10;
function placeOf(name: string, asked: string): number {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  if (name.includes(` ${asked}`)) return 2;
  return name.includes(asked) ? 3 : NOWHERE;
}

/** What an obligation is found by. */
export const obligationTexts = (of: { obligation: string; clause: string; label: Label }): readonly string[] => [
  of.obligation,
  of.clause,
  of.label.vi,
  of.label.en,
];
