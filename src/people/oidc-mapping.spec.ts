import { ConfigError } from '../platform/config.js';
import { readMapping } from './oidc-mapping.js';

const mistakesOf = (text: string): string[] => {
  try {
    readMapping(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.mistakes.map(({ name, vi, en }) => `${name}: ${vi} / ${en}`);
  }
};
const rule = (more: string): string =>
  `posts:\n  - { claim: groups, value: a, plan: tiny, unit: xa-an, seat: officer${more} }`;

test('without a mapping nobody gets an account, a post or a second factor by claims', () => {
  expect(readMapping()).toEqual({
    name: 'preferred_username',
    displayName: 'name',
    email: 'email',
    firstSignIn: 'refuse',
    secondFactor: { amr: [], acr: [] },
    posts: [],
  });
  expect(readMapping('# nothing yet\n')).toEqual(readMapping());
});

test('YAML and JSON are both read, and a number is the word that it is written as', () => {
  const wanted = [{ claim: 'role', value: '7', plan: 'tiny', unit: 'xa-an', seat: 'officer', groups: [] }];
  expect(readMapping('posts: [{claim: role, value: 7, plan: tiny, unit: xa-an, seat: officer}]').posts).toEqual(wanted);
  expect(readMapping(JSON.stringify({ posts: wanted })).posts).toEqual(wanted);
});

test.each([
  ['firstSignIn: always', 'firstSignIn: phải là một trong: refuse, link, make. / must be one of: refuse, link, make.'],
  ['nmae: sub', 'nmae: không có mục này. / there is no such entry.'],
  ['posts: lanh-dao', 'posts: phải là một danh sách. / must be a list.'],
  ['secondFactor: otp', 'secondFactor: phải là các mục “tên: giá trị”. / must be entries “name: value”.'],
  ['name: ""', 'name: phải là một chữ từ 1 đến 200 ký tự. / must be a word of 1 to 200 characters.'],
  ['posts: [{claim: groups, value: a, plan: tiny, seat: officer}]', 'posts.0.unit: còn thiếu. / is missing.'],
  [
    rule('').replace('officer', 'secretariat'),
    'posts.0.seat: phải là một trong: officer, head, leader, member, administrator, appraiser, award, auditor. / must be one of: officer, head, leader, member, administrator, appraiser, award, auditor.',
  ],
  [rule(', role: x'), 'posts.0.role: không có mục này. / there is no such entry.'],
  [rule(', groups: [R1]'), 'posts.0.groups: chỉ dùng cho seat appraiser. / is for the seat appraiser only.'],
  [
    rule('').replace('xa-an', '"{unit}"'),
    'posts.0.unit: dùng {unit} thì value cũng phải có {unit}. / says {unit}, so value must hold {unit}.',
  ],
  [
    rule('').replace('xa-an', '"x-{unit}"'),
    'posts.0.unit: phải là một mã đơn vị, *, hoặc {unit}. / must be the code of a unit, *, or {unit}.',
  ],
  [
    rule('').replace('value: a', 'value: "{unit}{unit}"'),
    'posts.0.value: chỉ được có một {unit}. / may hold {unit} once.',
  ],
  [
    rule('').replace('xa-an', '"*"'),
    'posts.0.unit: chỉ được là * với administrator, leader, member, auditor. / may be * only for administrator, leader, member, auditor.',
  ],
  [rule('').replace('tiny', '"*"'), 'posts.0.unit: phải là * khi plan là *. / must be * where plan is *.'],
])('%s is told in one sentence', (text, sentence) => {
  expect(mistakesOf(text)).toEqual([`OIDC_MAPPING ${sentence}`]);
});

test('every mistake is told, and where a file cannot be read at all, its line', () => {
  expect(mistakesOf('firstSignIn: always\nfoo: 1\nposts: [{}]')).toHaveLength(7);
  expect(mistakesOf('name: sub\nposts: [')).toEqual([
    expect.stringMatching(/^OIDC_MAPPING: không đọc được dòng 2\. \/ cannot be read at line 2\.$/),
  ]);
});
