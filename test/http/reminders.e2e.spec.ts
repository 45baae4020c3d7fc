import { bearer, givePost } from '../support/accounts.js';
import { pdf } from '../support/attachments.js';
import { type Api, useApp, type Problem } from './api.js';
import { until } from '../support/until.js';
import { done } from './two-plans.js';

// Đôn đốc: all who are late with one occurrence are reminded by one command, each with its own outcome. On the plan itself.
const api = useApp({});
const PLAN = '19-kh-bcd';
const ROUND = `${PLAN}/R0-H/2023-H1`;
type Reminded = { sent: number; refused: number; reminded: { unit: string; outcome: string; code: string | null }[] };
type Entry = { event: string; body: unknown };
let round = 0;
const as = (who: string): Api => api().as(who);
const idOf = async (key: string): Promise<number> =>
  done(await as('thu-ky').get<{ id: number }>(`/instances?key=${key}`)).id;
const remind = (who: string, key: string, body: object = {}) =>
  as(who).post<Reminded>(`/occurrences/${round}/reminders`, body, { 'idempotency-key': key });
const timeline = async (unit: string): Promise<Entry[]> => {
  const id = await idOf(`${PLAN}/R1/2023-H1/${unit}`);
  return done(await as('thu-ky').get<{ items: Entry[] }>(`/instances/${id}/timeline?limit=200`)).items;
};

const answers = {
  ...{ subject: 'V/v báo cáo 6 tháng đầu năm', kind: 'half-year', signer: 'Trưởng ban', contact: 'Phòng Dân vận' },
  ...{ 'period-from': '2023-01-01', 'period-to': '2023-05-22', 'cut-off': '2023-05-22', due: '2023-06-20' },
  outline: 'Theo đề cương kèm theo.',
};

/** A file attached to an instance, as a browser sends one. */
async function attached(who: string, id: number, name: string): Promise<number> {
  const file = await fetch(`${api().url}/api/v1/instances/${id}/files`, {
    method: 'POST',
    body: new Uint8Array(pdf(name)),
    headers: {
      ...bearer(who),
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
      'idempotency-key': name,
    },
  });
  return ((await file.json()) as { id: number }).id;
}
const opened = async (who: string, file: number): Promise<number> =>
  (await fetch(`${api().url}/api/v1/files/${file}/content`, { headers: bearer(who) })).status;
let [draft, letter] = [0, 0];
let early: readonly number[] = [];

beforeAll(async () => {
  const posts = [
    ['thu-ky', 'co-quan-thuong-truc', 'officer'],
    ['truong', 'co-quan-thuong-truc', 'head'],
    ['can-bo', 'huyen-uy-go-dau', 'officer'],
    ['lanh-dao', 'thuong-truc-ban-chi-dao', 'leader'],
    ['nguoi-ngoai', 'so-noi-vu', 'officer'],
  ] as const;
  for (const [who, ...post] of posts) await givePost(api().pool, who, [PLAN, ...post]);
  done(await api().post('/sandbox/clock', { to: '2023-05-22' }));
  round = await idOf(ROUND);
  const dated = '2023-05-22';
  const issue = { number: '01-CV-BCĐ', dated, 'cut-off': dated, due: '2023-06-20' };
  draft = await attached('thu-ky', round, 'du-thao.pdf');
  letter = await attached('thu-ky', round, 'cong-van.pdf');
  const form = { answers: { ...answers, 'signed-file': [letter] } };
  for (const [who, event, more] of [
    ['thu-ky', 'request.present', { form, files: [draft] }],
    ['truong', 'request.sign', {}],
    ['thu-ky', 'request.issue', { fields: issue, form }],
  ] as const) {
    early = await Promise.all([draft, letter].map((file) => opened('can-bo', file)));
    done(await as(who).post(`/instances/${round}/events`, { event, ...more }, { 'idempotency-key': event }));
  }
  done(await api().post('/sandbox/clock', { to: '2023-06-19' }));
}, 180_000);

type Row = {
  readonly id: number;
  readonly unit: { readonly code: string };
  readonly sentAt: string | null;
  readonly marks: readonly { readonly name: string }[];
  readonly contacts: readonly { readonly id: string }[];
  readonly acts: readonly { readonly event: string }[];
};
type Table = {
  readonly items: readonly Row[];
  readonly tasks: number;
  readonly handedIn: number;
  readonly next: string | null;
};
const table = async (who = 'thu-ky', query = ''): Promise<Table> =>
  done(await as(who).get<Table>(`/monitoring/rounds/${round}${query}`));

test('the table of a round has every unit in official order, and what one may do about it', async () => {
  const { items, tasks, handedIn } = await table();
  const units = done(
    await as('thu-ky').get<{ items: { code: string; order: number }[] }>(`/units?plan=${PLAN}&limit=200`),
  );
  const order = units.items.map(({ code }) => code);
  expect(items.map(({ unit }) => unit.code)).toEqual(
    order.filter((code) => items.some(({ unit }) => unit.code === code)),
  );
  expect([tasks, handedIn]).toEqual([items.length, 0]);
  const [first, ...rest] = items;
  expect(first?.acts.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['reminder.send', 'deadline.extend', 'report.record']),
  );
  expect(items.find(({ unit }) => unit.code === 'huyen-uy-go-dau')?.contacts.map(({ id }) => id)).toContain('can-bo');
  const second = await table('thu-ky', '?limit=1');
  expect([second.items.length, second.tasks]).toEqual([1, items.length]);
  expect((await table('thu-ky', `?limit=200&cursor=${second.next}`)).items).toEqual(rest);
  expect((await table('lanh-dao')).items[0]).toMatchObject({ acts: [{ event: 'explanation.ask' }], contacts: [] });
  expect((await as('can-bo').get(`/monitoring/rounds/${round}`)).status).toBe(404);
});

test('whoever is asked opens what was enclosed with the letter, once it is issued, and nothing else of the round', async () => {
  const task = await idOf(`${PLAN}/R1/2023-H1/huyen-uy-go-dau`);
  const { asked } = done(await as('can-bo').get<{ asked: object }>(`/instances/${task}`));
  expect(asked).toMatchObject({
    number: '01-CV-BCĐ',
    files: [{ id: letter, name: 'cong-van.pdf', type: 'pdf', size: pdf('cong-van.pdf').length }],
  });
  expect(early).toEqual([404, 404]);
  expect(await Promise.all([draft, letter].map((file) => opened('can-bo', file)))).toEqual([404, 200]);
  expect(await opened('nguoi-ngoai', letter)).toBe(404);
  // What is known of it beside its content stays with the round.
  expect((await as('can-bo').get(`/files/${letter}`)).status).toBe(404);
  expect((await as('can-bo').get(`/instances/${round}/files`)).status).toBe(404);
});

test('only those that were named are reminded', async () => {
  const [one, two] = (await table()).items;
  const wish = { which: 'waiting', tasks: [two?.id, one?.id, 999_999_999] };
  expect(
    done(await remind('thu-ky', 'some', wish))
      .reminded.map(({ unit }) => unit)
      .sort(),
  ).toEqual([one?.unit.code, two?.unit.code].sort());
});

test('nobody is late yet; whoever has not handed in is reminded where that is asked for', async () => {
  expect(done(await remind('thu-ky', 'none'))).toEqual({ sent: 0, refused: 0, reminded: [] });
  const all = done(await remind('thu-ky', 'all', { which: 'waiting' }));
  expect(all.sent).toBeGreaterThan(5);
  expect(all.refused).toBe(0);
});

test('all who are late are reminded, with the words; the same key reminds nobody twice', async () => {
  done(await api().post('/sandbox/clock', { to: '2023-06-22' }));
  const wish = { body: 'Đề nghị gửi trong ngày.' };
  const first = done(await remind('thu-ky', 'late', wish));
  expect(first.reminded.map(({ unit }) => unit)).toContain('huyen-uy-go-dau');
  expect(first.reminded.every(({ outcome, code }) => outcome === 'sent' && code === null)).toBe(true);
  expect(done(await remind('thu-ky', 'late', wish))).toEqual(first);
  const reminders = (await timeline('huyen-uy-go-dau')).filter(({ event }) => event === 'reminder.send');
  expect(reminders.map(({ body }) => body)).toEqual([null, wish.body]);
  await until('the message to be there', async () => {
    const path = '/inbox?unit=huyen-uy-go-dau&limit=200';
    const { items } = done(await as('can-bo').get<{ items: { template: string }[] }>(path));
    return items.some(({ template }) => template === 'reminder-sent');
  });
});

test('whoever may remind nobody is told so for each; whoever does not see the round finds none', async () => {
  const refused = done(await remind('lanh-dao', 'leader'));
  expect(refused.sent).toBe(0);
  expect(new Set(refused.reminded.map(({ code }) => code))).toEqual(new Set(['forbidden-event']));
  const hidden = await as('can-bo').post<Problem>(`/occurrences/${round}/reminders`, {}, { 'idempotency-key': 'x' });
  expect(hidden).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('what is refused before it comes to the door stands in the trail, each at its task', async () => {
  const { reminded } = done(await remind('thu-ky', 'late', { body: 'Lời khác.' }));
  expect(new Set(reminded.map(({ code }) => code))).toEqual(new Set(['key-reused']));
  type Page = { items: { subject: string; after: { route: string; code: string } }[] };
  const { items } = done(await api().get<Page>('/audit?kind=refused&actor=thu-ky&limit=200'));
  const route = 'POST /api/v1/occurrences/:id/reminders';
  expect(items.filter(({ after }) => after.route === route && after.code === 'key-reused').length).toBeGreaterThan(0);
  expect(items.every(({ subject }) => subject.startsWith(`${PLAN}/R1/2023-H1/`))).toBe(true);
});

test('a task that waits for an answer is found by its tag', async () => {
  const id = await idOf(`${PLAN}/R1/2023-H1/huyen-uy-go-dau`);
  const ask = { event: 'extension.ask', fields: { wished: '2023-06-27' }, body: 'Chờ số liệu của xã.' };
  done(await as('can-bo').post(`/instances/${id}/events`, ask, { 'idempotency-key': 'ask' }));
  const found = done(await as('thu-ky').get<{ items: { id: number }[] }>('/tasks?tag=extension-asked'));
  expect(found.items.map((item) => item.id)).toEqual([id]);
  expect((await table()).items.filter(({ marks }) => marks.length > 0)).toMatchObject([
    { id, marks: [{ name: 'extension-asked' }] },
  ]);
});

test('a new deadline is counted in working days, by the calendar that the task goes by', async () => {
  const id = await idOf(`${PLAN}/R1/2023-H1/huyen-uy-go-dau`);
  const path = `/instances/${id}/working-day`;
  const counted = { from: '2023-06-22', workingDays: 3, day: '2023-06-27', provisional: false };
  expect(done(await as('thu-ky').get(`${path}?from=2023-06-22&workingDays=3`))).toEqual(counted);
  expect((await as('thu-ky').get(`${path}?from=2023-06-31&workingDays=3`)).status).toBe(400);
});

test('what came on paper is recorded with its scan, which stays with it', async () => {
  const id = await idOf(`${PLAN}/R1/2023-H1/huyen-uy-ben-cau`);
  const scan = await attached('thu-ky', id, 'scan.pdf');
  let sent = 0;
  const send = (event: string, more: object) =>
    as('thu-ky').post<Problem>(
      `/instances/${id}/events`,
      { event, ...more },
      { 'idempotency-key': `record-${(sent += 1)}` },
    );
  const record = { effectiveAt: '2023-06-20T10:00:00.000+07:00', body: 'Nhận qua văn thư, số 45-BC/HU.' };
  expect((await send('report.record', { ...record, files: [scan + 1000] })).body.code).toBe('file-missing');
  const forged = await send('report.record', { ...record, body: { reason: 'x', files: [] } });
  expect(forged).toMatchObject({ status: 400, body: { field: 'body.files' } });
  done(await send('report.record', { ...record, files: [scan] }));
  const [last] = (await timeline('huyen-uy-ben-cau')).filter(({ event }) => event === 'report.record');
  expect(last?.body).toMatchObject({ reason: record.body, files: [{ id: scan, name: 'scan.pdf' }] });
  const files = done(await as('thu-ky').get<{ items: { id: number; state: string }[] }>(`/instances/${id}/files`));
  expect(files.items).toMatchObject([{ id: scan, state: 'bound' }]);
  const row = (await table()).items.find((one) => one.id === id);
  expect([row?.sentAt, row?.acts.map(({ event }) => event)]).toEqual([
    record.effectiveAt,
    expect.arrayContaining(['report.accept', 'report.return']),
  ]);
});
