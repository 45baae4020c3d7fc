import fc from 'fast-check';
import { claimAt, claimed, claimsOf, type Claims } from './oidc-claims.rules.js';
import { readMapping } from './oidc-mapping.js';

const mapping = readMapping(`
secondFactor: { amr: [otp, mfa], acr: ['urn:strong'] }
posts:
  - { claim: groups, value: 'dung-han/{unit}/chuyen-vien', plan: tiny, unit: '{unit}', seat: officer }
  - { claim: groups, value: '{unit}', plan: tiny, unit: '{unit}', seat: head }
  - { claim: realm_access.roles, value: lanh-dao, plan: tiny, unit: '*', seat: leader }
  - { claim: 'https://id.vn/nhom', value: t1, plan: tiny, unit: van-phong, seat: appraiser, groups: [R2, R1] }
  - { claim: 'https://id.vn/nhom', value: t2, plan: tiny, unit: van-phong, seat: appraiser, groups: [R3, R1] }
  - { claim: cap, value: 7, plan: '*', unit: '*', seat: auditor }
`);
const postsOf = (claims: Claims): string[] =>
  claimed(mapping, claims).posts.map(({ plan, unit, seat, groups }) => [plan, unit, seat, ...groups].join(' '));

test.each<[string, Claims, string[]]>([
  ['nothing', {}, []],
  ['one value for the only one', { groups: 'xa-an' }, ['tiny xa-an head']],
  ['a unit that a value names', { groups: ['dung-han/xa-an/chuyen-vien'] }, ['tiny xa-an officer']],
  ['two rules with one post', { groups: ['xa-an', 'xa-an'] }, ['tiny xa-an head']],
  ['a value that only looks like it', { groups: ['dung-han//chuyen-vien', 'dung-han/a/chuyen-vien/x', 'Xa-An'] }, []],
  ['what would mean every unit', { groups: ['*', 'dung-han/*/chuyen-vien'] }, []],
  ['a way to a claim', { realm_access: { roles: ['khac', 'lanh-dao'] } }, ['tiny * leader']],
  ['a claim whose name has dots', { 'https://id.vn/nhom': ['t2', 't1'] }, ['tiny van-phong appraiser R1 R2 R3']],
  ['a number', { cap: 7 }, ['* * auditor']],
  ['what is no value', { cap: null, groups: [{ name: 'xa-an' }, ['xa-an']], realm_access: 'lanh-dao' }, []],
])('%s', (_, claims, posts) => {
  expect(postsOf(claims)).toEqual(posts);
});

test.each<[Claims, string | undefined]>([
  [{ preferred_username: 'Nguyen.An' }, 'nguyen.an'],
  [{ preferred_username: ' an@so.vn ' }, 'an@so.vn'],
  [{ preferred_username: 12345 }, '12345'],
  [{ preferred_username: 'Nguyễn An' }, undefined],
  [{ preferred_username: ['an', 'binh'] }, undefined],
  [{ preferred_username: 'a'.repeat(101) }, undefined],
  [{ preferred_username: '' }, undefined],
  [{ name: 'An' }, undefined],
])('%j has the user name %s', (claims, name) => {
  expect(claimed(mapping, claims).name).toBe(name);
});

test('an address counts where it is one and nobody says that it is not verified', () => {
  const of = (claims: Claims) => claimed(mapping, claims).email;
  expect(of({ email: 'an@x.vn' })).toBe('an@x.vn');
  expect(of({ email: 'an@x.vn', email_verified: true })).toBe('an@x.vn');
  expect(of({ email: 'an@x.vn', email_verified: false })).toBeUndefined();
  expect(of({ email: 'an@x.vn', email_verified: 'false' })).toBeUndefined();
  expect(of({ email: 'an' })).toBeUndefined();
});

test('a name is text that can be kept', () => {
  const of = (name: unknown) => claimed(mapping, { name }).displayName;
  expect(of(' Nguyễn Văn An ')).toBe('Nguyễn Văn An');
  for (const odd of ['', '   ', 'a\u0000b', 'a\nb', '\ud800', {}, null]) expect(of(odd)).toBeUndefined();
  expect(of('x'.repeat(300))).toHaveLength(200);
});

test('a second factor is believed of what the provider has signed, and of nothing else', () => {
  const strong = (token: Claims, claims: Claims = {}) => claimed(mapping, claims, token).hasSecondFactor;
  expect(strong({ amr: ['pwd', 'otp'] })).toBe(true);
  expect(strong({ acr: 'urn:strong' })).toBe(true);
  expect(strong({ amr: ['pwd'], acr: '0' })).toBe(false);
  expect(strong({}, { amr: ['otp'], acr: 'urn:strong' })).toBe(false);
  expect(claimed(readMapping(), { amr: ['otp', 'mfa'] }).hasSecondFactor).toBe(false);
});

test('the claims that are asked after are those that the mapping reads', () => {
  expect(claimsOf(mapping)).toEqual([
    ...['preferred_username', 'name', 'email', 'groups', 'realm_access.roles', 'https://id.vn/nhom', 'cap'],
  ]);
});

const anything = fc.jsonValue({ maxDepth: 3 });
const anyClaims = fc.dictionary(
  fc.oneof(fc.constantFrom('groups', 'realm_access', 'https://id.vn/nhom', 'cap', 'amr', 'email'), fc.string()),
  fc.oneof(anything, fc.array(fc.oneof(fc.constantFrom('xa-an', '*', 't1', 'lanh-dao'), fc.string()))),
);

test('whatever claims say, each post is of a rule, stands once, and no claim alone makes it reach further', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const { posts } = claimed(mapping, claims);
      const places = posts.map(({ plan, unit, seat }) => `${plan} ${unit} ${seat}`);
      expect(new Set(places).size).toBe(places.length);
      for (const { plan, unit, seat } of posts) {
        const rules = mapping.posts.filter((one) => one.plan === plan && one.seat === seat);
        expect(rules.some((one) => one.unit === unit || (one.unit === '{unit}' && /^[a-z0-9.-]+$/.test(unit)))).toBe(
          true,
        );
      }
    }),
  );
});

test('more values never take a post away, and their order does not matter', () => {
  const groups = fc.array(fc.oneof(fc.constantFrom('xa-an', 'xa-binh', 'dung-han/xa-an/chuyen-vien'), fc.string()));
  fc.assert(
    fc.property(groups, groups, (some, more) => {
      const all = postsOf({ groups: [...some, ...more] });
      expect(all).toEqual(expect.arrayContaining(postsOf({ groups: some })));
      expect(postsOf({ groups: [...more, ...some] })).toEqual(all);
    }),
  );
});

test('a claim is never what every object has', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'constructor.name'])
    expect(claimAt({}, name)).toBeUndefined();
});
