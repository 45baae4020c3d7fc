import { dateText, isDay, momentText } from '../../lib/format';
import type { Language } from '../../lib/language';
import type { Entry } from './get-instance';

/** The words that came with it: a text, or the reason in an object. */
export function wordsOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body.trim() || undefined;
  if (typeof body !== 'object' || body === null || !('reason' in body)) return undefined;
  return typeof body.reason === 'string' ? body.reason.trim() || undefined : undefined;
}

type Paper = { readonly id: number; readonly name: string };
export type Papers = { readonly remarks: readonly string[]; readonly files: readonly Paper[] };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const listIn = (body: unknown, name: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = isObject(body) ? body[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/** What came with it beside its words. */
export const papersOf = (body: unknown): Papers => ({
  remarks: listIn(body, 'remarks').flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
  files: listIn(body, 'files').flatMap(({ id, name }) =>
    typeof id === 'number' && typeof name === 'string' ? [{ id, name }] : [],
  ),
});

type Words = { readonly language: Language; readonly yes: string; readonly no: string };

/** What a person gave with it, by what it is called; letters between instances are nobody's reading. */
export function shownFields(
  { actor, fields, fieldLabels, valueLabels }: Entry,
  { language, yes, no }: Words,
): [name: string, value: string][] {
  if (actor.kind !== 'person') return [];
  return Object.entries(fields).flatMap(([name, value]): [string, string][] => {
    const text = valueLabels[name]?.[language] ?? valueText(value, { yes, no });
    return text === '' ? [] : [[fieldLabels[name]?.[language] ?? name, text]];
  });
}

function valueText(value: unknown, words: Omit<Words, 'language'>): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => valueText(one, words)).join(', ');
  if (typeof value !== 'string') return '';
  if (isDay(value)) return dateText(value);
  return /^\d{4}-\d\d-\d\dT/.test(value) ? momentText(value) : value;
}
