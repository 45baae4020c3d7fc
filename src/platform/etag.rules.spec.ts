import { Problem } from '../core/problem.js';
import { etagOf, isKnown, isUnchanged, lookedAt, weakTagOf } from './etag.rules.js';

const tag = etagOf(7, '{"a":1}');

test('a tag says how far a resource has come, and what was said of it', () => {
  expect(tag).toMatch(/^"7\.[\w-]{16}"$/);
  expect(etagOf(7, '{"a":2}')).not.toBe(tag);
  expect(weakTagOf('{"a":1}')).toMatch(/^W\/"[\w-]{16}"$/);
});

test.each([
  [undefined, false],
  ['*', true],
  [tag, true],
  [`W/${tag}`, true],
  [`"x", ${tag}`, true],
  ['"7"', false],
  [etagOf(8, '{"a":1}'), false],
  ['nothing of the kind', false],
])('If-None-Match: %s', (header, expected) => {
  expect(isKnown(header, tag)).toBe(expected);
});

const holds = (header: string | undefined): boolean => {
  try {
    isUnchanged(lookedAt(header), 7);
    return true;
  } catch (error) {
    expect(error instanceof Problem && error.code).toBe('precondition-failed');
    return false;
  }
};

test.each([
  [undefined, true],
  ['*', true],
  [tag, true],
  // The same resource, of which something else is said by now.
  [etagOf(7, '{"a":2}'), true],
  ['"7"', true],
  ['"6", "7"', true],
  [etagOf(6, '{"a":1}'), false],
  [etagOf(71, '{"a":1}'), false],
  [`W/${tag}`, false],
  ['7', false],
  ['', false],
])('If-Match: %s', (header, expected) => {
  expect(holds(header)).toBe(expected);
});
