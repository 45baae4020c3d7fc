import pg from 'pg';
import { tinyPlan, useApp, type Api, type Problem } from '../http/api.js';
import { until } from '../support/until.js';

// Units × rounds: what each handed in and when, and the five numbers of rows, columns and all.
const api = useApp(tinyPlan);

type Five = { expected: number; actual: number; rate: number | null; onTime: number; rateOnTime: number | null };
type Cell = { column: number; id: number; state: string; submitted: string | null; due: string; tasks: number };
type Matrix = {
  asOf: string | null;
  from: string;
  columns: { obligation: string; period: string; requested: boolean; totals: Five; round: { id: number | null } }[];
  rows: { unit: { code: string; name: { vi: string } }; cells: Cell[]; totals: Five }[];
  totals: Five;
  legend: { state: string; letter: { vi: string } }[];
  next: string | null;
};
const YEAR = '?from=2024-01-01&to=2024-12-31';
const look = async (query = YEAR, by?: string): Promise<Matrix> => {
  const who: Api = by === undefined ? api() : api().as(by);
  const { status, body } = await who.get<Matrix>(`/monitoring/matrix${query}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const statesIn = ({ rows, legend }: Matrix): Record<string, string> =>
  Object.fromEntries(
    rows.map(({ unit, cells }) => [
      unit.code,
      cells.map(({ state }) => legend.find((one) => one.state === state)?.letter.vi).join(''),
    ]),
  );
const urlOf = (database?: string): string => {
  const url = new URL(api().pool.options.connectionString ?? '');
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
};
/** Somebody who has begun to write and is not done. */
async function writer(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('begin; select pg_current_xact_id()');
  return client;
}
let keys = 0;
const act = async (key: string, event: string, by: string, more: object = {}): Promise<void> => {
  const { id } = (await api().get<{ id: number }>(`/instances?key=tiny/${key}`)).body;
  keys += 1;
  const headers = { 'idempotency-key': `key-${keys}` };
  const sent = await api()
    .as(by)
    .post(`/instances/${id}/events`, { event, ...more }, headers);
  expect(sent).toMatchObject({ status: 200 });
};
const clockTo = (to: string) => api().post('/sandbox/clock', { to });

beforeAll(async () => {
  await clockTo('2024-05-03T09:00:00+07:00');
  await act('R0/2024-H1', 'request.issue', 'an', { fields: { due: '2024-06-18' } });
  await clockTo('2024-06-17T09:00:00+07:00');
  await act('R1/2024-H1/xa-an', 'report.submit', 'dung');
}, 60_000);

test('each cell says how it stands and when it came; rows, columns and the whole are counted', async () => {
  const matrix = await look();
  expect(matrix).toMatchObject({
    asOf: null,
    columns: [{ obligation: 'R1', period: '2024-H1', requested: true }],
    totals: { expected: 2, actual: 1, rate: 50, onTime: 1, rateOnTime: 50 },
    next: null,
  });
  expect(statesIn(matrix)).toEqual({ 'xa-an': 'Đ', 'xa-binh': 'C' });
  expect(matrix.rows[0]).toMatchObject({
    unit: { name: { vi: 'Xã An' } },
    totals: { expected: 1, actual: 1, rate: 100 },
    cells: [{ column: 0, due: '2024-06-18T23:59:59.999+07:00', submitted: '2024-06-17T09:00:00.000+07:00', tasks: 1 }],
  });
  expect(matrix.columns[0]?.totals).toEqual(matrix.totals);
});

/** By how far everything has come; while somebody writes here whose place is before the last, by what it says. */
const isOwn = (tag: string): boolean => tag.includes('.');
const tagNow = async (): Promise<string> =>
  (await api().get(`/monitoring/matrix${YEAR}`)).headers.get('etag') ?? 'none';

test('an unchanged matrix is known by its tag, and a hand-in makes another', async () => {
  const tag = await until('a tag of its own', async () => {
    const now = await tagNow();
    return isOwn(now) && now;
  });
  const known = { 'if-none-match': tag };
  expect((await api().get(`/monitoring/matrix${YEAR}`, known)).status).toBe(304);
  expect((await api().get(`/monitoring/matrix${YEAR}&limit=1`, known)).status).toBe(200);
  expect((await api().as('ba').get(`/monitoring/matrix${YEAR}`, known)).status).toBe(200);
  await clockTo('2024-06-20T09:00:00+07:00');
  const [here, elsewhere] = [await writer(urlOf()), await writer(urlOf('postgres'))];
  await act('R1/2024-H1/xa-binh', 'report.submit', 'dung');
  // What has been begun here before it may still come in; what is begun elsewhere in the server is none of its concern.
  expect(isOwn(await tagNow())).toBe(false);
  await here.end();
  await until('a tag of its own again', async () => isOwn(await tagNow()));
  await elsewhere.end();
  const after = await api().get<Matrix>(`/monitoring/matrix${YEAR}`, known);
  expect(after.status).toBe(200);
  expect(after.headers.get('etag')).not.toBe(tag);
  expect(statesIn(after.body)).toEqual({ 'xa-an': 'Đ', 'xa-binh': 'M' });
  expect(after.body.totals).toEqual({ expected: 2, actual: 2, rate: 100, onTime: 1, rateOnTime: 50 });
});

test('as of a day it is what it was when that day was over', async () => {
  const past = await look(`${YEAR}&asOf=2024-06-19`);
  expect(past.asOf).toBe('2024-06-19T23:59:59.999+07:00');
  expect(statesIn(past)).toEqual({ 'xa-an': 'Đ', 'xa-binh': 'Q' });
  expect(past.totals).toMatchObject({ expected: 2, actual: 1 });
  const before = await look(`${YEAR}&asOf=2024-06-16`);
  expect(before.rows[0]?.cells).toMatchObject([{ state: 'in-time', submitted: null }]);
  expect((await look(`${YEAR}&asOf=2024-05-02`)).columns).toEqual([]);
});

test('a page has the totals of all', async () => {
  const first = await look(`${YEAR}&limit=1`);
  expect(first.rows.map(({ unit }) => unit.code)).toEqual(['xa-an']);
  expect(first.totals.expected).toBe(2);
  const second = await look(`${YEAR}&limit=1&cursor=${first.next}`);
  expect(second.rows.map(({ unit }) => unit.code)).toEqual(['xa-binh']);
  expect(second.next).toBeNull();
  const past = await look(`${YEAR}&limit=1&asOf=2024-06-19&cursor=${first.next}`);
  expect(past.rows.map(({ unit }) => unit.code)).toEqual(['xa-binh']);
});

test('it is narrowed by obligation, unit and kind, and by the days of the periods', async () => {
  expect((await look(`${YEAR}&obligation=R9`)).columns).toEqual([]);
  expect((await look(`${YEAR}&obligation=R9&obligation=R1`)).columns).toHaveLength(1);
  expect(Object.keys(statesIn(await look(`${YEAR}&unit=xa-binh`)))).toEqual(['xa-binh']);
  expect((await look(`${YEAR}&unitKind=office`)).rows).toEqual([]);
  expect((await look(`${YEAR}&unitKind=commune`)).totals.expected).toBe(2);
  expect((await look('?from=2024-07-01')).columns).toEqual([]);
  expect((await look('?plan=other')).columns).toEqual([]);
});

test('a unit sees its own row, and its totals are of what it sees', async () => {
  await givenOne('xa-an');
  const own = await look(YEAR, 'one');
  expect(statesIn(own)).toEqual({ 'xa-an': 'Đ' });
  expect(own.totals).toMatchObject({ expected: 1, actual: 1 });
  expect(own.columns[0]?.round.id).toBeNull();
});

const givenOne = async (unit: string): Promise<void> => {
  const { givePost } = await import('../support/accounts.js');
  await givePost(api().pool, 'one', ['tiny', unit, 'officer']);
};

test('as a file it says the same, and that it was taken is in the trail', async () => {
  const { status, headers, body } = await api().get<string>(`/monitoring/matrix/export${YEAR}&format=csv`);
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toBe('attachment; filename="matrix.csv"');
  expect(body.split('\r\n').slice(0, 4)).toEqual([
    '"Mã","Đơn vị","Báo cáo 6 tháng 2024-H1","Phải gửi","Đã gửi","Tỷ lệ gửi (%)","Đúng hạn","Tỷ lệ đúng hạn (%)"',
    '"xa-an","Xã An","Đ 17/06/2024","1","1","100","1","100"',
    '"xa-binh","Xã Bình","M 20/06/2024","1","1","100","0","0"',
    '"","Tổng cộng: Phải gửi","2","2","","","",""',
  ]);
  const workbook = await api().get<string>(`/monitoring/matrix/export${YEAR}`, { 'accept-language': 'en' });
  expect(workbook.headers.get('content-type')).toContain('spreadsheetml');
  const { body: trail } = await api().get<{ items: { subject: string; after: object }[] }>('/audit?kind=exported');
  expect(trail.items).toMatchObject([
    { subject: 'matrix', after: { format: 'xlsx' } },
    { subject: 'matrix', after: { format: 'csv', from: '2024-01-01' } },
  ]);
});

test.each([
  ['cursor=abc', 'cursor'],
  ['limit=201', 'limit'],
  ['to=2024', 'to'],
  ['asOf=', 'asOf'],
])('%s is refused', async (query, field) => {
  const { status, body } = await api().get<Problem>(`/monitoring/matrix?${query}`);
  expect({ status, field: body['field'] }).toEqual({ status: 400, field });
});
