import { languageOf } from './language.js';

test.each([
  [undefined, 'vi'],
  ['', 'vi'],
  ['*', 'vi'],
  ['fr-FR,fr;q=0.9', 'vi'],
  ['en', 'en'],
  ['en-GB,vi;q=0.8', 'en'],
  ['en;q=0.2, vi;q=0.8', 'vi'],
  ['EN-us', 'en'],
  ['en;q=0, fr', 'vi'],
  ['fr, en;q=0.1', 'en'],
  ['english', 'vi'],
] as const)('%s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
