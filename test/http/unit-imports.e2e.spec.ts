import { csv, workbook } from '../support/sheets.js';
import { tinyPlan, useApp, type Answer, type Problem } from './api.js';

// One story, told in order: the units of the tiny plan, which runs in version 1.
const api = useApp(tinyPlan);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Report = {
  base: number;
  newerDrafts: number[];
  version: number | null;
  import: number | null;
  counts: { rows: number; added: number; changed: number; refused: number };
  digest: string;
  errors: { row: number; code: string; suggestion?: string }[];
  changes: { code: string; before: unknown; after: Record<string, unknown> }[];
  findings: { rule: string; severity: string }[];
};
const HEAD = ['Mã đơn vị', 'Tên đơn vị', 'Loại', 'Từ ngày', 'Đến ngày', 'Đơn vị kế thừa'];
const send = <Body = Report>(file: Buffer | string, query = ''): Promise<Answer<Body>> =>
  api().file<Body>(`/imports/units/tiny${query}`, file, typeof file === 'string' ? 'text/csv' : XLSX);
const undo = (id: number): Promise<Answer<Problem>> => api().post<Problem>(`/imports/units/tiny/${id}/undo`);
const statuses = async (): Promise<Record<number, string>> => {
  type Plans = { items?: Versions[]; plans?: Versions[] };
  type Versions = { plan: string; versions: { version: number; status: string }[] };
  const { body } = await api().get<Plans>('/plans');
  const tiny = [...(body.items ?? []), ...(body.plans ?? [])].find(({ plan }) => plan === 'tiny');
  return Object.fromEntries((tiny?.versions ?? []).map(({ version, status }) => [version, status]));
};
const merged = (name = 'Xã Đức'): Promise<Buffer> =>
  workbook([
    HEAD,
    ['xa-an', null, null, null, new Date(Date.UTC(2025, 5, 30)), 'xa-duc'],
    ['xa-duc', name, 'commune', '01/07/2025', null, null],
  ]);

test('a file of units becomes a draft of the plan, linted, and nothing runs otherwise until it is activated', async () => {
  const file = await merged();
  const looked = await send(file);
  expect(looked).toMatchObject({
    status: 200,
    body: {
      base: 1,
      newerDrafts: [],
      version: null,
      import: null,
      errors: [],
      counts: { rows: 2, added: 1, changed: 1 },
    },
  });
  expect(looked.body.changes[0]?.after).toMatchObject({ to: '2025-06-30', successor: 'xa-duc' });
  expect(looked.body.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(await statuses()).toEqual({ 1: 'active' });
  const done = await send(file, `?commit=${looked.body.digest}`);
  expect(done.body).toMatchObject({ version: 2, import: expect.any(Number) as number });
  expect(await statuses()).toEqual({ 1: 'active', 2: 'draft' });
  const units = await api().get<{ items: { code: string }[] }>('/units?plan=tiny');
  expect(units.body.items.map(({ code }) => code)).not.toContain('xa-duc');
  const { body } = await api().get<{ files: Record<string, string> }>('/plans/tiny/versions/2/files');
  expect(body.files['plans/tiny/units.yaml']).toContain('xa-binh, name: { vi: Xã Bình, en: Binh }');
});

test('undoing withdraws the draft, once; one that was activated stays', async () => {
  const [last] = (await api().get<{ items: { id: number; version: number }[] }>('/imports')).body.items;
  expect(last?.version).toBe(2);
  expect((await undo(last?.id ?? 0)).body).toEqual({ id: last?.id, version: 2 });
  expect(await statuses()).toEqual({ 1: 'active', 2: 'superseded' });
  expect(await undo(last?.id ?? 0)).toMatchObject({ status: 409, body: { code: 'import-undone' } });
  expect((await api().post('/plans/tiny/versions/2/activate')).status).toBe(409);
  const file = await merged();
  const { digest } = (await send(file)).body;
  const again = (await send(file, `?commit=${digest}`)).body;
  const { hash } = (await api().post<{ hash: string }>('/plans/tiny/compare', { from: 1, to: again.version })).body;
  expect((await api().post(`/plans/tiny/versions/${again.version}/activate`, { hash })).status).toBe(200);
  expect(await undo(again.import ?? 0)).toMatchObject({
    status: 409,
    body: { code: 'import-activated', version: again.version },
  });
  const units = await api().get<{ items: { code: string }[] }>('/units?plan=tiny');
  expect(units.body.items.map(({ code }) => code)).toContain('xa-duc');
  // What was looked at before is not what is there now.
  expect(await send<Problem>(file, `?commit=${digest}`)).toMatchObject({ status: 409, body: { code: 'import-moved' } });
});

test('wrong rows are told, and make no draft', async () => {
  const wrong = csv([HEAD, ['xa-em', 'Xã Em', 'commune', '', '', 'xa-ann'], ['xa-em', 'Xã Em', 'commune', '', '', '']]);
  const { body } = await send(wrong);
  expect(body.errors).toMatchObject([
    { row: 2, code: 'unit-of-plan', suggestion: 'xa-an' },
    { row: 3, code: 'row-once' },
  ]);
  expect(await send<Problem>(wrong, `?commit=${body.digest}`)).toMatchObject({
    status: 422,
    body: { code: 'import-has-errors' },
  });
  expect((await api().file<Problem>('/imports/units/nowhere', wrong)).status).toBe(404);
});

test.each(['xlsx', 'csv'])('the %s template has the units as they are, and changes nothing', async (format) => {
  const response = await fetch(`${api().url}/api/v1/imports/units/tiny/template?format=${format}`, {
    headers: { authorization: 'Bearer dht_test-quan-tri' },
  });
  const { body } = await send(format === 'csv' ? await response.text() : Buffer.from(await response.arrayBuffer()));
  expect(body).toMatchObject({ errors: [], changes: [], counts: { rows: 6, added: 0, changed: 0 } });
});

test('the template has a tag: who has it already need not get it again', async () => {
  const path = '/imports/units/tiny/template?format=csv';
  const etag = (await api().get(path)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"/);
  expect((await api().get(path, { 'if-none-match': etag })).status).toBe(304);
});

test('the unit, the draft and its import are in the trail of the plan', async () => {
  const { body } = await api().get<{ items: { kind: string; after: unknown }[] }>(
    '/audit?plan=tiny&kind=imported&kind=import-undone',
  );
  expect(body.items.map(({ kind }) => kind)).toEqual(['imported', 'import-undone', 'imported']);
});
