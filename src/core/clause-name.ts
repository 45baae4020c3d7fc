type Language = 'vi' | 'en';

const WORDS = {
  vi: { section: 'mục', '•': 'gạch đầu dòng', '¶': 'đoạn' },
  en: { section: 'section', '•': 'bullet', '¶': 'paragraph' },
} as const;
const CITED = /^(?<section>[\d.]+)(?:(?<mark>[•¶])(?<place>\d+))?$/;

/** '4•2' as people say it: 'mục 4, gạch đầu dòng 2'. Several ('3¶2, 5.1¶2') one after the other; what is no such id stays. */
export const clauseName = (citation: string, language: Language): string =>
  citation
    .split(',')
    .map((id) => named(id.trim(), language))
    .join('; ');

function named(id: string, language: Language): string {
  const words = WORDS[language];
  const { section, mark, place } = CITED.exec(id)?.groups ?? {};
  if (section === undefined) return id;
  const whole = `${words.section} ${section}`;
  return mark === '•' || mark === '¶' ? `${whole}, ${words[mark]} ${place ?? ''}` : whole;
}
