import { noPlan, textOf, tinyFiles, useApp, type Problem } from './api.js';

// One story, told in order: each test goes on where the one before it stopped.
const api = useApp(noPlan);

type Version = { plan: string; version: number; status: string; isNew: boolean; errors: number; findings: Finding[] };
type Finding = { rule: string; file: string; line: number; column: number; message: string; suggestion?: string };
type Comparison = {
  hash: string;
  obligations: { changed: { id: string; what: string[] }[]; unchanged: string[] };
  names: { id: string; label: { vi: string; en: string } }[];
  persons: { id: string; name: string }[];
};
type Activation = { version: number; predecessor: number | null; opened: string[]; changed: string[]; kept: string[] };
type Item = { id: number; key: string; status: string; obligation: string };

const tiny = (): Record<string, string> => Object.fromEntries(tinyFiles());
const planFile = 'plans/tiny/plan.yaml';
const edited = (from: string, to: string): Record<string, string> => {
  const text = textOf(planFile);
  expect(text.split(from)).toHaveLength(2);
  return { ...tiny(), [planFile]: text.replace(from, to) };
};
const keysOf = async (list: string): Promise<string[]> => {
  const { body } = await api().get<{ items: Item[] }>(`/${list}?sort=key&status=running`);
  return body.items.map(({ key }) => key);
};

test('a server without a plan says so and serves', async () => {
  expect((await api().get('/plans')).body).toEqual({ items: [], next: null });
  expect(api().app.output()).toMatch(/Chưa kích hoạt kế hoạch nào từ .+ \/ No plan was activated from /);
});

test('files that cannot be read are refused with their places, and leave nothing behind', async () => {
  const broken = { ...tiny(), [planFile]: textOf(planFile).replace('obligations:', 'obligation:') };
  const { status, body } = await api().post<Problem>('/plans', { files: broken }, { 'accept-language': 'en' });
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'plan-has-errors', title: 'The plan has errors' });
  expect(body['findings']).toContainEqual(expect.objectContaining({ file: planFile, suggestion: 'obligations' }));
  expect((await api().get('/plans')).body).toEqual({ items: [], next: null });
});

test.each([
  ['a path that climbs', { files: { '../plan.yaml': '' } }],
  ['an absolute path', { files: { '/etc/plan.yaml': '' } }],
  ['a file of another kind', { files: { 'plans/x/plan.js': '' } }],
  ['no plan among the files', { files: { 'plans/x/units.yaml': '' } }],
  ['a folder that climbs', { directory: '../secrets' }],
  ['nothing', {}],
  ['both', { directory: 'tiny', files: {} }],
])('%s is refused', async (_, body) => {
  const answer = await api().post<Problem>('/plans', body);
  expect(answer.status).toBe(400);
  expect(['bad-request', 'unknown-field']).toContain(answer.body.code);
});

test('a plan is imported as a draft; the same files again are the same version', async () => {
  const first = await api().post<Version>('/plans', { files: tiny() });
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ plan: 'tiny', version: 1, status: 'draft', isNew: true, errors: 0 });
  const again = await api().post<Version>('/plans', { files: tiny() });
  expect(again).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
  expect((await api().get('/plans')).body).toMatchObject({ items: [{ plan: 'tiny', number: '01-KH/BCĐ' }] });
  const shipped = await api().post<Version>('/plans', { directory: 'tiny' });
  expect(shipped.body).toMatchObject({ version: 1, isNew: false });
});

test('what is not sent of lifecycles and calendars is lent by the server', async () => {
  const own = Object.fromEntries(Object.entries(tiny()).filter(([file]) => file.startsWith('plans/')));
  expect((await api().post<Version>('/plans', { files: own })).body).toMatchObject({ version: 1, isNew: false });
});

test('a version tells its obligations and gives its files back', async () => {
  const { body } = await api().get('/plans/tiny/versions/1');
  expect(body).toMatchObject({
    number: '01-KH/BCĐ',
    term: { from: '2024-01-01', to: '2025-12-31' },
    obligations: [
      { id: 'R0', clause: '4.1', class: 'hard', lifecycle: 'round', owner: 'van-phong', tasks: ['R1'] },
      { id: 'S1', ours: ['deadline'] },
    ],
  });
  const { body: said } = await api().get<{ files: Record<string, string> }>('/plans/tiny/versions/1/files');
  expect(said.files[planFile]).toBe(textOf(planFile));
  expect((await api().get<Problem>('/plans/tiny/versions/9')).body.code).toBe('not-found');
});

test('lint finds nothing in it, and says where what is wrong stands in another', async () => {
  expect((await api().post('/plans/tiny/versions/1/lint')).body).toMatchObject({ errors: 0 });
  const wrong = edited('lifecycle: summary', 'lifecycle: sumary');
  const { body: draft } = await api().post<Version>('/plans', { files: wrong });
  expect(draft).toMatchObject({ version: 2, status: 'draft' });
  expect(draft.errors).toBeGreaterThan(0);
  const { body } = await api().post<{ findings: Finding[] }>('/plans/tiny/versions/2/lint');
  expect(body.findings).toContainEqual(
    expect.objectContaining({ rule: 'unknown-lifecycle', file: planFile, suggestion: 'summary' }),
  );
});

test('the preview tells every date and why, in the language that is asked for', async () => {
  type Entry = { at: string; kind: string; obligation: string; unit: string; why: string };
  const ask = async (query: string, headers = {}): Promise<Entry[]> =>
    (await api().get<{ entries: Entry[] }>(`/plans/tiny/versions/1/preview?${query}`, headers)).body.entries;
  const vi = await ask('from=2024-01-01&to=2024-12-31');
  expect(vi.filter(({ kind }) => kind === 'opens').map(({ obligation }) => obligation)).toContain('R0');
  expect([...vi].sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ at }) => at)).toEqual(vi.map(({ at }) => at));
  expect(vi.find(({ kind, obligation }) => kind === 'due' && obligation === 'R0')).toMatchObject({
    at: '2024-05-15T23:59:59.999+07:00',
    why: expect.stringContaining('chậm nhất') as string,
  });
  const own = vi.filter(({ obligation }) => obligation === 'R0');
  expect(own.length).toBeLessThan(vi.length);
  expect(await ask('from=2024-01-01&to=2024-12-31&obligation=R0')).toEqual(own);
  expect(await ask('from=2024-01-01&to=2024-12-31&obligation=R9')).toEqual([]);
  const en = await ask('from=2024-05-01&to=2024-05-31', { 'accept-language': 'en' });
  expect(en.find(({ kind }) => kind === 'due')?.why).toContain('by the end of');
  expect(
    (await ask('from=2024-05-01&to=2024-05-31&language=vi', { 'accept-language': 'en' })).map(({ why }) => why),
  ).not.toEqual(en.map(({ why }) => why));
  const backwards = await api().get<Problem>('/plans/tiny/versions/1/preview?from=2024-02-30&to=2024-01-01');
  expect(backwards.body).toMatchObject({ code: 'bad-request', field: 'from' });
});

test('a plan with errors says them in words, whatever was asked of it, in the language that is asked for', async () => {
  for (const language of ['vi', 'en']) {
    const headers = { 'accept-language': language };
    const linted = await api().post<{ findings: Finding[] }>('/plans/tiny/versions/2/lint', {}, headers);
    const errors = linted.body.findings.filter((one) => (one as { severity?: string }).severity === 'error');
    expect(linted.headers.get('content-language')).toBe(language);
    expect(linted.headers.get('vary')).toContain('Accept-Language');
    const refusals = [
      await api().get<Problem>('/plans/tiny/versions/2/preview?from=2024-01-01&to=2024-12-31', headers),
      await api().post<Problem>('/plans/tiny/compare', { from: 1, to: 2 }, headers),
      await api().post<Problem>('/plans/tiny/versions/2/activate', {}, headers),
    ];
    for (const { status, body } of refusals) {
      expect({ status, code: body.code, findings: body['findings'] }).toEqual({
        status: 422,
        code: 'plan-has-errors',
        findings: errors,
      });
      expect(body.detail).not.toMatch(/kích hoạt|activated/);
    }
    const broken = { ...tiny(), [planFile]: textOf(planFile).replace('obligations:', 'obligation:') };
    const { body } = await api().post<Problem>('/plans', { files: broken }, headers);
    for (const finding of body['findings'] as Finding[]) expect(finding.message).toMatch(/\w+ \w+/);
  }
});

test('a plan with errors is not activated', async () => {
  const { status, body } = await api().post<Problem>('/plans/tiny/versions/2/activate');
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'plan-has-errors' });
  expect(await keysOf('obligations')).toEqual([]);
});

test('the first activation opens one series for each obligation; another one changes nothing', async () => {
  const { status, body } = await api().post<Activation>('/plans/tiny/versions/1/activate');
  expect({ status, body }).toMatchObject({ status: 200, body: { predecessor: null, opened: ['R0', 'S1'] } });
  expect(await keysOf('obligations')).toEqual(['tiny/R0', 'tiny/S1']);
  expect((await api().post('/plans/tiny/versions/1/activate')).status).toBe(200);
  expect(await keysOf('obligations')).toEqual(['tiny/R0', 'tiny/S1']);
});

test('a change is compared, and activated only as it was confirmed', async () => {
  await api().post('/sandbox/clock', { to: '2024-05-06' });
  expect(await keysOf('occurrences')).toEqual(['tiny/R0/2024-H1']);
  const { body: next } = await api().post<Version>('/plans', { files: edited("'05-15'", "'05-20'") });
  expect(next).toMatchObject({ version: 3, status: 'draft', errors: 0 });
  const { body: found } = await api().post<Comparison>('/plans/tiny/compare', { from: 1, to: 3 });
  expect(found.obligations).toMatchObject({ changed: [{ id: 'R0', what: ['deadline'] }], unchanged: ['S1'] });
  expect(found.names).toContainEqual({ id: 'R1', label: { vi: 'Báo cáo 6 tháng', en: '6-month report' } });
  expect(found.persons).toEqual([]);

  const without = await api().post<Problem>('/plans/tiny/versions/3/activate');
  expect(without).toMatchObject({ status: 409, body: { code: 'plan-changed', active: 1, hash: found.hash } });
  const wrong = await api().post<Problem>('/plans/tiny/versions/3/activate', { hash: 'f'.repeat(64) });
  expect(wrong.body.code).toBe('plan-changed');
  expect(await keysOf('obligations')).toEqual(['tiny/R0', 'tiny/S1']);
});

test('a change that somebody may not make is refused whole', async () => {
  const { body: found } = await api().post<Comparison>('/plans/tiny/compare', { from: 1, to: 3 });
  const { status, body } = await api().as('ba').post<Problem>('/plans/tiny/versions/3/activate', { hash: found.hash });
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-allowed' });
  const { body: plans } = await api().get('/plans');
  expect(plans).toMatchObject({
    items: [{ versions: [{ version: 3, status: 'draft' }, {}, { version: 1, status: 'active' }] }],
  });
});

test('the changed obligation gets a new series, the other goes on; what runs keeps its version', async () => {
  const { body: found } = await api().post<Comparison>('/plans/tiny/compare', { from: 1, to: 3 });
  const { body } = await api().as('an').post<Activation>('/plans/tiny/versions/3/activate', { hash: found.hash });
  expect(body).toMatchObject({ version: 3, predecessor: 1, changed: ['R0'], kept: ['S1'], opened: [] });
  expect(await keysOf('obligations')).toEqual(['tiny/R0@v3', 'tiny/S1']);
  const { body: running } = await api().get('/instances?key=tiny/R0/2024-H1');
  expect(running).toMatchObject({ status: 'running', due: { legalEnd: '2024-05-15T23:59:59.999+07:00' } });
  const { body: plans } = await api().get('/plans');
  expect(plans).toMatchObject({
    items: [{ versions: [{ status: 'active' }, { status: 'draft' }, { status: 'superseded' }] }],
  });
  const back = await api().post<Problem>('/plans/tiny/versions/1/activate');
  expect(back).toMatchObject({ status: 409, body: { code: 'plan-superseded' } });
});

test('a year later the new series opens under the new rule, once', async () => {
  await api().post('/sandbox/clock', { to: '2025-05-06' });
  const { body } = await api().get<{ items: Item[] }>('/occurrences?obligation=R0&sort=key');
  expect(body.items.map(({ key }) => key)).toEqual(['tiny/R0/2024-H1', 'tiny/R0/2025-H1']);
  const { body: next } = await api().get('/instances?key=tiny/R0/2025-H1');
  expect(next).toMatchObject({ due: { legalEnd: '2025-05-20T23:59:59.999+07:00' }, parent: { key: 'tiny/R0@v3' } });
});

test('a bad plan never replaces one that runs', async () => {
  const wrong = edited('by: parent.due', 'by: parent.dew');
  const { body: draft } = await api().post<Version>('/plans', { files: wrong });
  expect(draft.errors).toBeGreaterThan(0);
  const { body } = await api().post<Problem>(`/plans/tiny/versions/${draft.version}/activate`, {
    hash: '0'.repeat(64),
  });
  expect(body.code).toBe('plan-has-errors');
  expect(await keysOf('obligations')).toEqual(['tiny/R0@v3', 'tiny/S1']);
});

test('after the term nothing is activated', async () => {
  await api().post('/sandbox/clock', { to: '2026-01-02' });
  const { body: draft } = await api().post<Version>('/plans', { files: edited("'05-15'", "'05-21'") });
  const { status, body } = await api().post<Problem>(`/plans/tiny/versions/${draft.version}/activate`);
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'plan-term-over' });
});
