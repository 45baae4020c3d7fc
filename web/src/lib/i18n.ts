import { createInstance, type InitOptions } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { clauseName } from '../../../src/core/clause-name';
import { type Language, speak, spokenLanguage } from './language';

/** One file for each feature and language; each is loaded with the first page that needs it. */
const files = import.meta.glob<{ readonly default: Readonly<Record<string, unknown>> }>('../locales/*/*.json');

const loaded = {
  type: 'backend' as const,
  init: () => undefined,
  read: async (language: string, feature: string) => {
    const load = files[`../locales/${language}/${feature}.json`];
    if (!load) throw new Error(`There is no web/src/locales/${language}/${feature}.json.`);
    return (await load()).default;
  },
};

export const i18n = createInstance();

const options: InitOptions = {
  lng: spokenLanguage(),
  fallbackLng: false,
  ns: ['common'],
  defaultNS: 'common',
  keySeparator: '.',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  returnNull: false,
};

export async function startTexts(): Promise<void> {
  speak(spokenLanguage());
  await i18n.use(loaded).use(initReactI18next).init(options);
  // {{clause, clause}}: '4•2' as people say it; clauseHead: at the beginning of a line.
  const name = (citation: string, language?: string): string => clauseName(citation, language as Language);
  i18n.services.formatter?.add('clause', name);
  i18n.services.formatter?.add('clauseHead', (citation: string, language) => {
    const said = name(citation, language);
    return said.charAt(0).toUpperCase() + said.slice(1);
  });
}

/** Before a page is shown: its texts, so that it never shows without them. */
export const loadTexts = (features: readonly string[]): Promise<void> => i18n.loadNamespaces(features);

/** The language of the page, and how to change it. What the API has said is asked for anew by whoever calls. */
export function useLanguage(): readonly [Language, (language: Language) => Promise<void>] {
  const { i18n: instance } = useTranslation();
  const change = async (language: Language): Promise<void> => {
    speak(language);
    await instance.changeLanguage(language);
  };
  return [instance.language as Language, change];
}

/** A label of the API in the language of the page. */
export const said = (label: Readonly<Record<Language, string>>, language: Language): string => label[language];
