import fc from 'fast-check';
import {
  ANY,
  domainOf,
  may,
  mayGive,
  mayManage,
  permissions,
  placesOf,
  rolesOf,
  scopeFor,
  sees,
  tokenScopes,
  type Post,
} from './access.rules.js';

const office = { secretariat: 'tt', administrator: 'tt' };
const offices = { p: { ...office, leadership: 'bcd', member: 'bcd-tinh' }, q: { ...office, leadership: 'bcd' } };
const post = (seat: string, unit = 'u1', plan = 'p'): Post => ({ plan, unit, seat, groups: [] });
const holder = (...posts: Post[]) => ({ posts, offices });

test.each([
  ['officer', 'u1', ['unit-officer']],
  ['officer', 'tt', ['secretariat', 'unit-officer']],
  ['head', 'tt', ['secretariat', 'unit-head']],
  ['leader', 'bcd', ['leader']],
  ['leader', ANY, ['leader']],
  ['leader', 'tt', []],
  ['member', 'bcd-tinh', ['member']],
  ['member', 'bcd', []],
  ['administrator', 'tt', ['administrator']],
  ['administrator', 'u1', []],
  ['auditor', 'bcd', ['auditor']],
  ['auditor', 'tt', ['auditor']],
  ['auditor', 'u1', []],
  ['gardener', 'tt', []],
])('the post %s of %s is %j', (seat, unit, roles) => {
  expect(rolesOf(post(seat, unit), offices)).toEqual(roles);
});

test('the secretariat of one plan is a unit like others in another', () => {
  expect(rolesOf(post('officer', 'bcd', 'q'), offices)).toEqual(['unit-officer']);
});

test('the committee is the leadership where a plan names none; a plan that does not run places nobody', () => {
  expect(placesOf('member', offices.q)).toEqual(['bcd']);
  expect(placesOf('auditor', offices.p)).toEqual(['tt', 'bcd', 'bcd-tinh']);
  expect(placesOf('officer', offices.p)).toBeUndefined();
  expect(placesOf('constructor', offices.p)).toBeUndefined();
  expect(placesOf('leader', undefined)).toEqual([]);
});

test('who oversees a plan from the wrong place oversees nothing, neither work nor trail', () => {
  for (const seat of ['auditor', 'administrator', 'leader', 'member']) {
    const misplaced = holder(post(seat, 'u1'));
    expect(permissions.filter((one) => may(misplaced, one, 'p'))).toEqual([]);
    expect(scopeFor(misplaced)).toEqual({ plans: [], dossiers: [], units: [], groups: [] });
  }
});

test.each([
  ['administrator', 'plans.activate', true],
  ['officer', 'plans.activate', false],
  ['auditor', 'work.act', false],
  ['auditor', 'audit.read', true],
  ['leader', 'accounts.manage', false],
] as const)('%s, %s: %s', (seat, permission, is) => {
  const held = holder(post(seat, placesOf(seat, offices.p)?.[0] ?? 'u1'));
  expect(may(held, permission, 'p')).toBe(is);
  expect(may(held, permission, 'another plan')).toBe(false);
});

test('an administrator of everything is one of every plan', () => {
  const me = holder(post('administrator', ANY, ANY));
  expect(permissions.filter((one) => !may(me, one, 'any plan'))).toEqual([]);
  expect(scopeFor(me)).toMatchObject({ plans: ['p', 'q'], dossiers: [] });
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
  ['member', post('member', 'bcd-tinh'), true, false],
  ['member of a unit', post('member', 'u1'), false, false],
  ['auditor', post('auditor', 'tt'), true, false],
  ['auditor of a unit', post('auditor', 'u1'), false, false],
  ['administrator', post('administrator', ANY, ANY), true, false],
])('%s', (_, held, task, dossier) => {
  const scope = scopeFor(holder(held));
  expect([sees(scope, row), sees(scope, { ...row, restricted: true })]).toEqual([task, dossier]);
});

test('whoever appraises tasks of a round sees the round, in its own plan', () => {
  const rounds = [
    { plan: 'p', obligation: 'R0' },
    { plan: 'q', obligation: 'S0' },
  ];
  const scope = scopeFor(holder({ ...appraiser, rounds }));
  const seen = ['R0', 'R1', 'R2', 'S0'].filter((obligation) => sees(scope, { ...row, obligation }));
  expect(seen).toEqual(['R0', 'R1']);
});

test('what gives rights to others is done in person, and by no token that could outlive it', () => {
  const lent = { ...post('administrator', 'tt'), onBehalfOf: 'an' };
  expect(may(holder(lent), 'plans.activate', 'p')).toBe(true);
  expect(may(holder(lent), 'accounts.manage', 'p')).toBe(false);
  expect(domainOf(holder(lent))).toEqual([]);
  const byToken = { ...holder(post('administrator', 'tt')), scopes: tokenScopes };
  expect(permissions.filter((one) => !may(byToken, one, 'p'))).toEqual(['people.erase', 'tokens.own', 'posts.lend']);
  const everywhere = { ...holder(post('administrator', ANY, ANY)), scopes: tokenScopes };
  expect(permissions.filter((one) => !may(everywhere, one, 'p'))).toEqual(['tokens.own', 'posts.lend']);
});

test('an administrator of one plan gives nothing outside it, and manages nobody who has more', () => {
  const domain = domainOf(holder(post('administrator', 'tt'), post('officer', 'u1', 'q')));
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
    unit: fc.constantFrom('u1', 'tt', 'bcd', ANY),
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
