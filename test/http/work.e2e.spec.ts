import { tinyPlan, useApp, type Answer, type Problem } from './api.js';

// One story of a round of reports, told in order.
const api = useApp(tinyPlan);

type Item = {
  id: number;
  key: string;
  due: string | null;
  workingEnd: string | null;
  seq: number;
  tags: string[];
  unit: { code: string; name: { vi: string } };
  timeliness: { tag: string; label: { vi: string }; verdict: string | null };
  children: { group: string; expected: number; stages: Record<string, number> }[];
};
type Page = { items: Item[]; next: string | null };
type Possible = { event: string; by: { role: string; unit: string; seat: string }[]; reason: string | null };
type View = Item & {
  stage: string;
  status: string;
  states: { path: string; label: { vi: string; en: string } }[];
  due: { legalEnd: string; workingEnd: string; why: { vi: string; en: string } } | null;
  possible: (Possible & { fields: { name: string; type: string; optional: boolean }[] })[];
  timers: { at: string; label: { vi: string } }[];
  asked: { by: { code: string }; number: string | null; dated: string | null; files: object[] } | null;
  parent: { id: number; key: string } | null;
  listens: { as: string; key: string; id: number | null; stage: string | null }[];
};
type Sent = { receipt: { seq: number; event: string; key: string }; instance: View };
type Entry = {
  seq: number;
  kind: string;
  event: string;
  label: { vi: string; en: string };
  actor: { id: string; name: string };
  body: unknown;
};
type Clock = {
  clock: { now: string; next: string | null; movingTo: string | null };
  played: { opened: number; timers: number } | null;
};

let keys = 0;
const send = <Body = Sent>(
  id: number,
  event: string,
  by: string,
  more: object = {},
  headers = {},
): Promise<Answer<Body>> => {
  keys += 1;
  return api()
    .as(by)
    .post<Body>(`/instances/${id}/events`, { event, ...more }, { 'idempotency-key': `key-${keys}`, ...headers });
};
const at = async (key: string): Promise<View> => (await api().get<View>(`/instances?key=${key}`)).body;
const list = async (path: string): Promise<Item[]> => (await api().get<Page>(path)).body.items;
const clockTo = async (to: string): Promise<Clock> => (await api().post<Clock>('/sandbox/clock', { to })).body;

test('a sandbox begins with its plan running, at the first moment of its term', async () => {
  expect((await api().get('/plans')).body).toMatchObject({
    items: [{ plan: 'tiny', versions: [{ version: 1, status: 'active' }] }],
  });
  expect((await api().get('/sandbox/clock')).body).toEqual({
    mode: 'sandbox',
    now: '2024-01-01T00:00:00.000+07:00',
    day: '2024-01-01',
    next: '2024-05-02T08:00:00.000+07:00',
    movingTo: null,
    preparing: null,
  });
  expect(await list('/obligations?sort=key')).toMatchObject([
    { key: 'tiny/R0', kind: 'series', clause: '4.1', opensNext: '2024-05-02T08:00:00.000+07:00' },
    { key: 'tiny/S1', label: { vi: 'Báo cáo tổng hợp 6 tháng', en: '6-month summary' } },
  ]);
});

test('the clock goes to what comes next, and everything due then is played', async () => {
  const { body } = await api().post<Clock>('/sandbox/clock', { next: true });
  expect(body).toMatchObject({ clock: { now: '2024-05-02T08:00:00.000+07:00' }, played: { opened: 1, timers: 1 } });
  expect(await list('/occurrences')).toMatchObject([
    { key: 'tiny/R0/2024-H1', period: '2024-H1', timeliness: { tag: 'on-track' } },
  ]);
});

test('the clock never goes back', async () => {
  const { status, body } = await api().post<Problem>('/sandbox/clock', { to: '2024-05-01' });
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'clock-backwards', now: '2024-05-02T08:00:00.000+07:00' });
});

test('an instance says where it stands, why it is due then, and who may do what', async () => {
  const view = await at('tiny/R0/2024-H1');
  expect(view).toMatchObject({
    stage: 'open',
    stageLabel: { vi: 'Dự thảo yêu cầu', en: 'Drafting the request' },
    states: [{ path: 'drafting', label: { vi: 'Dự thảo yêu cầu', en: 'Drafting the request' } }],
    due: { kind: 'main', legalEnd: '2024-05-15T23:59:59.999+07:00', workingEnd: '2024-05-15T17:00:00.000+07:00' },
    parent: { key: 'tiny/R0' },
    unit: { code: 'van-phong', name: { vi: 'Văn phòng', en: 'Office' } },
    facts: { cutOff: '2024-06-14' },
  });
  expect(view.due?.why.vi).toBe('chậm nhất hết 15/05/2024 → nên xong 17:00 thứ Tư 15/05');
  expect(view.possible).toEqual([
    {
      event: 'request.issue',
      label: { vi: 'Ban hành văn bản yêu cầu', en: 'Issue the written request' },
      form: null,
      reason: null,
      onBehalf: false,
      leadsOn: true,
      by: [
        expect.objectContaining({ role: 'secretariat.officer', unit: 'van-phong', seat: 'officer' }),
        expect.objectContaining({ role: 'secretariat.head', unit: 'van-phong', seat: 'head' }),
      ],
      fields: [{ name: 'due', type: 'day', optional: false, label: null }],
    },
  ]);
  expect(view.timers.map(({ at: when, label }) => [when.slice(0, 10), label.vi])).toEqual([
    ['2024-05-10', 'Nhắc việc trước hạn 3 ngày làm việc'],
    ['2024-05-13', 'Sắp đến hạn'],
    ['2024-05-15', 'Nhắc việc trong ngày đến hạn'],
    ['2024-05-15', 'Hết hạn'],
  ]);
  const { body } = await api().get<View>(`/instances/${view.id}`);
  expect(body).toEqual(view);
});

test('an event needs its fields, somebody who sends it and a key; each refusal says what is wrong', async () => {
  const { id } = await at('tiny/R0/2024-H1');
  const missing = await send<Problem>(id, 'request.issue', 'an');
  expect(missing).toMatchObject({ status: 422, body: { code: 'event-malformed', field: 'due', expected: 'day' } });
  const all = await send<Problem>(id, 'request.issue', 'an', { fields: { colour: 'red' } });
  expect(all.body).toMatchObject({
    field: 'colour',
    errors: [
      { field: 'colour', expected: 'nothing' },
      { field: 'due', expected: 'day', missing: true },
    ],
    detail:
      'Chưa thực hiện được “Ban hành văn bản yêu cầu”. Còn thiếu: “due”: cần ngày dạng YYYY-MM-DD. Chưa đúng: “colour”: không có trường nào tên như vậy.',
  });
  const odd = await send<Problem>(id, 'request.issue', 'an', { fields: { due: '2024-06-18', colour: 'red' } });
  expect(odd).toMatchObject({ status: 422, body: { field: 'colour' } });
  const nobody = await send<Problem>(id, 'request.issue', 'zoe', { fields: { due: '2024-06-18' } });
  expect(nobody).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  const keyless = await api().as('an').post<Problem>(`/instances/${id}/events`, { event: 'request.issue' });
  expect(keyless).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'Idempotency-Key' } });
  const extra = await send<Problem>(id, 'request.issue', 'an', { colour: 'red' });
  expect(extra).toMatchObject({ status: 400, body: { code: 'unknown-field', field: 'colour' } });
  const nowhere = await send<Problem>(99_999, 'request.issue', 'an');
  expect(nowhere).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('issuing the request opens a task for each unit of that day, due as the request says', async () => {
  const { id } = await at('tiny/R0/2024-H1');
  const { status, headers, body } = await send(id, 'request.issue', 'an', { fields: { due: '2024-06-18' } });
  expect(status).toBe(200);
  expect(headers.get('idempotency-replayed')).toBeNull();
  expect(body).toMatchObject({
    receipt: { event: 'request.issue' },
    instance: { stage: 'collecting', facts: { due: '2024-06-18' } },
  });
  await clockTo('2024-05-03');
  const tasks = await list(`/tasks?parent=${id}&sort=key`);
  expect(tasks).toMatchObject([
    { key: 'tiny/R1/2024-H1/xa-an', due: '2024-06-18T23:59:59.999+07:00', unit: { name: { vi: 'Xã An' } } },
    { key: 'tiny/R1/2024-H1/xa-binh', due: '2024-06-18T23:59:59.999+07:00' },
  ]);
  const task = await at('tiny/R1/2024-H1/xa-an');
  expect(task.asked).toEqual({
    by: expect.objectContaining({ code: 'van-phong' }) as unknown,
    number: null,
    dated: null,
    files: [],
  });
  expect((await at('tiny/R0/2024-H1')).asked).toBeNull();
  expect((await at('tiny/R0/2024-H1')).children).toEqual([
    {
      group: 'R1',
      label: { vi: 'Báo cáo 6 tháng', en: '6-month report' },
      expected: 2,
      opened: true,
      stages: { open: 2 },
      stageLabels: { open: { vi: 'Đang thực hiện', en: 'Under way' } },
      scored: false,
    },
  ]);
});

test('tasks are found by unit, deadline, tag and stage', async () => {
  const found = async (query: string): Promise<string[]> =>
    (await list(`/tasks?${query}`)).map(({ unit }) => unit.code);
  expect(await found('unit=xa-an')).toEqual(['xa-an']);
  expect(await found('plan=tiny&obligation=R1&period=2024-H1&status=running')).toEqual(['xa-an', 'xa-binh']);
  expect(await found('tag=writing&tag=on-track')).toEqual(['xa-an', 'xa-binh']);
  expect(await found('tag=writing&tag=overdue')).toEqual([]);
  expect(await found('dueBefore=2024-06-18')).toEqual([]);
  expect(await found('dueAfter=2024-06-18&dueBefore=2024-06-19T00:00:00%2B07:00')).toEqual(['xa-an', 'xa-binh']);
  expect(await found('stage=submitted')).toEqual([]);
  expect(await found('unit=xa-khong-co')).toEqual([]);
});

test('what the state does not take is 409, with what is possible now and who may do it', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const { status, headers, body } = await send<Problem>(id, 'report.accept', 'an', {}, { 'accept-language': 'en-GB' });
  expect(status).toBe(409);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(headers.get('content-language')).toBe('en');
  expect(body).toMatchObject({
    type: '/api/v1/problems/event-not-expected',
    title: 'Not possible now',
    status: 409,
    detail: '“Accept” is not possible in the present state. What is possible: Hand in the report, Extend.',
    instance: `/api/v1/instances/${id}/events`,
    code: 'event-not-expected',
    event: 'report.accept',
    possible: [
      {
        event: 'report.submit',
        label: { vi: 'Gửi báo cáo' },
        by: [
          { unit: 'xa-an', seat: 'officer' },
          { unit: 'xa-an', seat: 'head' },
        ],
      },
      { event: 'deadline.extend', by: [{ unit: 'van-phong', seat: 'head' }] },
    ],
  });
  expect(body.requestId).toBe(headers.get('x-request-id'));
});

test('the state is asked before the form and before the reason', async () => {
  const round = await at('tiny/R0/2024-H1');
  const empty = await send<Problem>(round.id, 'request.issue', 'an');
  expect(empty).toMatchObject({ status: 409, body: { code: 'event-not-expected', event: 'request.issue' } });
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const speechless = await send<Problem>(id, 'report.return', 'an');
  expect(speechless).toMatchObject({ status: 409, body: { code: 'event-not-expected', event: 'report.return' } });
  const nobody = await send<Problem>(id, 'report.return', 'dung');
  expect(nobody).toMatchObject({ status: 403, body: { code: 'forbidden-event', by: ['owner.officer'] } });
});

test('an event of a name that the lifecycle does not know is answered with what was probably meant', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const misspelt = await send<Problem>(id, 'report.sumbit', 'dung');
  expect(misspelt).toMatchObject({
    status: 422,
    body: { code: 'unknown-event', event: 'report.sumbit', suggestion: 'report.submit' },
  });
  expect((misspelt.body['possible'] as Possible[]).map(({ event }) => event)).toContain('report.submit');
});

test('who may not is 403 and learns who may, in Vietnamese unless asked otherwise', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const { status, body } = await send<Problem>(id, 'report.submit', 'an');
  expect(status).toBe(403);
  expect(body).toMatchObject({ code: 'forbidden-event', title: 'Không có quyền', by: ['unit.officer', 'unit.head'] });
  expect((body['possible'] as Possible[]).map(({ event }) => event)).toEqual(['report.submit', 'deadline.extend']);
});

test('a reason that is asked for must be there', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const without = await send<Problem>(id, 'deadline.extend', 'ba', { fields: { to: '2024-06-20' } });
  expect(without).toMatchObject({
    status: 422,
    body: {
      code: 'event-malformed',
      field: 'body',
      expected: 'reason',
      detail: 'Chưa thực hiện được “Gia hạn”. Còn thiếu: “Lý do” (body): cần nêu lý do.',
    },
  });
  const { status, body } = await send(id, 'deadline.extend', 'ba', { fields: { to: '2024-06-20' }, body: 'Bão số 2' });
  expect(status).toBe(200);
  expect(body.instance.due).toMatchObject({
    legalEnd: '2024-06-20T23:59:59.999+07:00',
    original: '2024-06-18T23:59:59.999+07:00',
  });
  expect(body.instance.due?.why.vi).toContain('được ấn định');
});

test('the same key again is the same answer; with another content it is refused', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const wish = { event: 'report.submit' };
  const dung = api().as('dung');
  const key = { 'idempotency-key': 'gui-bao-cao-1' };
  const first = await dung.post<Sent>(`/instances/${id}/events`, wish, key);
  expect(first).toMatchObject({
    status: 200,
    body: { instance: { stage: 'submitted', timeliness: { tag: 'on-time' } } },
  });
  const again = await dung.post<Sent>(`/instances/${id}/events`, wish, key);
  expect(again.body.receipt).toEqual(first.body.receipt);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const other = await api().as('em').post<Problem>(`/instances/${id}/events`, wish, key);
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused', key: 'gui-bao-cao-1' } });
});

test('a refusal is kept under its key too', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const wish = { event: 'report.submit' };
  const dung = api().as('dung');
  const first = await dung.post<Problem>(`/instances/${id}/events`, wish, { 'idempotency-key': 'gui-lai' });
  const again = await dung.post<Problem>(`/instances/${id}/events`, wish, { 'idempotency-key': 'gui-lai' });
  expect([first.status, again.status]).toEqual([409, 409]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
});

test('ten senders of one wish move it once', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const wish = { event: 'report.return', body: 'Thiếu phụ lục' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      api().as('an').post<Sent>(`/instances/${id}/events`, wish, { 'idempotency-key': 'tra-lai' }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => body.receipt.seq)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
});

test('whoever looked at an older state is told so', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const { status, body } = await send<Problem>(id, 'report.submit', 'dung', { expectedSeq: 0 });
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'sequence-moved' });
});

test('nobody may make up a moment without the right to', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const answer = await send<Problem>(id, 'report.submit', 'dung', { effectiveAt: '2024-05-02T08:00:00+07:00' });
  expect(answer).toMatchObject({ status: 422, body: { code: 'effective-not-allowed' } });
});

test('the timeline tells who did what, with the words that went with it', async () => {
  const { id } = await at('tiny/R1/2024-H1/xa-an');
  const { body } = await api().get<{ items: Entry[]; next: string | null }>(`/instances/${id}/timeline?limit=4`);
  expect(body.items.map(({ event, actor }) => [event, actor.id])).toEqual([
    ['xstate.init', 'tiny/R0/2024-H1'],
    ['deadline.extend', 'ba'],
    ['report.submit', 'dung'],
    ['report.return', 'an'],
  ]);
  expect(body.items[0]?.actor).toMatchObject({
    work: { kind: 'occurrence', label: { vi: 'Đợt báo cáo 6 tháng' }, period: '2024-H1' },
  });
  expect(body.items[1]).toMatchObject({
    body: 'Bão số 2',
    fields: { to: '2024-06-20' },
    actor: { name: 'Trần Thị Ba' },
    label: { vi: 'Gia hạn' },
  });
  const by = async (event: string): Promise<unknown> => {
    const { status, body: told } = await api().get<{ items?: Entry[] }>(`/instances/${id}/timeline?event=${event}`);
    return told.items?.map((entry) => entry.event) ?? status;
  };
  expect(await by('report.return,deadline.extend')).toEqual(['deadline.extend', 'report.return']);
  expect(await by('*.return')).toEqual(['report.return']);
  expect([await by('report.accept'), await by('report.*'), await by('a,')]).toEqual([[], 400, 400]);
  const newest = await api().get<{ items: Entry[]; next: string }>(`/instances/${id}/timeline?sort=-seq&limit=4`);
  expect(newest.body.items.map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
  const older = await api().get<{ items: Entry[]; next: null }>(
    `/instances/${id}/timeline?sort=-seq&limit=4&cursor=${newest.body.next}`,
  );
  expect(older.body).toMatchObject({ items: [{ seq: 0, kind: 'opened', label: { vi: 'Mở việc' } }], next: null });
});

test('a deadline that passes is seen at once, with every reminder and escalation at its own time', async () => {
  await clockTo('2024-06-20T12:00:00+07:00');
  const task = await at('tiny/R1/2024-H1/xa-binh');
  expect(task).toMatchObject({ timeliness: { tag: 'overdue', level: 1, label: { vi: 'Chưa hoàn thành quá hạn' } } });
  const { body } = await api().get<{ items: { event: string; at: string; label: { vi: string } }[] }>(
    `/instances/${task.id}/timeline`,
  );
  expect(body.items.slice(1).map(({ at: when, label }) => [when, label.vi])).toEqual([
    ['2024-06-13T08:00:00.000+07:00', 'Sắp đến hạn'],
    ['2024-06-17T08:00:00.000+07:00', 'Nhắc việc trước hạn 1 ngày làm việc'],
    ['2024-06-18T23:59:59.999+07:00', 'Hết hạn'],
    ['2024-06-19T08:00:00.000+07:00', 'Đôn đốc lần 1'],
  ]);
  const late = await send(task.id, 'report.submit', 'dung');
  expect(late.body.instance.timeliness).toMatchObject({ tag: 'late', verdict: 'late' });
});

test('who listens is seen with where the source stands', async () => {
  const view = await at('tiny/S1/2024-H1');
  expect(view.listens).toEqual([
    {
      ...{ as: 'round', key: 'tiny/R0/2024-H1', id: (await at('tiny/R0/2024-H1')).id, stage: 'collecting' },
      ...{ label: { vi: 'Đợt báo cáo 6 tháng', en: '6-month round of reports' }, period: '2024-H1' },
    },
  ]);
});

test('a long move may be left to itself', async () => {
  const moved = await api().post<Clock>('/sandbox/clock?wait=false', { to: '2025-06-30' });
  expect(moved).toMatchObject({
    status: 202,
    body: { clock: { movingTo: '2025-06-30T00:00:00.000+07:00' }, played: null },
  });
  const { body } = await api().post<Clock>('/sandbox/clock', { by: 'day' });
  expect(body.clock.movingTo).toBeNull();
  expect((await at('tiny/R0/2025-H1')).timeliness.tag).toBe('overdue');
});

test('three who go on by a day at the same time are three days on', async () => {
  const { body: before } = await api().get<{ now: string }>('/sandbox/clock');
  const moved = await Promise.all([1, 2, 3].map(() => api().post<Clock>('/sandbox/clock', { by: 'day' })));
  const day = (n: number): number => Date.parse(before.now) + n * 86_400_000;
  expect(moved.map(({ body }) => Date.parse(body.clock.now)).sort()).toEqual([day(1), day(2), day(3)]);
});
