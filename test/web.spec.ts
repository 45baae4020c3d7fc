import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trailKinds } from '../src/people/trail.js';

const root = join(__dirname, '..');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

test('the client of the API is fresh: else npm run generate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-client-'));
  const file = join(folder, 'api.gen.ts');
  const cli = join(root, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    [cli, join(root, 'docs', 'api', 'openapi.json'), '--output', file],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(read('web', 'src', 'lib', 'api.gen.ts') === readFileSync(file, 'utf8')).toBe(true);
  rmSync(folder, { recursive: true });
});

describe('the texts', () => {
  const locales = join('web', 'src', 'locales');
  const files = readdirSync(join(root, locales, 'vi')).sort();

  type Texts = { readonly [key: string]: string | Texts };
  const textsIn = (texts: Texts, above = ''): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[above + key, value] as [string, string]] : textsIn(value, `${above}${key}.`),
    );
  const textsOf = (language: string, file: string): Map<string, string> =>
    new Map(textsIn(JSON.parse(read(locales, language, file)) as Texts));
  /** One text has one form for each plural in English, and a single one in Vietnamese. */
  const base = (key: string): string => key.replace(/_(one|other)$/, '');
  /** `{{count, number}}` is a hole for `count`. */
  const holes = (text = ''): string[] =>
    [...new Set([...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map(([, name]) => name ?? ''))].sort();

  test('are there in both languages, file by file', () => {
    expect(readdirSync(join(root, locales, 'en')).sort()).toEqual(files);
  });

  test.each(files)('of %s say the same things in both', (file) => {
    const [vi, en] = [textsOf('vi', file), textsOf('en', file)];
    const keys = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map(base))].sort();
    expect(keys(en)).toEqual(keys(vi));
    for (const [key, text] of en) {
      const same = vi.get(key) ?? vi.get(base(key)) ?? vi.get(`${base(key)}_other`);
      // What is one need not be counted aloud.
      const needed = holes(same).filter((hole) => !(key.endsWith('_one') && hole === 'count'));
      expect([key, holes(text).filter((hole) => needed.includes(hole))]).toEqual([key, needed]);
      expect([key, holes(text).filter((hole) => !holes(same).includes(hole))]).toEqual([key, []]);
    }
  });

  test('have a word for whatever the trail tells of', () => {
    const { kind } = JSON.parse(read(locales, 'vi', 'audit.json')) as { readonly kind: Texts };
    expect(Object.keys(kind).sort()).toEqual(['command', ...trailKinds].sort());
  });

  test.each(files)('of %s are written in composed letters, and none is empty', (file) => {
    for (const language of ['vi', 'en'])
      for (const [key, text] of textsOf(language, file)) {
        expect([key, text]).toEqual([key, text.normalize('NFC')]);
        expect([key, text.trim()]).not.toEqual([key, '']);
      }
  });

  test('are known to the compiler, file by file', () => {
    const known = [...read('web', 'src', 'lib', 'texts.d.ts').matchAll(/^ {6}'?([\w-]+)'?: typeof/gm)].map(
      ([, name]) => `${name}.json`,
    );
    expect(known.sort()).toEqual(files);
  });
});
