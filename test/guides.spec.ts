import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { views } from '../scripts/pictures/views.mjs';
import { type Language, languages } from '../src/platform/language.js';

const root = join(__dirname, '..');
const folder = join(root, 'docs', 'guides');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
/** For each kind of user; the others there are for whoever runs or checks the house. */
const guides = ['reporting-unit', 'secretariat', 'leadership', 'administrator'];
const textOf = (guide: string, language: Language): string => read('docs', 'guides', `${guide}.${language}.md`);

const yamlIn = (path: string): unknown[] =>
  readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(read(path, file)) as unknown);

/** Every `{ vi, en }` in the definitions, in one language. */
function* labelsIn(value: unknown, language: Language): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const said = (value as Record<string, unknown>)[language];
  if (typeof said === 'string') yield said;
  for (const below of Object.values(value)) yield* labelsIn(below, language);
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const below of Object.values(value)) yield* textsIn(below);
}

/** All that can stand on a screen in one language: the web's texts, the words of the API, the labels of the definitions. */
function wordsOf(language: Language): ReadonlySet<string> {
  const locales = join('web', 'src', 'locales', language);
  const catalogues = readdirSync(join(root, locales)).map((file) => JSON.parse(read(locales, file)) as unknown);
  const house = JSON.parse(read('src', 'platform', 'locales', `${language}.json`)) as unknown;
  const definitions = [...yamlIn('workflows/lifecycles'), ...yamlIn('workflows/plans')];
  return new Set([...textsIn([...catalogues, house]), ...labelsIn(definitions, language)]);
}

const bold = (text: string): string[] =>
  [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word.replace(/\s+/g, ' '));
const pictures = (text: string): string[] =>
  [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)|<img src="([^"]+)" width="\d+" alt="[^"]+">/g)].map(
    ([, path, other]) => path ?? other ?? '',
  );

describe.each(guides)('the guide %s', (guide) => {
  test.each([...languages])('in %s calls everything by the words that stand on the screen', (language) => {
    const known = wordsOf(language);
    const named = bold(textOf(guide, language));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((word) => !known.has(word))).toEqual([]);
  });

  test('shows the same in both languages, each in its own', () => {
    const [vi, en] = languages.map((language) =>
      pictures(textOf(guide, language)).map((path) => path.replace(`.${language}.png`, '')),
    );
    expect(vi?.length).toBeGreaterThan(2);
    expect(en).toEqual(vi);
    const ends = languages.flatMap((language) =>
      pictures(textOf(guide, language)).filter((path) => !path.endsWith(`.${language}.png`)),
    );
    expect(ends).toEqual([]);
  });
});

describe('the pictures', () => {
  const there = readdirSync(join(folder, 'pictures')).sort();

  test('are those that npm run pictures makes, in both languages', () => {
    expect(there).toEqual(views.flatMap(({ name }) => languages.map((language) => `${name}.${language}.png`)).sort());
  });

  test('are all shown somewhere, and all that is shown is there', () => {
    const readers = [
      ...pictures(read('README.md')).map((path) => path.replace('docs/guides/', '')),
      ...guides.flatMap((guide) => languages.flatMap((language) => pictures(textOf(guide, language)))),
    ];
    const shown = readers.filter((path) => path.startsWith('pictures/')).map((path) => path.replace('pictures/', ''));
    expect([...new Set(shown)].sort()).toEqual(there);
  });

  test('are small enough to be kept', () => {
    const sizes = there.map((file) => statSync(join(folder, 'pictures', file)).size);
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThan(5_000_000);
  });
});

test('the index names every guide', () => {
  const index = read('docs', 'guides', 'README.md');
  const named = [...index.matchAll(/\]\(([\w.-]+\.md)\)/g)].map(([, file]) => file).sort();
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  expect([...new Set(named)]).toEqual(files.sort());
});
