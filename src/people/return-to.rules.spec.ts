import fc from 'fast-check';
import { localPath } from './return-to.rules.js';

test.each([
  ['/', '/'],
  ['/viec/12?x=1#y', '/viec/12?x=1#y'],
  ['/việc', '/vi%E1%BB%87c'],
  ['/a/../b', '/b'],
  ['/?to=//xau.vn', '/?to=//xau.vn'],
])('%s stays here', (text, path) => {
  expect(localPath(text)).toBe(path);
});

test.each([
  '',
  'viec',
  '//xau.vn',
  '///xau.vn',
  '/\\xau.vn',
  '\\\\xau.vn',
  '/..//xau.vn',
  '/a/..//xau.vn',
  '/.//xau.vn',
  '/%2e//xau.vn',
  '/\t/xau.vn',
  '/\n/xau.vn',
  ' /a',
  'https://xau.vn',
  'javascript:alert(1)',
  `/${'a'.repeat(2000)}`,
])('%j does not', (text) => {
  expect(localPath(text)).toBeUndefined();
});

test('whatever comes, the browser stays on this site', () => {
  const pieces = fc.array(
    fc.constantFrom('/', '\\', '.', '..', '//', '@', ':', '%2f', '%2e', 'xau.vn', '?', '#', '\t', 'http'),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((some) => some.join('')),
        fc.webUrl(),
        fc.string(),
      ),
      (text) => {
        const path = localPath(text);
        if (path === undefined) return;
        expect(new URL(path, 'https://dunghan.vn/api/v1/session/oidc/callback?code=x').origin).toBe(
          'https://dunghan.vn',
        );
        expect(localPath(path)).toBe(path);
      },
    ),
    { numRuns: 2000 },
  );
});
