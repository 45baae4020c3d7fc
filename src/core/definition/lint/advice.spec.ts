import type { Finding } from '../finding.js';
import { advice } from './advice.js';
import { fileAdvice } from './file-advice.js';
import { suggestion } from './messages.js';
import { severities } from './rules.js';

const of = (rule: string, more: Partial<Finding> = {}): Finding => ({
  ...{ rule, severity: 'error', file: 'a.yaml', line: 1, column: 1, facts: {} },
  ...more,
});

test('every rule says what to do, in one short sentence of each language', () => {
  const rules = [...Object.keys(severities), ...Object.keys(fileAdvice)];
  expect(rules.length).toBeGreaterThan(Object.keys(severities).length);
  for (const rule of rules) {
    const [vi, en] = (['vi', 'en'] as const).map((language) => suggestion(of(rule), language));
    for (const sentence of [vi, en])
      expect([rule, sentence]).toEqual([rule, expect.stringMatching(/^\p{Lu}.{9,}\.$/su)]);
    expect(vi).not.toBe(en);
  }
  const all = [...Object.values(advice), ...Object.values(fileAdvice)].flatMap(({ vi, en }) => [vi, en]);
  expect(all.filter((sentence) => sentence.length > 130)).toEqual([]);
});

test('a name that lies near is the better suggestion', () => {
  expect(suggestion(of('unknown-state', { suggestion: 'drafting' }), 'vi')).toBe('drafting');
});

test('one rule may tell kinds of mistake apart, and fills in what it knows', () => {
  const missing = of('schema', { facts: { problem: 'missing-field', field: 'label' } });
  expect([suggestion(missing, 'vi'), suggestion(missing, 'en')]).toEqual(['Thêm label vào đây.', 'Add label here.']);
  expect(suggestion(of('schema', { facts: { problem: 'type' } }), 'en')).toContain('workflows/schema');
});

test('what counts as handed in again may say so instead of naming a new day', () => {
  const again = of('overdue-at-once', { facts: { from: 'submitted', to: 'closed' } });
  expect(suggestion(again, 'en')).toMatch(/deadline\.sub.*tag closed handed-in/);
  expect(suggestion(again, 'vi')).toMatch(/deadline\.sub.*gắn thẻ handed-in cho closed/);
});

test('of a rule that is newer than the words nothing is suggested', () => {
  expect(suggestion(of('newer'), 'vi')).toBeUndefined();
});
