import { numberText, percentText } from '../../lib/format';
import type { Language } from '../../lib/language';
import type { Five } from './get-matrix';

/** The five numbers, in the order in which they are read. */
export const fives = ['expected', 'actual', 'rate', 'onTime', 'rateOnTime'] as const;
export type FiveName = (typeof fives)[number];

/** Of nothing there is no share. */
export function fiveText(five: Five, name: FiveName, language: Language): string {
  const value = five[name];
  if (value === null) return '–';
  return name === 'rate' || name === 'rateOnTime' ? percentText(value / 100, language) : numberText(value, language);
}
