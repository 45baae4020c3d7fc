import { languageAmong } from './language';

test.each([
  [['en-GB', 'vi'], 'en'],
  [['fr', 'en'], 'en'],
  [['VI-VN'], 'vi'],
  [['fr', 'de'], 'vi'],
  [[], 'vi'],
] as const)('of %j the house speaks %s', (wanted, language) => {
  expect(languageAmong(wanted)).toBe(language);
});
