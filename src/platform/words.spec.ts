import { problems, type ProblemCode } from '../core/problem.js';
import en from './locales/en.json' with { type: 'json' };
import vi from './locales/vi.json' with { type: 'json' };
import { problemWords } from './words.js';

const codes = Object.keys(problems) as ProblemCode[];
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

/** 'a.b.c' for every sentence of a locale. */
const keysOf = (node: object, above = ''): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${above}${key}.`) : [`${above}${key}`],
  );

test('every problem has a title and a sentence in both languages', () => {
  const wanted = [...codes].sort();
  expect(Object.keys(vi.problems).sort()).toEqual(wanted);
  expect(Object.keys(en.problems).sort()).toEqual(wanted);
});

test('both languages have the same keys, and none is empty', () => {
  expect(keysOf(en).sort()).toEqual(keysOf(vi).sort());
  const sections: object[] = [vi, en].flatMap((locale) => Object.values(locale));
  expect(JSON.stringify(sections)).not.toContain('""');
});

test.each(codes)('%s: both sentences speak of the same facts', (code) => {
  expect(holes(vi.problems[code].detail)).toEqual(holes(en.problems[code].detail));
});

test('facts are put into the sentence; what is missing is a dash, never the placeholder', () => {
  expect(problemWords('unknown-field', 'en', { field: 'colour' }).detail).toBe('There is no field called “colour”.');
  expect(problemWords('unknown-field', 'vi').detail).toBe('Không có trường nào tên là “–”.');
});
