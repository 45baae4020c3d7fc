import { ANY, type Post } from './access.rules.js';
import { actorsIn } from './principal.js';

const offices = { p: { secretariat: 'tt', administrator: 'qt', leadership: 'bcd', member: 'bcd' } };
const post = (unit: string, seat: string, more: Partial<Post> = {}): Post => ({
  plan: 'p',
  unit,
  seat,
  groups: [],
  ...more,
});
const actors = (...posts: Post[]) => actorsIn({ name: 'an', posts, offices }, 'p');

test('whoever acts does so by right of own posts first, then in place of each who lent one', () => {
  const lent = { onBehalfOf: 'ba', lenderUnits: ['tt', 'u1'] };
  expect(actors(post('u2', 'officer'), post('tt', 'head', lent), post('u3', 'officer', { onBehalfOf: 'chi' }))).toEqual(
    [
      { kind: 'person', id: 'an', seats: [{ unit: 'u2', seat: 'officer' }] },
      {
        kind: 'person',
        id: 'an',
        seats: [
          { unit: 'u2', seat: 'officer' },
          { unit: 'tt', seat: 'head' },
        ],
        onBehalfOf: 'ba',
        besides: ['tt', 'u1'],
      },
      {
        kind: 'person',
        id: 'an',
        seats: [
          { unit: 'u2', seat: 'officer' },
          { unit: 'u3', seat: 'officer' },
        ],
        onBehalfOf: 'chi',
      },
    ],
  );
});

test('a post of every unit is one where the plan has such posts, and never an officer of the office', () => {
  const seatIn = (seat: string) => actors(post(ANY, seat, { plan: ANY }))[0];
  expect(seatIn('administrator')).toMatchObject({ seats: [{ unit: 'qt', seat: 'administrator' }] });
  expect(seatIn('leader')).toMatchObject({ seats: [{ unit: 'bcd', seat: 'leader' }] });
  expect(seatIn('officer')).toMatchObject({ seats: [{ unit: ANY, seat: 'officer' }] });
});

test('nobody acts by a post of another plan, or by one that only looks', () => {
  expect(actors(post('u1', 'officer', { plan: 'q' }))).toEqual([]);
  expect(actors(post('u1', 'auditor'))).toEqual([]);
});
