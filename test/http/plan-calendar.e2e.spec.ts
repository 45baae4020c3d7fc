import { tinyPlan, useApp, type Problem } from './api.js';
import { done } from './two-plans.js';

const api = useApp(tinyPlan);

type Day = {
  date: string;
  kind: string;
  label: { vi: string; en: string } | null;
  source: string | null;
  pair: string | null;
};
type Year = { status: string; years: number[]; file: string; days: Day[] };
type Counted = { day: string; passed: { day: string; kind: string; n: number | null }[] };
type Units = {
  items: { code: string; groups: string[]; to: string | null; successor: string | null; predecessors: string[] }[];
};

const draft = async (): Promise<string> => {
  const { version } = done(await api().post<{ version: number }>('/plans/tiny/versions', { from: 1 }));
  return `/plans/tiny/versions/${version}`;
};
const tagOf = async (path: string): Promise<{ 'if-match': string }> => ({
  'if-match': (await api().get(path)).headers.get('etag') ?? '',
});
const written = ({ date, kind, label, source, pair }: Day) => ({
  ...{ date, kind, label },
  ...(source !== null && { source }),
  ...(pair !== null && { pair }),
});

test('a year is told day by day, and one that nobody wrote is unknown', async () => {
  const year = done(await api().get<Year>('/plans/tiny/versions/1/calendars/2024'));
  expect(year.days).toHaveLength(366);
  expect(year.days.filter(({ kind }) => kind === 'holiday').length).toBeGreaterThan(0);
  expect(year.days[0]).toMatchObject({ date: '2024-01-01' });
  expect(year.years).toEqual([2024, 2025]);
  expect(done(await api().get<Year>('/plans/tiny/versions/1/calendars/2030')).status).toBe('unknown');
});

test('a count of working days says of each day on the way why it counts or not', async () => {
  const path = '/plans/tiny/versions/1/working-day?from=2024-05-06&workingDays=-3';
  const { day, passed } = done(await api().get<Counted>(path));
  expect(passed.at(-1)?.day).toBe(day);
  expect(passed.filter(({ n }) => n !== null).map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(passed.filter(({ n }) => n === null).every(({ kind }) => kind !== 'working')).toBe(true);
});

test('a swapped pair is written into a draft, and half of one is refused', async () => {
  const path = await draft();
  const was = done(await api().get<Year>(`${path}/calendars/2025`));
  const days = was.days.filter(({ kind }) => !['working', 'weekend'].includes(kind)).map(written);
  const label = { vi: 'hoán đổi', en: 'swapped' };
  const off = { date: '2025-08-04', kind: 'swapped-off', label, pair: '2025-08-09' };
  const worked = { date: '2025-08-09', kind: 'swapped-work', label, pair: '2025-08-04' };
  const write = async (all: object[]) =>
    api().put<Problem>(
      `${path}/calendars/2025`,
      { status: 'decided', days: all },
      await tagOf(`${path}/calendars/2025`),
    );
  expect(await write([...days, off])).toMatchObject({ status: 422, body: { code: 'plan-has-errors' } });
  expect(await write([...days, off, worked])).toMatchObject({ status: 200, body: { errors: 0 } });
  const now = done(await api().get<Year>(`${path}/calendars/2025`));
  expect(now.days.filter(({ date }) => date === '2025-08-04' || date === '2025-08-09').map(({ kind }) => kind)).toEqual(
    ['swapped-off', 'swapped-work'],
  );
  const { hash } = done(
    await api().post<{ hash: string }>('/plans/tiny/compare', { from: 1, to: Number(path.split('/').at(-1)) }),
  );
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

test('a unit ends in a draft, and another one follows it', async () => {
  const path = await draft();
  const all = done(await api().get<Units>(`${path}/units`)).items;
  const [first] = all;
  const { code } = first ?? { code: '' };
  const detail = done(await api().get<{ items: Record<string, unknown>[] }>(`${path}/units?limit=1`)).items[0] ?? {};
  const unit = Object.fromEntries(['name', 'kind', 'order'].map((field) => [field, detail[field]]));
  const successor = all[1]?.code;
  const body = { unit: { ...unit, to: '2025-06-30', successor } };
  done(await api().put(`${path}/units/${code}`, body, await tagOf(path)));
  const later = done(await api().get<Units>(`${path}/units?on=2025-07-01`)).items;
  expect(later.map((one) => one.code)).not.toContain(code);
  expect(later.find((one) => one.code === successor)?.predecessors).toEqual([code]);
});
