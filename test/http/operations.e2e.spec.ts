import { tinyPlan, useApp, type Problem } from './api.js';
import { done } from './two-plans.js';

const api = useApp(tinyPlan);

type View = {
  quarantined: number;
  timers: { pending: number };
  outbox: { dead: number; waiting: number };
  queue: object;
};
type Rows = { items: { id: number; key: string; trouble?: string | null; error?: string | null }[] };
type Retried = { status: string; trouble: string | null };
type Chart = {
  states: { id: string; label: { vi: string }; parent: string | null; isInitial: boolean }[];
  edges: { from: string; to: string; kind: string; label: { vi: string }; by: string[] }[];
};
type Path = { now: string[]; definition: string; steps: { at: string; until: string | null; states: string[] }[] };

beforeAll(async () => {
  done(await api().post('/sandbox/clock', { to: '2024-05-03' }));
}, 60_000);

const round = async (): Promise<number> => done(await api().get<{ id: number }>('/instances?key=tiny/R0/2024-H1')).id;

test('the machine says what it is at', async () => {
  const view = done(await api().get<View>('/operations'));
  expect(view).toMatchObject({ quarantined: 0, outbox: { dead: 0 }, queue: { isWell: true } });
  expect(view.timers.pending).toBeGreaterThan(0);
  const { items } = done(await api().get<{ items: { at: string; label: object }[] }>('/operations/timers?limit=3'));
  expect(items.length).toBeGreaterThan(0);
  expect([...items].sort((a, b) => (a.at < b.at ? -1 : 1))).toEqual(items);
});

test('an instance that was set aside goes on when it is retried, and the trail says by whom', async () => {
  const id = await round();
  await api().pool.query(`update instance set status = 'quarantined', trouble = 'it broke' where id = $1`, [id]);
  const { items } = done(await api().get<Rows>('/operations/quarantine'));
  expect(items).toMatchObject([{ id, key: 'tiny/R0/2024-H1', trouble: 'it broke' }]);
  expect(done(await api().post<Retried>(`/operations/quarantine/${id}/retry`))).toMatchObject({ status: 'running' });
  expect(done(await api().get<Rows>('/operations/quarantine')).items).toEqual([]);
  expect(await api().post<Problem>(`/operations/quarantine/${id}/retry`)).toMatchObject({ status: 404 });
  const { body } = await api().get<{ items: object[] }>('/audit?kind=retried');
  expect(body.items).toMatchObject([{ plan: 'tiny', subject: 'tiny/R0/2024-H1', after: { what: 'instance', id } }]);
});

test('a message that was given up is tried again', async () => {
  done(await api().post('/sandbox/clock', { to: '2024-05-20' }));
  const { rows } = await api().pool.query<{ id: string }>(
    `update outbox set delivered_at = null, dead_at = now(), taken = '{}', error = 'no post office' where id = (select min(id) from outbox) returning id`,
  );
  const id = Number(rows[0]?.id);
  expect(done(await api().get<Rows>('/operations/outbox?status=dead')).items).toMatchObject([
    { id, error: 'no post office' },
  ]);
  expect(done(await api().post<Retried>(`/operations/outbox/${id}/retry`))).toMatchObject({ status: 'waiting' });
  expect(done(await api().get<Rows>('/operations/outbox?status=dead')).items).toEqual([]);
});

test('a statechart is told to be drawn, with what stands in it, and an instance’s way through it', async () => {
  const path = done(await api().get<Path>(`/instances/${await round()}/path`));
  const chart = done(await api().get<Chart>(`/lifecycles/${path.definition}`));
  const ids = chart.states.map(({ id }) => id);
  expect(chart.states.filter(({ isInitial, parent }) => isInitial && parent === null)).toHaveLength(1);
  expect(path.now.every((state) => ids.includes(state))).toBe(true);
  expect(chart.edges.flatMap(({ from, to }) => [from, to]).filter((state) => !ids.includes(state))).toEqual([]);
  expect(chart.edges.every(({ label }) => label.vi.length > 0)).toBe(true);
  expect(path.steps[0]).toMatchObject({ until: null, states: path.now });
  const { states } = done(
    await api().get<{ states: { state: string; count: number }[] }>(`/lifecycles/${path.definition}/standing`),
  );
  // A request is waited for, until it is issued.
  expect(states).toMatchObject(path.now.map((state) => ({ state, waits: true, count: 1 })));
  const { items } = done(await api().get<{ items: { hash: string; running: number }[] }>('/lifecycles'));
  expect(items.find(({ hash }) => hash === path.definition)).toMatchObject({
    running: 1,
    versions: [{ version: 1, running: 1, ended: 0 }],
  });
});
