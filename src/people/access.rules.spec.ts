import fc from 'fast-check';
import { ANY, may, permissions, rolesOf, scopeFor, tokenScopes, type Post } from './access.rules.js';

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
