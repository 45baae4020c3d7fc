import type { Language } from '../platform/language.js';

/** What cannot be the beginning of a period: «hằng năm» and «3 năm» name none. */
const NO_PERIOD = /(?:hằng|mỗi|nhiều|\d)\s$/iu;

/**
 * A duty and its period in one breath. Where the duty's name says the beginning of the period already, the whole stands
 * there: «Báo cáo 6 tháng về …» of «6 tháng đầu năm 2023» is «Báo cáo 6 tháng đầu năm 2023 về …».
 */
export function workName(obligation: string, period: string, language: Language): string {
  if (period === '') return obligation;
  const words = period.split(' ');
  for (let n = words.length; n > 0; n -= 1) {
    const start = words.slice(0, n).join(' ');
    const at = placeOf(start, obligation);
    if (at >= 0) return `${obligation.slice(0, at)}${period}${obligation.slice(at + start.length)}`;
  }
  return language === 'vi' ? `${obligation} ${period}` : `${obligation}, ${period}`;
}

const isWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}-]/u.test(letter);

/** Where the words stand, as words of their own and meaning a period. */
function placeOf(words: string, text: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const free = !isWord(text[at - 1]) && !isWord(text[at + words.length]);
    if (free && !NO_PERIOD.test(text.slice(0, at))) return at;
  }
  return -1;
}
