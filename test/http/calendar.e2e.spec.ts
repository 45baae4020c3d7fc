import { textOf, tinyFiles, tinyPlan, useApp } from './api.js';

const api = useApp(tinyPlan);

type View = { id: number; due: { legalEnd: string; workingEnd: string }; timers: { key: string; at: string }[] };
const round = async (): Promise<View> => (await api().get<View>('/instances?key=tiny/R0/2024-H1')).body;
const file = 'calendars/vn-2024.yaml';

test('a new calendar reaches what runs, once, and every series goes on', async () => {
  await api().post('/sandbox/clock', { to: '2024-05-03' });
  expect((await round()).due.workingEnd).toBe('2024-05-15T17:00:00.000+07:00');
  const off = `\n  - { date: '2024-05-15', kind: holiday, label: { vi: Nghỉ bão, en: Storm } }\n`;
  const calendar = textOf(file).replace(/\ndays:\n/, `\ndays:${off}`);
  const files = { ...Object.fromEntries(tinyFiles()), [file]: calendar };
  const { body: draft } = await api().post<{ version: number; errors: number }>('/plans', { files });
  expect(draft).toMatchObject({ version: 2, errors: 0 });
  const { body: found } = await api().post<{ hash: string; redated: { key: string; running: boolean }[] }>(
    '/plans/tiny/compare',
    { from: 1, to: 2 },
  );
  expect(found.redated).toContainEqual(
    expect.objectContaining({ kind: 'workingEnd', obligation: 'R0', running: true }),
  );

  const activate = () => api().post('/plans/tiny/versions/2/activate', { hash: found.hash });
  const [one, two] = await Promise.all([activate(), activate()]);
  expect([one.status, two.status]).toEqual([200, 200]);
  const after = await round();
  expect(after.due).toMatchObject({
    legalEnd: '2024-05-15T23:59:59.999+07:00',
    workingEnd: '2024-05-14T17:00:00.000+07:00',
  });
  expect(after.timers.find(({ key }) => key === 'r-d-3')?.at).toBe('2024-05-09T08:00:00.000+07:00');
  const { body } = await api().get<{ items: { event: string; label: { vi: string } }[] }>(
    `/instances/${after.id}/timeline`,
  );
  expect(body.items.map(({ event }) => event)).toEqual(['xstate.init', 'calendar.moved']);
  const { body: series } = await api().get('/obligations?sort=key&status=running');
  expect(series).toMatchObject({ items: [{ key: 'tiny/R0' }, { key: 'tiny/S1' }] });
});
