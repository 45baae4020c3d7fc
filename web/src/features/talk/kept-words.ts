import { newKey } from '../../lib/api';

/** What is being written and is not sent, kept in this browser: a closed window or an ended session loses nothing. */
export type Words = {
  readonly text: string;
  readonly answers?: number | undefined;
  /** What it is about, as its choice is called (`form/heading`). */
  readonly about?: string | undefined;
  /** Of a try that has no answer yet: the same wish goes under the same key. */
  readonly tried?: { readonly wish: string; readonly key: string } | undefined;
};
export const noWords: Words = { text: '' };

const nameOf = (who: string, id: number): string => `dung-han.talk.${who}.${id}`;

export function keepWords(who: string, id: number, words: Words): void {
  try {
    if (words.text === '') localStorage.removeItem(nameOf(who, id));
    else localStorage.setItem(nameOf(who, id), JSON.stringify(words));
  } catch {
    // A browser that keeps nothing: the screen still has it.
  }
}

export function keptWords(who: string, id: number): Words {
  try {
    const text = localStorage.getItem(nameOf(who, id));
    return text === null ? noWords : (JSON.parse(text) as Words);
  } catch {
    return noWords;
  }
}

/** The key of a wish: that of the try before where it is the same one. */
export function tryOf(words: Words): NonNullable<Words['tried']> {
  const wish = JSON.stringify([words.text.trim(), words.answers, words.about]);
  return words.tried?.wish === wish ? words.tried : { wish, key: newKey() };
}
