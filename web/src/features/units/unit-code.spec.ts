import { codeFrom, isCode } from './unit-code';

test.each([
  ['Xã Tân Hòa', 'xa-tan-hoa'],
  ['  Đảng ủy xã Đông (mới) ', 'dang-uy-xa-dong-moi'],
  ['–', ''],
])('%s is written %s in the files', (name, code) => {
  expect(codeFrom(name)).toBe(code);
  expect(isCode(code)).toBe(code !== '');
});
