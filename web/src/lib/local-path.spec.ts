import { localPath } from './local-path';

test.each(['/', '/viec/12?tu=thu#hai'])('%s is of this site', (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([undefined, '', 'viec', '//x.vn', '/\\x.vn', 'https://x.vn', '/..//x.vn', '/\tx', 'javascript:alert(1)'])(
  '%s leads nowhere',
  (text) => {
    expect(localPath(text)).toBeUndefined();
  },
);
