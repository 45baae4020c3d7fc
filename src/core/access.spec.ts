import { definitionOf, label, lifecycleOf, person } from '../../test/support/given.js';
import { denied, mayRecordOnBehalf, postsOf, rolesHeld } from './access.js';
import { roleSchema, type Role } from './definition/schema.js';
import type { Actor, Seat } from './instance.js';

const definition = definitionOf(
  lifecycleOf({
    events: {
      'work.submit': { label, by: ['unit.officer', 'unit.head'] },
      'work.record': { label, by: ['secretariat.officer', 'owner.officer'], onBehalf: ['secretariat.officer'] },
      'work.score': { label, by: ['owner.officer', 'unit.head'], notOwnUnit: true },
      'work.decide': { label, by: ['leadership', 'secretariat.head'] },
    },
    initial: 'busy',
    states: {
      busy: {
        initial: 'open',
        on: { 'work.decide': { target: 'done', by: ['leadership'] } },
        states: {
          open: { on: { 'work.submit': 'signing', 'work.record': 'signing', 'work.score': 'signing' } },
          signing: {
            on: {
              'work.submit': { target: 'signing', by: ['unit.head'] },
              'work.decide': { target: 'signing', by: ['secretariat.head'] },
            },
          },
        },
      },
      done: { type: 'final' },
    },
  }),
  { owner: 'scorer' },
);
const u1 = { unit: 'u1', parentUnit: 'd1' };
const open = { whose: u1, value: { work: { busy: 'open' }, timeliness: 'waiting' } };
const signing = { whose: u1, value: { work: { busy: 'signing' }, timeliness: 'waiting' } };
const codeOf = (actor: Actor, type: string, subject = open) => denied(definition, actor, { type }, subject)?.code;

test.each<[Role, ...string[]]>([
  ['unit.officer', 'u1/officer'],
  ['unit.head', 'u1/head'],
  ['parent.officer', 'd1/officer'],
  ['parent.head', 'd1/head'],
  ['owner.officer', 'scorer/officer'],
  ['owner.head', 'scorer/head'],
  ['secretariat.officer', 'office/officer'],
  ['secretariat.head', 'office/head'],
  ['leadership', 'chair/leader'],
  ['member', 'committee/member'],
  ['administrator', 'office/administrator'],
])('the post behind %s is %s', (role, ...posts) => {
  expect(postsOf(definition, role, u1).map(({ unit, seat }) => `${unit}/${seat}`)).toEqual(posts);
});

test('every role word has a post behind it', () => {
  for (const role of roleSchema.options) expect(postsOf(definition, role, u1)).toHaveLength(1);
});

test('without an owner, the unit owns its work; without members, nobody is one; nor without a parent', () => {
  const bare = { owner: null, actors: { secretariat: 'office', leadership: 'chair' } };
  expect(postsOf(bare, 'owner.head', u1)).toEqual([{ unit: 'u1', seat: 'head' }]);
  expect(postsOf(bare, 'member', u1)).toEqual([]);
  expect(postsOf(bare, 'parent.head', { unit: 'u1', parentUnit: null })).toEqual([]);
});

test('a post is of its unit: the same one elsewhere is not enough', () => {
  expect(codeOf(person('a', 'u1/officer'), 'work.submit')).toBeUndefined();
  expect(codeOf(person('a', 'u2/officer'), 'work.submit')).toBe('forbidden-event');
  expect(codeOf(person('a', 'u1/leader'), 'work.submit')).toBe('forbidden-event');
  expect(codeOf(person('a'), 'work.submit')).toBe('forbidden-event');
});

test('any of several posts is enough', () => {
  expect(codeOf(person('a', 'u2/officer', 'u1/head'), 'work.submit')).toBeUndefined();
});

test('the answer says who may', () => {
  expect(denied(definition, person('a'), { type: 'work.submit' }, open)?.facts).toEqual({
    event: 'work.submit',
    by: ['unit.officer', 'unit.head'],
  });
});

test('an edge narrows who may, as long as no other of the active states is open to them', () => {
  expect(codeOf(person('a', 'u1/officer'), 'work.submit', signing)).toBe('forbidden-event');
  expect(codeOf(person('a', 'u1/head'), 'work.submit', signing)).toBeUndefined();
  expect(codeOf(person('a', 'office/head'), 'work.decide', open)).toBe('forbidden-event');
  expect(codeOf(person('a', 'chair/leader'), 'work.decide', open)).toBeUndefined();
  expect(codeOf(person('a', 'office/head'), 'work.decide', signing)).toBeUndefined();
  expect(codeOf(person('a', 'chair/leader'), 'work.decide', signing)).toBeUndefined();
  expect(codeOf(person('a', 'u1/head'), 'work.decide', signing)).toBe('forbidden-event');
});

test('the answer says to whom the active states are open', () => {
  const by = (subject: typeof open) => denied(definition, person('a'), { type: 'work.decide' }, subject)?.facts['by'];
  expect(by(open)).toEqual(['leadership']);
  expect(by(signing)).toEqual(['leadership', 'secretariat.head']);
});

test('the posts that somebody holds come to these roles', () => {
  const seats: Seat[] = [
    { unit: 'scorer', seat: 'head' },
    { unit: 'u1', seat: 'officer' },
    { unit: 'u2', seat: 'head' },
  ];
  expect(rolesHeld(definition, seats, u1)).toEqual(['unit.officer', 'owner.head']);
  expect(rolesHeld(definition, seats, { unit: 'u2', parentUnit: 'u2' })).toEqual([
    'unit.head',
    'parent.head',
    'owner.head',
  ]);
});

test('nobody who holds a post in the unit scores it', () => {
  expect(codeOf(person('a', 'scorer/officer'), 'work.score')).toBeUndefined();
  expect(codeOf(person('a', 'scorer/officer', 'u1/member'), 'work.score')).toBe('conflict-of-interest');
  expect(codeOf(person('a', 'u1/head'), 'work.score')).toBe('conflict-of-interest');
  expect(codeOf(person('a', 'u2/head'), 'work.score')).toBe('forbidden-event');
});

test('a deputy has the conflicts of interest of whoever is stood in for', () => {
  const deputyOf = (...besides: string[]): Actor => ({
    kind: 'person',
    id: 'a',
    seats: [{ unit: 'scorer', seat: 'officer' }],
    onBehalfOf: 'b',
    besides,
  });
  expect(codeOf(deputyOf('scorer', 'u2'), 'work.score')).toBeUndefined();
  expect(codeOf(deputyOf('scorer', 'u1'), 'work.score')).toBe('conflict-of-interest');
});

test.each(['child.moved', 'deadline.moved', 'xstate.after.end', 'constructor', 'toString', '__proto__', ''])(
  'no person writes %s: it is not theirs',
  (type) => {
    expect(codeOf(person('a', 'office/head'), type)).toBe('forbidden-event');
  },
);

test('the engine and other instances are allowed by their sender', () => {
  expect(codeOf({ kind: 'system', id: 'engine' }, 'deadline.moved')).toBeUndefined();
  expect(codeOf({ kind: 'instance', key: 'p/R0' }, 'work.submit')).toBeUndefined();
});

test('another moment than now may be recorded only by the posts that the event names for it', () => {
  const may = (actor: Actor, type: string) => mayRecordOnBehalf(definition, actor, { type }, u1);
  expect(may(person('a', 'office/officer'), 'work.record')).toBe(true);
  expect(may(person('a', 'scorer/officer'), 'work.record')).toBe(false);
  expect(may(person('a', 'u1/officer'), 'work.submit')).toBe(false);
  expect(may({ kind: 'system', id: 'engine' }, 'work.record')).toBe(false);
  expect(may(person('a', 'office/officer'), 'constructor')).toBe(false);
});
