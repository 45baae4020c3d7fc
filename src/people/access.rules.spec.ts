import fc from 'fast-check';
import {
  ANY,
  domainOf,
  may,
  mayGive,
  mayManage,
  permissions,
  rolesOf,
  scopeFor,
  tokenScopes,
  type Post,
} from './access.rules.js';

const offices = { p: { secretariat: 'tt', administrator: 'tt' } };
const post = (seat: string, unit = 'u1', plan = 'p'): Post => ({ plan, unit, seat, groups: [] });
const holder = (...posts: Post[]) => ({ posts, offices });

test.each([
  ['officer', 'u1', ['unit-officer']],
  ['officer', 'tt', ['secretariat', 'unit-officer']],
  ['head', 'tt', ['secretariat', 'unit-head']],
  ['leader', 'tt', ['leader']],
  ['gardener', 'tt', []],
])('the post %s of %s is %j', (seat, unit, roles) => {
  expect(rolesOf(post(seat, unit), offices)).toEqual(roles);
});

test('the secretariat of one plan is a unit like others in another', () => {
  expect(rolesOf(post('officer', 'tt', 'q'), offices)).toEqual(['unit-officer']);
});

test.each([
  ['administrator', 'plans.activate', true],
  ['officer', 'plans.activate', false],
  ['auditor', 'work.act', false],
  ['auditor', 'audit.read', true],
  ['leader', 'accounts.manage', false],
] as const)('%s, %s: %s', (seat, permission, is) => {
  expect(may(holder(post(seat)), permission, 'p')).toBe(is);
  expect(may(holder(post(seat)), permission, 'another plan')).toBe(false);
});

test('an administrator of everything is one of every plan', () => {
  const me = holder(post('administrator', ANY, ANY));
  expect(permissions.filter((one) => !may(me, one, 'any plan'))).toEqual([]);
  expect(scopeFor(me)).toBe('all');
});

test('who oversees sees the whole plan, all others their own units, each once', () => {
  expect(scopeFor(holder(post('leader', 'bcd'), post('officer', 'u2')))).toEqual({ plans: ['p'], units: [] });
  expect(scopeFor(holder(post('officer'), post('head'), post('officer', 'u2', 'q')))).toEqual({
    plans: [],
    units: [
      { plan: 'p', unit: 'u1' },
      { plan: 'q', unit: 'u2' },
    ],
  });
  expect(scopeFor(holder())).toEqual({ plans: [], units: [] });
});

test('what gives rights to others is done in person, and by no token that could outlive it', () => {
  const lent = { ...post('administrator'), onBehalfOf: 'an' };
  expect(may(holder(lent), 'plans.activate', 'p')).toBe(true);
  expect(may(holder(lent), 'accounts.manage', 'p')).toBe(false);
  expect(domainOf(holder(lent))).toEqual([]);
  const byToken = { ...holder(post('administrator')), scopes: tokenScopes };
  expect(permissions.filter((one) => !may(byToken, one, 'p'))).toEqual(['tokens.own', 'posts.lend']);
});

test('an administrator of one plan gives nothing outside it, and manages nobody who has more', () => {
  const domain = domainOf(holder(post('administrator'), post('officer', 'u1', 'q')));
  expect(domain).toEqual(['p']);
  expect(mayGive(domain, { plan: 'p', unit: 'u1' })).toBe(true);
  for (const wider of [
    { plan: 'q', unit: 'u1' },
    { plan: ANY, unit: ANY },
    { plan: 'p', unit: ANY },
  ])
    expect(mayGive(domain, wider)).toBe(false);
  expect(mayManage(domain, ['p'])).toBe(true);
  expect(mayManage(domain, ['p', 'q'])).toBe(false);
  expect(mayManage(domain, [ANY])).toBe(false);
  expect(mayManage(domainOf(holder(post('administrator', ANY, ANY))), [ANY, 'q'])).toBe(true);
});

const seats = ['officer', 'head', 'leader', 'member', 'administrator', 'appraiser', 'award', 'auditor', 'x'];
const posts = fc.array(
  fc.record({
    plan: fc.constantFrom('p', 'q', ANY),
    unit: fc.constantFrom('u1', 'tt', ANY),
    seat: fc.constantFrom(...seats),
    groups: fc.constant([]),
  }),
  { maxLength: 4 },
);

test('a post more never takes a right away, and a token never gives one', () => {
  fc.assert(
    fc.property(
      posts,
      posts,
      fc.constantFrom(...permissions),
      fc.constantFrom(undefined, 'p', 'q'),
      fc.subarray([...tokenScopes]),
      (some, more, permission, plan, scopes) => {
        if (may(holder(...some), permission, plan)) expect(may(holder(...some, ...more), permission, plan)).toBe(true);
        if (may({ ...holder(...some), scopes }, permission, plan))
          expect(may(holder(...some), permission, plan)).toBe(true);
      },
    ),
  );
});
