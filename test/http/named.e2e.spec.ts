import { join } from 'node:path';
import { useApp, type Answer, type Problem } from './api.js';

// The plan of hard cases, over HTTP: what an event names is there, or the answer says at which field it is not.
jest.setTimeout(60_000);
const api = useApp({ PLAN_DIR: join(__dirname, '..', 'fixtures', 'plans', 'power', 'plans', 'power') });

const OFFICER = 'cb.tinh';
const HEAD = 'ld.tinh';
let keys = 0;
type Wish = { readonly by?: string; readonly body?: string; readonly fields?: object };
async function send(
  key: string,
  event: string,
  { by = OFFICER, ...more }: Wish,
  name?: string,
): Promise<Answer<Problem>> {
  keys += 1;
  const { id } = (await api().get<{ id: number }>(`/instances?key=${key}`)).body;
  return api()
    .as(by)
    .post<Problem>(`/instances/${id}/events`, { event, ...more }, { 'idempotency-key': name ?? `key-${keys}` });
}

test('an occurrence that is open already is not opened again, and a repeated request is answered as before', async () => {
  await api().post('/sandbox/clock', { to: '2024-03-06' });
  const request = { fields: { period: '2024-03-06' } };
  expect((await send('power/A1', 'occurrence.request', request, 'first')).status).toBe(200);
  await api().post('/sandbox/clock', { to: '2024-03-07' });
  expect((await send('power/A1', 'occurrence.request', request, 'first')).status).toBe(200);
  const { status, body } = await send('power/A1', 'occurrence.request', request);
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'already-open', key: 'power/A1/2024-03-06' });
});

test.each([
  [['huyen-a', 'huyen-x'], 'a unit that nobody knows'],
  [['huyen-c'], 'a unit that begins next year'],
])('units %j are refused: %s', async (units) => {
  const fields = { item: 'bc-1', due: '2024-03-20', units };
  const { status, body } = await send('power/A1/2024-03-06', 'item.assign', { fields });
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'event-malformed', field: 'units' });
});

test('units that are there get their tasks', async () => {
  const fields = { item: 'bc-1', due: '2024-03-20', units: ['huyen-a', 'huyen-b'] };
  expect((await send('power/A1/2024-03-06', 'item.assign', { fields })).status).toBe(200);
});

test.each([
  ['power/M2/2030-H1', 'it lies outside the term'],
  ['power/X9/2024-H1', 'nobody opens it'],
  ['other/M2/2024-H1', 'it is of another plan'],
  ['power/M2/soon', 'it is no period'],
])('%s cannot be merged with: %s', async (other) => {
  const more = { by: HEAD, body: 'gộp', fields: { with: other } };
  const { status, body } = await send('power/M1/2024-Q1', 'meeting.merge', more);
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'event-malformed', field: 'with' });
});

test('a meeting that is still to open can be merged with', async () => {
  const other = (await api().get<{ items: unknown[] }>('/occurrences?obligation=M2')).body;
  expect(other.items).toEqual([]);
  const more = { by: HEAD, body: 'gộp', fields: { with: 'power/M2/2024-H1' } };
  expect((await send('power/M1/2024-Q1', 'meeting.merge', more)).status).toBe(200);
});
