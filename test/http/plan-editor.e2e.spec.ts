import { tinyPlan, useApp, type Problem } from './api.js';
import { done } from './two-plans.js';

const api = useApp(tinyPlan);

type Detail = { readonly status: string; readonly content: string; readonly obligation: Record<string, unknown> };
type Edited = { readonly content: string; readonly errors: number; readonly findings: { readonly rule: string }[] };
type Checked = {
  readonly errors: number;
  readonly findings: { readonly path: string[]; readonly rule: string; readonly message: string }[];
  readonly dates: {
    readonly at: string;
    readonly kind: string;
    readonly why: string;
    readonly workingEnd: string | null;
  }[];
  readonly told: { readonly key: string; readonly to: string[] }[];
};
const draft = async (): Promise<string> => {
  const { version } = done(await api().post<{ version: number }>('/plans/tiny/versions', { from: 1 }));
  return `/plans/tiny/versions/${version}`;
};
const tagOf = async (path: string): Promise<{ 'if-match': string }> => ({
  'if-match': (await api().get(path)).headers.get('etag') ?? '',
});
const fileOf = async (path: string): Promise<string> =>
  done(await api().get<{ files: Record<string, string> }>(`${path}/files`)).files['plans/tiny/plan.yaml'] ?? '';

test('an obligation is changed in a draft, and everything else stays as it was written', async () => {
  const path = await draft();
  const was = done(await api().get<Detail>(`${path}/obligations/R0`));
  expect(was).toMatchObject({ status: 'draft', obligation: { id: 'R0' } });
  const obligation = { ...was.obligation, clause: '4•9' };
  const tag = await tagOf(`${path}/obligations/R0`);
  const made = done(await api().put<Edited>(`${path}/obligations/R0`, { obligation }, tag));
  expect(made).toMatchObject({ errors: 0 });
  expect(made.content).not.toBe(was.content);
  const [before, after] = [(await fileOf('/plans/tiny/versions/1')).split('\n'), (await fileOf(path)).split('\n')];
  expect(after).toHaveLength(before.length);
  expect(after.filter((line, n) => line !== before[n])).toEqual(['    clause: 4•9']);
  // Who looked before that has not seen this.
  const late = await api().put<Problem>(`${path}/obligations/R0`, { obligation: was.obligation }, tag);
  expect(late).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
  expect(
    (await api().get<{ items: { kind: string; subject: string }[] }>('/audit?kind=plan-edited&limit=1')).body.items,
  ).toMatchObject([{ kind: 'plan-edited', plan: 'tiny', subject: 'obligation/R0' }]);
});

test('nobody writes without having looked, into what is no draft, or what cannot be read', async () => {
  const path = await draft();
  const { obligation } = done(await api().get<Detail>(`${path}/obligations/R0`));
  expect(await api().put(`${path}/obligations/R0`, { obligation })).toMatchObject({ status: 428 });
  const active = await tagOf('/plans/tiny/versions/1');
  const refused = await api().put<Problem>('/plans/tiny/versions/1/obligations/R0', { obligation }, active);
  expect(refused).toMatchObject({ status: 409, body: { code: 'plan-not-draft' } });
  const content = await fileOf(path);
  const broken = await api().put<Problem>(
    `${path}/obligations/R0`,
    { obligation: { ...obligation, deadline: { by: '02-31' } } },
    await tagOf(path),
  );
  expect(broken).toMatchObject({ status: 422, body: { code: 'plan-has-errors' } });
  expect(await fileOf(path)).toBe(content);
});

test('while it is written it is checked: what is wrong where, and which dates it comes to', async () => {
  const path = await draft();
  const { obligation } = done(await api().get<Detail>(`${path}/obligations/R0`));
  const check = async (id: string, written: object): Promise<Checked> =>
    done(await api().post<Checked>(`${path}/obligations/${id}/check`, { obligation: written }));
  const wrong = await check('X1', { ...obligation, lifecycle: 'rond', tasks: undefined });
  expect(wrong.findings.map(({ path: at, rule }) => [at.join('.'), rule])).toContainEqual([
    'lifecycle',
    'unknown-lifecycle',
  ]);
  expect(wrong.dates).toEqual([]);
  const right = await check('R0', { ...obligation, deadline: { by: '05-11' } });
  expect(right.dates.length).toBeGreaterThan(0);
  expect(right.dates.every(({ why }) => why.length > 0)).toBe(true);
  expect(right.dates.find(({ kind }) => kind === 'due')).toMatchObject({
    at: '2024-05-11T23:59:59.999+07:00',
    workingEnd: '2024-05-10T17:00:00.000+07:00',
  });
});

test('an obligation is added to a draft and taken out of it', async () => {
  const path = await draft();
  const before = await fileOf(path);
  const { obligation } = done(await api().get<Detail>(`${path}/obligations/S1`));
  done(await api().put<Edited>(`${path}/obligations/X1`, { obligation }, await tagOf(path)));
  expect(done(await api().get<Detail>(`${path}/obligations/X1`)).obligation).toEqual({ ...obligation, id: 'X1' });
  done(await api().call<Edited>('DELETE', `${path}/obligations/X1`, undefined, await tagOf(path)));
  expect((await fileOf(path)).trim()).toBe(before.trim());
  expect(await api().get(`${path}/obligations/X1`)).toMatchObject({ status: 404 });
});

test('the words that an obligation may use are there with their labels', async () => {
  const words = done(await api().get<Record<string, { name: string }[]>>('/plans/tiny/versions/1/vocabulary'));
  expect(words['lifecycles']?.length).toBeGreaterThan(0);
  expect(words['lifecycles']?.map(({ name }) => name)).not.toContain('series');
  expect(words['groups']?.[0]).toHaveProperty('label');
});

test('a draft that was edited since it was looked at is not activated', async () => {
  const path = await draft();
  const tag = await tagOf(path);
  const { obligation } = done(await api().get<Detail>(`${path}/obligations/R0`));
  const changed = { ...obligation, clause: '4•8' };
  done(await api().put<Edited>(`${path}/obligations/R0`, { obligation: changed }, await tagOf(path)));
  expect(await api().post<Problem>(`${path}/activate`, {}, tag)).toMatchObject({ status: 412 });
});

test('what people are told about an obligation is shown with when, to whom, and as they would read it', async () => {
  type Told = { readonly messages: readonly Readonly<Record<string, unknown>>[] };
  const { messages } = done(await api().get<Told>('/plans/tiny/versions/1/obligations/R0/messages'));
  const brief = messages.map(({ obligation, template, to, by, when }) => [obligation, template, to, by, when]);
  expect(brief).toContainEqual([
    'R1',
    'returned',
    ['unit.officer'],
    'event',
    { vi: 'Trả lại để bổ sung', en: 'Return for completion' },
  ]);
  const reminder = messages.find(({ obligation, template }) => obligation === 'R0' && template === 'reminder');
  expect(reminder).toMatchObject({
    when: { vi: 'Nhắc việc trước hạn 3 ngày làm việc', en: expect.any(String) as string },
    isDefault: false,
    vi: { subject: 'Sắp đến hạn' },
    en: { subject: 'Soon due' },
    sample: { unit: { vi: 'Văn phòng' }, period: '2024-H1', due: '2024-05-15T23:59:59.999+07:00' },
  });
  expect(await api().get('/plans/tiny/versions/1/obligations/X9/messages')).toMatchObject({ status: 404 });
});
