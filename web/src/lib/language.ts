/** The languages of the house; Vietnamese unless somebody asks for English. */
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

const KEPT = 'dung-han.language';

const isLanguage = (text: string | null): text is Language => languages.some((one) => one === text);

/** The first of these languages that the house speaks. */
export function languageAmong(wanted: readonly string[]): Language {
  const known = wanted.map((one) => one.toLowerCase().split('-', 1).join('')).find((one) => isLanguage(one));
  return isLanguage(known ?? null) ? (known as Language) : 'vi';
}

/** As it was chosen here, or as the browser asks. */
export function keptLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  return isLanguage(kept) ? kept : languageAmong(navigator.languages);
}

let spoken: Language | undefined;
/** What the page speaks at the moment. */
export const spokenLanguage = (): Language => (spoken ??= keptLanguage());

export function speak(language: Language): void {
  spoken = language;
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
}
