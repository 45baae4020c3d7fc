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
  sees,
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
  expect(scopeFor(me)).toMatchObject({ plans: ['p'], dossiers: [] });
});

test('who oversees sees the whole plan, all others their own units, each once', () => {
  expect(scopeFor(holder(post('leader', 'bcd'), post('officer', 'u2')))).toMatchObject({
    plans: ['p'],
    dossiers: ['p'],
  });
  expect(scopeFor(holder(post('officer'), post('head'), post('officer', 'u2', 'q')))).toEqual({
    plans: [],
    dossiers: [],
    units: [
      { plan: 'p', unit: 'u1', dossiers: true },
      { plan: 'q', unit: 'u2', dossiers: true },
    ],
    groups: [],
  });
  expect(scopeFor(holder())).toEqual({ plans: [], dossiers: [], units: [], groups: [] });
});

test('a post that nobody knows shows nothing, also beside one that does', () => {
  expect(scopeFor(holder(post('gardener'), post('officer', 'u2')))).toMatchObject({ units: [{ unit: 'u2' }] });
});

const row = { plan: 'p', obligation: 'R1', unit: 'u1', parentUnit: 'u2', owner: 'tt', restricted: false };
const appraiser = { ...post('appraiser', 'u9'), groups: ['R1'] };
test.each([
  ['officer', post('officer'), true, true],
  ['officer of the unit that collects', post('officer', 'u2'), true, false],
  ['head of the office that owns', post('head', 'tt'), true, true],
  ['officer of another unit', post('officer', 'u3'), false, false],
  ['officer of the unit in another plan', post('officer', 'u1', 'q'), false, false],
  ['leader', post('leader', 'bcd'), true, true],
  ['award group', post('award', 'u9'), false, true],
  ['appraiser of the group', appraiser, true, true],
  ['appraiser of another group', { ...appraiser, groups: ['R2'] }, false, false],
  ['member', post('member', 'u1'), true, false],
  ['auditor', post('auditor', 'u1'), true, false],
  ['administrator', post('administrator', ANY, ANY), true, false],
])('%s', (_, held, task, dossier) => {
  const scope = scopeFor(holder(held));
  expect([sees(scope, row), sees(scope, { ...row, restricted: true })]).toEqual([task, dossier]);
});

test('what gives rights to others is done in person, and by no token that could outlive it', () => {
  const lent = { ...post('administrator'), onBehalfOf: 'an' };
  expect(may(holder(lent), 'plans.activate', 'p')).toBe(true);
  expect(may(holder(lent), 'accounts.manage', 'p')).toBe(false);
  expect(domainOf(holder(lent))).toEqual([]);
  const byToken = { ...holder(post('administrator')), scopes: tokenScopes };
  expect(permissions.filter((one) => !may(byToken, one, 'p'))).toEqual(['people.erase', 'tokens.own', 'posts.lend']);
  const everywhere = { ...holder(post('administrator', ANY, ANY)), scopes: tokenScopes };
  expect(permissions.filter((one) => !may(everywhere, one, 'p'))).toEqual(['tokens.own', 'posts.lend']);
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
