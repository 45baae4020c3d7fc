import { tinyPlan, useApp, type Problem } from '../http/api.js';

// Trend, year, ageing and the secretariat's day, on one round of reports.
const api = useApp(tinyPlan);

type Five = { expected: number; actual: number; onTime: number };
type Trend = {
  lines: {
    name: string | null;
    label: { vi: string } | null;
    points: { period: string; start: string; numbers: Five }[];
  }[];
};
type Bar = {
  key: string;
  opened: string;
  due: string;
  submitted: string | null;
  tasks: { obligation: string; numbers: Five }[];
};
type Year = {
  year: number;
  sections: { section: string; obligations: { obligation: string; bars: Bar[]; opensNext: string | null }[] }[];
};
type Ageing = {
  obligations: {
    lifecycle: string;
    obligation: string;
    stages: { stage: string; count: number; overdue: number; oldestDays: number; longest: number[]; oldest: string }[];
  }[];
};
type Item = {
  key: string;
  contacts: { id: string; phone: string | null }[];
  lastReminder: { template: string; level: number; to: { vi: string } } | null;
  act: { event: string; form: string | null } | null;
};
type List = { total: number; items: Item[] };
type Queue = Record<'toReceive' | 'toAppraise' | 'waiting' | 'returned' | 'overdue' | 'toDecide', List>;

let keys = 0;
const idOf = async (key: string): Promise<number> =>
  (await api().get<{ id: number }>(`/instances?key=tiny/${key}`)).body.id;
const act = async (key: string, event: string, by: string, more: object = {}): Promise<void> => {
  keys += 1;
  const headers = { 'idempotency-key': `key-${keys}` };
  const sent = await api()
    .as(by)
    .post(`/instances/${await idOf(key)}/events`, { event, ...more }, headers);
  expect(sent).toMatchObject({ status: 200 });
};
const clockTo = (to: string) => api().post('/sandbox/clock', { to });
const look = async <Body>(path: string, by = 'an'): Promise<Body> => {
  const { status, body } = await api().as(by).get<Body>(`/monitoring/${path}`);
  expect({ path, status }).toEqual({ path, status: 200 });
  return body;
};
const [AN, BINH] = ['R1/2024-H1/xa-an', 'R1/2024-H1/xa-binh'];
const keysIn = ({ items }: List): string[] => items.map(({ key }) => key.replace('tiny/', ''));

beforeAll(async () => {
  await clockTo('2024-05-03T09:00:00+07:00');
  await act('R0/2024-H1', 'request.issue', 'an', { fields: { due: '2024-06-18' } });
  await clockTo('2024-06-17T09:00:00+07:00');
  await api().pool.query(`update account set phone = '0276 123' where name = 'dung'`);
}, 60_000);

test('the secretariat sees what came, what the units still owe, and whom to call', async () => {
  await act(AN, 'report.submit', 'dung');
  const queue = await look<Queue>('queue');
  expect(keysIn(queue.toReceive)).toEqual([AN]);
  expect(keysIn(queue.waiting)).toEqual([BINH]);
  expect([queue.toAppraise.total, queue.returned.total, queue.overdue.total]).toEqual([0, 0, 0]);
  await act(AN, 'report.return', 'an', { body: 'Thiếu số liệu' });
  await clockTo('2024-06-19T09:00:00+07:00');
  const later = await look<Queue>('queue');
  expect(keysIn(later.waiting)).toEqual([AN]);
  expect(keysIn(later.overdue)).toEqual([BINH]);
  const [late] = later.overdue.items;
  expect(late?.contacts).toContainEqual({
    id: 'dung',
    name: 'Phạm Văn Dũng',
    unit: 'xa-binh',
    seat: 'officer',
    phone: '0276 123',
  });
  expect(late?.lastReminder).toMatchObject({ level: 1 });
});

test('what one would do next stands beside it, and is nobody else’s', async () => {
  const { waiting } = await look<Queue>('queue', 'dung');
  expect(waiting.items.map(({ act }) => act?.event)).toEqual(['report.submit']);
  const { toDecide, overdue } = await look<Queue>('queue');
  expect(overdue.items.map(({ act }) => act)).toEqual([null]);
  expect(toDecide.items.every(({ key }) => !key.includes('/R1/'))).toBe(true);
});

test('telephone numbers are the secretariat’s to see', async () => {
  const { overdue } = await look<Queue>('queue', 'chi');
  expect(keysIn(overdue)).toEqual([BINH]);
  expect(overdue.items[0]?.contacts).toEqual([]);
});

test('as of a day before, the desk is as it was', async () => {
  const past = await look<Queue>('queue?asOf=2024-06-16');
  expect(keysIn(past.waiting)).toEqual([AN, BINH]);
  expect(past.overdue.total).toBe(0);
});

test('where work stands, how many, and since when', async () => {
  const { obligations } = await look<Ageing>('ageing?lifecycle=report');
  expect(obligations).toMatchObject([
    { lifecycle: 'report', obligation: 'R1', stages: [{ stage: 'open', count: 2, overdue: 1 }] },
  ]);
  const [stage] = obligations[0]?.stages ?? [];
  // One has been there since it was opened, the other since it was returned.
  expect(stage).toMatchObject({ oldest: '2024-05-03T09:00:00.000+07:00', oldestDays: 47 });
  expect(stage?.longest).toEqual([await idOf(BINH), await idOf(AN)]);
  const past = await look<Ageing>('ageing?asOf=2024-05-04&lifecycle=report');
  expect(past.obligations[0]?.stages).toMatchObject([{ count: 2, overdue: 0, oldestDays: 1 }]);
  expect((await look<Ageing>('ageing?lifecycle=other')).obligations).toEqual([]);
});

test('the year of the plan, by its sections', async () => {
  const { year, sections } = await look<Year>('year');
  expect(year).toBe(2024);
  expect(sections.map(({ section }) => section)).toEqual(['4.1', '4.3']);
  expect(sections[0]?.obligations).toMatchObject([
    {
      obligation: 'R0',
      bars: [
        {
          key: 'tiny/R0/2024-H1',
          opened: '2024-05-02T08:00:00.000+07:00',
          due: '2024-05-15T23:59:59.999+07:00',
          submitted: '2024-05-03T09:00:00.000+07:00',
          tasks: [{ obligation: 'R1', numbers: { expected: 2, actual: 0 } }],
        },
      ],
      opensNext: null,
    },
  ]);
  const before = await look<Year>('year?asOf=2024-04-01');
  expect(before.sections).toEqual([]);
  const next = await look<Year>('year?year=2025');
  expect(
    next.sections.flatMap(({ obligations }) => obligations).map(({ opensNext }) => opensNext?.slice(0, 10)),
  ).toContain('2025-05-02');
});

test('how rates went, by step and by what they are split', async () => {
  await act(BINH, 'report.submit', 'dung');
  const numbers = { expected: 2, actual: 1, onTime: 0 };
  expect((await look<Trend>('trend')).lines).toMatchObject([
    { name: null, points: [{ period: '2024-Q2', start: '2024-04-01', numbers }] },
  ]);
  expect((await look<Trend>('trend?step=month')).lines[0]?.points).toMatchObject([
    { period: '2024-06', start: '2024-06-01' },
  ]);
  expect((await look<Trend>('trend?step=year&by=unit')).lines.map(({ name }) => name)).toEqual(['xa-an', 'xa-binh']);
  expect((await look<Trend>('trend?by=unitKind')).lines).toMatchObject([{ name: 'commune' }]);
  expect((await look<Trend>('trend?by=obligation')).lines).toMatchObject([
    { name: 'R1', label: { vi: 'Báo cáo 6 tháng' } },
  ]);
  expect((await look<Trend>('trend?kind=occurrence&by=obligation')).lines.map(({ name }) => name)).toEqual([
    'R0',
    'S1',
  ]);
  expect((await look<Trend>('trend?unitKind=office')).lines).toEqual([]);
  expect((await look<Trend>('trend?to=2024-01-31')).lines).toEqual([]);
});

test('a unit looks at its own', async () => {
  const { givePost } = await import('../support/accounts.js');
  await givePost(api().pool, 'one', ['tiny', 'xa-an', 'officer']);
  expect((await look<Trend>('trend?by=unit', 'one')).lines.map(({ name }) => name)).toEqual(['xa-an']);
  expect((await look<Year>('year', 'one')).sections).toEqual([]);
  expect((await look<Ageing>('ageing', 'one')).obligations).toMatchObject([{ stages: [{ count: 1 }] }]);
  expect(keysIn((await look<Queue>('queue', 'one')).waiting)).toEqual([AN]);
});

test.each([
  ['trend?step=week', 'step'],
  ['trend?by=colour', 'by'],
  ['year?year=1800', 'year'],
  ['queue?limit=0', 'limit'],
  ['ageing?asOf=2024-02-30', 'asOf'],
])('%s is refused', async (path, field) => {
  expect(await api().get<Problem>(`/monitoring/${path}`)).toMatchObject({ status: 400, body: { field } });
});
