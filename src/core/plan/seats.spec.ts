import { personSchema } from './schema.js';

const person = (...seats: readonly object[]) => ({ id: 'an', name: 'Nguyễn Văn An', seats });

test('a plan names who appraises what, who proposes awards and who audits', () => {
  const held = person(
    { unit: 'so-noi-vu', seat: 'appraiser', groups: ['T6-A'] },
    { unit: 'so-noi-vu', seat: 'award' },
    { unit: 'thanh-tra', seat: 'auditor', from: '2024-01-01' },
  );
  expect(personSchema.parse(held)).toEqual(held);
});

test.each([
  { unit: 'so-noi-vu', seat: 'gardener' },
  { unit: 'so-noi-vu', seat: 'appraiser', groups: [] },
  { unit: 'so-noi-vu', seat: 'appraiser', groups: ['không phải mã'] },
])('%j is no seat', (seat) => {
  expect(personSchema.safeParse(person(seat)).success).toBe(false);
});

test.each(['operator', 'clock', 'engine', 'system'])('nobody in a plan is called %s', (id) => {
  const { success, error } = personSchema.safeParse({ ...person({ unit: 'xa-an', seat: 'officer' }), id });
  expect([success, error?.issues[0]?.path]).toEqual([false, ['id']]);
});
