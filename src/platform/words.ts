import type { ProblemCode } from '../core/problem.js';
import type { Language } from './language.js';
import en from './locales/en.json' with { type: 'json' };
import vi from './locales/vi.json' with { type: 'json' };

type Sentence = { readonly title: string; readonly detail: string };
type Locale = { readonly problems: Readonly<Record<string, Sentence>> };
const locales: Readonly<Record<Language, Locale>> = { vi, en };

const shown = (fact: unknown): string => {
  if (Array.isArray(fact)) return fact.map(shown).join(', ');
  if (typeof fact === 'string' || typeof fact === 'number' || typeof fact === 'boolean') return String(fact);
  return fact === undefined || fact === null ? '–' : JSON.stringify(fact);
};

/** “{field}” becomes what the facts say of it. */
const filled = (text: string, facts: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => shown(facts[name]));

/** A problem in words. The code alone stands where a language has none: the tests see to it that this does not happen. */
export function problemWords(
  code: ProblemCode,
  language: Language,
  facts: Readonly<Record<string, unknown>> = {},
): Sentence {
  const { title, detail } = locales[language].problems[code] ?? { title: code, detail: code };
  return { title, detail: filled(detail, facts) };
}

export type Label = { readonly vi: string; readonly en: string };
export type LabelSection = Exclude<keyof typeof vi, 'problems'>;
type Labels = Readonly<Record<LabelSection, Readonly<Record<string, string>>>>;

/** What stands under a name in the locale files, in both languages; the name itself where nothing does. */
export function labelOf(section: LabelSection, name: string, facts: Readonly<Record<string, unknown>> = {}): Label {
  const said = (locale: Labels): string => filled(locale[section][name] ?? name, facts);
  return { vi: said(vi), en: said(en) };
}
