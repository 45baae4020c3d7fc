import type { Expectation, ProblemCode } from '../core/problem.js';
import type { Language } from './language.js';
import { minute } from './minute.js';
import en from './locales/en.json' with { type: 'json' };
import vi from './locales/vi.json' with { type: 'json' };

type Sentence = { readonly title: string; readonly detail: string };
type Words = Readonly<Record<string, string>>;
type Locale = {
  readonly problems: Readonly<Record<string, Sentence>>;
  readonly expected: Words;
  readonly posts: Words;
};
const locales: Readonly<Record<Language, Locale>> = { vi, en };

export type Facts = Readonly<Record<string, unknown>>;
export type Label = { readonly vi: string; readonly en: string };

const isLabel = (fact: unknown): fact is Label =>
  typeof fact === 'object' && fact !== null && 'vi' in fact && 'en' in fact;

/** Programs read the fact itself; people are told a moment as everywhere, dd/MM/yyyy HH:mm. */
const isInstant = (fact: unknown): fact is string =>
  typeof fact === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/.test(fact);

/** A fact as people read it: what has a label is called by it. */
function shown(fact: unknown, language: Language): string {
  if (Array.isArray(fact)) return fact.map((one) => shown(one, language)).join(', ');
  if (isInstant(fact)) return minute(fact);
  if (typeof fact === 'string' || typeof fact === 'number' || typeof fact === 'boolean') return String(fact);
  if (fact === undefined || fact === null) return '–';
  if (isLabel(fact)) return fact[language];
  const { label } = fact as { readonly label?: unknown };
  return isLabel(label) ? label[language] : JSON.stringify(fact);
}

const isThere = (fact: unknown): boolean =>
  fact !== undefined && fact !== null && !(Array.isArray(fact) && fact.length === 0);

/**
 * “{field}” becomes what the facts say of it, “{a|b}” the first of the two that is there. What stands in [brackets] is
 * left out where a fact of it is missing.
 */
function filled(text: string, facts: Facts, language: Language): string {
  const factOf = (names: string): unknown =>
    names
      .split('|')
      .map((name) => facts[name])
      .find(isThere);
  return text
    .replace(/\[(.+?)\]/g, (_, part: string) => (holesIn(part).every((names) => isThere(factOf(names))) ? part : ''))
    .replace(HOLE, (_, names: string) => shown(factOf(names), language));
}

const HOLE = /\{([\w|]+)\}/g;
/** What a sentence asks the facts for. */
export const holesIn = (text: string): string[] => [...text.matchAll(HOLE)].map(([, names = '']) => names);

/** By its label and, as it is written, by its name. */
const fieldName = ({ field, label }: Facts, language: Language): string =>
  isLabel(label) ? `“${label[language]}” (${shown(field, language)})` : `“${shown(field, language)}”`;

/** As it stands in the locale file, its holes not filled. */
export const sentenceOf = (code: ProblemCode, language: Language): Sentence =>
  locales[language].problems[code] ?? { title: code, detail: code };

/** A problem in words. The code alone stands where a language has none: the tests see to it that this does not happen. */
export function problemWords(code: ProblemCode, language: Language, facts: Facts = {}): Sentence {
  const { problems, expected, posts } = locales[language];
  const { title, detail } = problems[code] ?? { title: code, detail: code };
  const must = (of: Facts): string => {
    const { expected: name } = of;
    return typeof name === 'string' ? filled(expected[name] ?? name, of, language) : shown(name, language);
  };
  const wrongs = (Array.isArray(facts['errors']) ? facts['errors'] : [facts]) as readonly Facts[];
  const listed = (some: readonly Facts[]): string =>
    some.map((of) => `${fieldName(of, language)}: ${must(of)}`).join('; ');
  const said: Facts = {
    ...facts,
    ...(typeof facts['expected'] === 'string' && { expected: must(facts) }),
    missing: listed(wrongs.filter(({ missing }) => missing)) || undefined,
    wrong: listed(wrongs.filter(({ missing }) => !missing)) || undefined,
    ...(Array.isArray(facts['by']) && { by: facts['by'].map((role: unknown) => posts[String(role)] ?? role) }),
  };
  return { title, detail: filled(detail, said, language) };
}

/** What must stand in a field that is wrong, as a form says it beside the field. */
export function fieldWords(wrong: Facts, language: Language): string {
  const { expected: name } = wrong;
  const { expected } = locales[language];
  const text = typeof name === 'string' ? filled(expected[name] ?? name, wrong, language) : '';
  return `${text.charAt(0).toLocaleUpperCase(language)}${text.slice(1)}`;
}

/** What a value must be, in both languages. */
export const expectationWords = (code: Expectation, bounds: Facts = {}): Label => ({
  vi: filled(vi.expected[code], bounds, 'vi'),
  en: filled(en.expected[code], bounds, 'en'),
});

export type LabelSection = Exclude<keyof typeof vi, 'problems' | 'expected'>;
type Labels = Readonly<Record<LabelSection, Words>>;

export const hasLabel = (section: LabelSection, name: string): boolean => Object.hasOwn(vi[section], name);

/** What stands under a name in the locale files, in both languages; the name itself where nothing does. */
export function labelOf(section: LabelSection, name: string, facts: Facts = {}): Label {
  const said = (locale: Labels, language: Language): string => filled(locale[section][name] ?? name, facts, language);
  return { vi: said(vi, 'vi'), en: said(en, 'en') };
}
