import { givePost } from '../support/accounts.js';
import { tinyPlan, useApp, type Problem } from './api.js';

// What people type, with or without accents, and what they may find by it.
const api = useApp(tinyPlan);

type Named = { code: string };
type Found = {
  units: Named[];
  obligations: { key: string; clause: string }[];
  work: { key: string; kind: string }[];
  clauses: { clause: string; obligations: { obligation: string }[] }[];
  meant: Named[];
};
const find = async (q: string, by = 'an', more = ''): Promise<Found> => {
  const { status, body } = await api()
    .as(by)
    .get<Found>(`/search?q=${encodeURIComponent(q)}${more}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const units = async (q: string, by = 'an'): Promise<string[]> => (await find(q, by)).units.map(({ code }) => code);
const work = async (q: string, by = 'an'): Promise<string[]> =>
  (await find(q, by)).work.map(({ key }) => key.replace('tiny/', ''));

beforeAll(async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  const { id } = (await api().get<{ id: number }>('/instances?key=tiny/R0/2024-H1')).body;
  const wish = { event: 'request.issue', fields: { due: '2024-06-18' } };
  const sent = await api().as('an').post(`/instances/${id}/events`, wish, { 'idempotency-key': 'issued' });
  expect(sent.status).toBe(200);
  await givePost(api().pool, 'one', ['tiny', 'xa-an', 'officer']);
}, 60_000);

test.each([
  ['Xã An', ['xa-an']],
  ['xa an', ['xa-an']],
  ['XÃ BÌNH'.normalize('NFD'), ['xa-binh']],
  ['binh', ['xa-binh']],
  ['ban chi dao', ['ban-chi-dao']],
  ['office', ['van-phong']],
  ['xã', ['xa-an', 'xa-binh', 'xa-cat']],
  ['không có', []],
  ['%', []],
  ['_', []],
  ['\\', []],
])('%s finds %j', async (q, found) => {
  expect((await units(q)).sort()).toEqual([...found].sort());
});

test('with its accents comes before without', async () => {
  await api().pool.query(
    `insert into unit (plan, code, body) values ('tiny', 'xa-ba', '{"code":"xa-ba","name":{"vi":"Xã Bá","en":"Ba"},"kind":"commune","order":8}'),
     ('tiny', 'xa-ba2', '{"code":"xa-ba2","name":{"vi":"Xã Bà","en":"Ba"},"kind":"commune","order":9}')`,
  );
  expect(await units('xã bà')).toEqual(['xa-ba2', 'xa-ba']);
  expect(await units('xã bá')).toEqual(['xa-ba', 'xa-ba2']);
  await api().pool.query(`delete from unit where code in ('xa-ba', 'xa-ba2')`);
});

test('what was written wrong is asked back', async () => {
  const { units: none, meant } = await find('van phonk');
  expect(none).toEqual([]);
  expect(meant.map(({ code }) => code)).toEqual(['van-phong']);
});

test('work is found by its unit, its obligation and its period together', async () => {
  expect(await work('bao cao xa an 2024')).toEqual(['R1/2024-H1/xa-an']);
  expect(await work('xã bình')).toEqual(['R1/2024-H1/xa-binh']);
  expect(await work('R0 2024-H1')).toEqual(['R0/2024-H1']);
  expect(await work('bao cao xa an 2025')).toEqual([]);
});

test('obligations are found by their names and their clauses, and clauses by what comes from them', async () => {
  expect((await find('tong hop')).obligations).toMatchObject([{ key: 'tiny/S1', clause: '4.3' }]);
  expect((await find('4.2')).clauses).toMatchObject([{ clause: '4.2', obligations: [{ obligation: 'R1' }] }]);
  expect((await find('6 thang')).clauses.map(({ clause }) => clause)).toEqual(['4.1', '4.2', '4.3']);
});

test('nobody finds what is not for them to see', async () => {
  expect(await units('xã', 'one')).toEqual(['xa-an']);
  expect(await work('báo cáo', 'one')).toEqual(['R1/2024-H1/xa-an']);
  const { obligations, meant } = await find('tổng hợp', 'one');
  expect([obligations, meant]).toEqual([[], []]);
  expect((await find('xa an', 'an', '&plan=other')).units).toEqual([]);
});

test.each(['', '%20%20', 'x'.repeat(201)])('“%s” is refused', async (q) => {
  expect(await api().get<Problem>(`/search?q=${q}`)).toMatchObject({ status: 400, body: { field: 'q' } });
});
