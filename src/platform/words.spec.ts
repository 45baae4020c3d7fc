import { expectations, problems, type ProblemCode } from '../core/problem.js';
import en from './locales/en.json' with { type: 'json' };
import vi from './locales/vi.json' with { type: 'json' };
import { expectationWords, holesIn, problemWords } from './words.js';

const codes = Object.keys(problems) as ProblemCode[];
const holes = (text: string): string[] => holesIn(text).sort();

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

test('whatever a field must be has words in both languages, with the same bounds', () => {
  const wanted = [...expectations].sort();
  expect(Object.keys(vi.expected).sort()).toEqual(wanted);
  expect(Object.keys(en.expected).sort()).toEqual(wanted);
  for (const code of expectations) {
    expect([code, holes(vi.expected[code])]).toEqual([code, holes(en.expected[code])]);
    for (const hole of holes(vi.expected[code])) expect(['least', 'most', 'choices']).toContain(hole);
  }
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

test('what a field must be is said in the language of the sentence', () => {
  const facts = { field: 'limit', expected: 'at-most', most: 200 };
  expect(problemWords('bad-request', 'vi', facts).detail).toBe('Yêu cầu chưa đúng ở “limit”: không được lớn hơn 200.');
  expect(problemWords('bad-request', 'en', facts).detail).toBe(
    'The request is not as expected at “limit”: it must be at most 200.',
  );
  expect(expectationWords('one-of', { choices: ['due', 'key'] })).toEqual({
    vi: 'chỉ nhận: due, key',
    en: 'it must be one of: due, key',
  });
});

test('events and posts are called by their labels, where they are known', () => {
  const eventLabel = { vi: 'Tiếp nhận', en: 'Accept' };
  const possible = [{ event: 'report.submit', label: { vi: 'Gửi báo cáo', en: 'Hand in the report' } }];
  const facts = { event: 'report.accept', eventLabel, possible };
  expect(problemWords('event-not-expected', 'vi', facts).detail).toBe(
    'Ở trạng thái hiện tại không thực hiện được “Tiếp nhận”. Những bước làm được: Gửi báo cáo.',
  );
  expect(problemWords('event-not-expected', 'en', { event: 'report.accept', possible: [] }).detail).toBe(
    '“report.accept” is not possible in the present state.',
  );
  expect(problemWords('forbidden-event', 'vi', { event: 'x', by: ['unit.officer', 'unit.head'] }).detail).toBe(
    `Người gửi không được giao thực hiện “x”. Bước này do ${vi.posts['unit.officer']}, ${vi.posts['unit.head']} thực hiện.`,
  );
});

test('a part in brackets is left out where its facts are missing', () => {
  expect(problemWords('unknown-event', 'vi', { event: 'a', suggestion: 'b' }).detail).toBe(
    'Quy trình không có bước nào là “a”. Có phải là “b”?',
  );
  expect(problemWords('unknown-event', 'en', { event: 'a' }).detail).toBe('The lifecycle knows no event “a”.');
});
