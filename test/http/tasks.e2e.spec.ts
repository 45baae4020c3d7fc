import { tinyPlan, useApp, type Problem } from './api.js';

// What a unit's people find at home: their boxes, the most urgent first, and the days that are left.
const api = useApp(tinyPlan);

type Term = { workingDaysLeft: number; workingDaysLate: number; legalWeekday: number; workingEnd: string };
type Item = { id: number; key: string; unit: { code: string }; term: Term | null };
type Counts = { buckets: { bucket: string; label: { vi: string }; count: number }[]; total: number };

let keys = 0;
const act = async (key: string, event: string, by: string, more: object = {}): Promise<number> => {
  const { id } = (await api().get<Item>(`/instances?key=${key}`)).body;
  keys += 1;
  const headers = { 'idempotency-key': `key-${keys}` };
  return (
    await api()
      .as(by)
      .post(`/instances/${id}/events`, { event, ...more }, headers)
  ).status;
};
const clockTo = (to: string) => api().post('/sandbox/clock', { to });
const counts = async (by: string, query = ''): Promise<Record<string, number>> => {
  const { body } = await api().as(by).get<Counts>(`/tasks/counts${query}`);
  const found = body.buckets.filter(({ count }) => count > 0).map(({ bucket, count }) => [bucket, count] as const);
  return { ...Object.fromEntries(found), total: body.total };
};
const tasks = async (query: string, by = 'an'): Promise<Item[]> =>
  (await api().as(by).get<{ items: Item[] }>(`/tasks?${query}`)).body.items;
const units = async (query: string): Promise<string[]> => (await tasks(query)).map(({ unit }) => unit.code);
const TASKS = { an: 'tiny/R1/2024-H1/xa-an', binh: 'tiny/R1/2024-H1/xa-binh' };

beforeAll(async () => {
  await clockTo('2024-05-03');
  expect(await act('tiny/R0/2024-H1', 'request.issue', 'an', { fields: { due: '2024-06-18' } })).toBe(200);
  await clockTo('2024-06-12');
}, 60_000);

test('every box has its name, empty ones too', async () => {
  const { body } = await api().get<Counts>('/tasks/counts');
  expect(body.buckets.map(({ bucket, label }) => [bucket, label.vi])).toEqual([
    ['awaiting-receipt', 'Chờ tiếp nhận'],
    ['doing', 'Đang làm'],
    ['due-soon', 'Sắp đến hạn'],
    ['overdue', 'Quá hạn'],
    ['returned', 'Bị trả lại'],
    ['sent', 'Đã gửi'],
    ['done', 'Hoàn thành'],
    ['for-information', 'Để biết'],
  ]);
  expect(await counts('an')).toEqual({ doing: 2, total: 2 });
});

test('one counts what one sees', async () => {
  expect(await counts('dung')).toEqual({ doing: 2, total: 2 });
  expect(await counts('dung', '?unit=xa-an')).toEqual({ doing: 1, total: 1 });
  expect(await counts('dung', '?obligation=S1')).toEqual({ total: 0 });
  const odd = await api().get<Problem>('/tasks/counts?colour=red');
  expect(odd).toMatchObject({ status: 400, body: { code: 'unknown-field' } });
});

test('no client counts working days', async () => {
  const [task] = await tasks('unit=xa-an');
  expect(task?.term).toEqual({
    legalEnd: '2024-06-18T23:59:59.999+07:00',
    workingEnd: '2024-06-18T17:00:00.000+07:00',
    legalWeekday: 2,
    workingWeekday: 2,
    workingDaysLeft: 4,
    workingDaysLate: 0,
  });
});

test('what was handed in leaves one box for the other, and owes no days', async () => {
  expect(await act(TASKS.an, 'report.submit', 'dung')).toBe(200);
  expect(await counts('an')).toEqual({ doing: 1, sent: 1, total: 2 });
  const [sent] = await tasks('bucket=sent');
  expect(sent).toMatchObject({ unit: { code: 'xa-an' }, term: null });
  expect(await act(TASKS.an, 'report.accept', 'an')).toBe(200);
  expect(await counts('an')).toEqual({ doing: 1, done: 1, total: 2 });
});

test('what is overdue is being done as well, and comes first', async () => {
  await clockTo('2024-06-20');
  expect(await counts('an')).toEqual({ doing: 1, overdue: 1, done: 1, total: 2 });
  expect(await units('bucket=overdue')).toEqual(['xa-binh']);
  expect(await units('sort=due')).toEqual(['xa-an', 'xa-binh']);
  expect(await units('sort=urgency')).toEqual(['xa-binh', 'xa-an']);
  expect(await units('sort=-urgency')).toEqual(['xa-an', 'xa-binh']);
  const [late] = await tasks('bucket=overdue');
  expect(late?.term).toMatchObject({ workingDaysLeft: 0, workingDaysLate: 2 });
});

test.each([
  ['/tasks?bucket=red', 'bucket'],
  ['/tasks/counts?parent=x', 'parent'],
])('%s is refused', async (path, field) => {
  expect(await api().get<Problem>(path)).toMatchObject({ status: 400, body: { code: 'bad-request', field } });
});
