/** The languages that people are answered in; Vietnamese unless they ask for English. */
export type Language = 'vi' | 'en';
export const languages: readonly Language[] = ['vi', 'en'];

/** Accept-Language → the language that is wanted most (RFC 9110 §12.5.4). */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').flatMap((part, index) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const language = languages.find((known) => range === known || range.startsWith(`${known}-`));
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
    return language && quality > 0 ? [{ language, quality, index }] : [];
  });
  const [first] = wanted.sort((a, b) => b.quality - a.quality || a.index - b.index);
  return first?.language ?? 'vi';
}
