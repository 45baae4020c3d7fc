import { useApp, type Answer, type Problem } from '../http/api.js';

// Leadership's one page, on the real plan in the spring of 2023 with nobody doing anything.
const api = useApp({});

type Post = { unit: { code: string }; seat: string; people: { id: string; name: string }[] };
type Item = { key: string; timeliness: { level: number }; term: { workingDaysLate: number }; turn: Post[] | null };
type List = { total: number; items: Item[] };
type Standing = {
  asOf: string;
  counts: Record<string, number>;
  labels: Record<string, { vi: string }>;
  notRequested: List;
  late: List;
  lateUnits: { unit: { code: string }; late: number }[];
  newlyOverdue: List & { since: string };
  coming: {
    until: string;
    total: number;
    items: { obligation: string; due: string; open: number; id: number | null }[];
  };
  decisions: List;
  escalated: List;
};
const LEADER = 'truong-ban';
const look = async (query = '', by = LEADER): Promise<Standing> => {
  const answer: Answer<Standing> = await api().as(by).get<Standing>(`/monitoring/standing${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const keysOf = ({ items }: List): string[] => items.map(({ key }) => key.replace('19-kh-bcd/', ''));
let keys = 0;
const act = async (key: string, event: string, by: string, more: object = {}): Promise<void> => {
  const { id } = (await api().get<{ id: number }>(`/instances?key=19-kh-bcd/${key}`)).body;
  keys += 1;
  const headers = { 'idempotency-key': `key-${keys}` };
  const sent = await api()
    .as(by)
    .post(`/instances/${id}/events`, { event, ...more }, headers);
  expect(sent).toMatchObject({ status: 200 });
};

beforeAll(async () => {
  await api().post('/sandbox/clock', { to: '2023-05-18T09:00:00+07:00' });
}, 120_000);

test('the four numbers are those of what is seen, in the words of leadership', async () => {
  const { counts, labels } = await look();
  const { total, ...parts } = counts;
  expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(total);
  expect(counts).toMatchObject({ doneOnTime: 0, openOverdue: 2 });
  expect(
    Object.values(labels)
      .map(({ vi }) => vi)
      .slice(0, 4),
  ).toEqual(['Hoàn thành đúng hạn', 'Hoàn thành quá hạn', 'Chưa hoàn thành trong hạn', 'Chưa hoàn thành quá hạn']);
});

test('behind each number are as many as it counts', async () => {
  const { counts } = await look();
  const words = {
    doneOnTime: 'done-on-time',
    openInTime: 'open-in-time',
    openOverdue: 'open-overdue',
    exempt: 'exempt',
  };
  for (const [name, quadrant] of Object.entries({ ...words, notAssessable: 'not-assessable' })) {
    const { body } = await api().as(LEADER).get<List>(`/monitoring/standing/items?quadrant=${quadrant}&limit=200`);
    expect([quadrant, body.total, body.items.length]).toEqual([quadrant, counts[name], Math.min(200, body.total)]);
  }
  expect((await api().as(LEADER).get('/monitoring/standing/items')).status).toBe(400);
});

test.each(['due', '-due'])('they are paged, each of them once, by %s', async (sort) => {
  type Page = List & { readonly next: string | null };
  const ask = async (limit: number, cursor = ''): Promise<Page> =>
    (
      await api()
        .as(LEADER)
        .get<Page>(`/monitoring/standing/items?quadrant=open-overdue&sort=${sort}&limit=${limit}${cursor}`)
    ).body;
  const all = await ask(200);
  expect(all.total).toBeGreaterThan(1);
  const seen: string[] = [];
  for (let page = await ask(1); ; page = await ask(1, `&cursor=${page.next}`)) {
    expect(page.total).toBe(all.total);
    seen.push(...keysOf(page));
    if (page.next === null) break;
  }
  expect(seen).toEqual(keysOf(all));
});

test('who is late, for how long, and with whom it is stuck', async () => {
  const { late, lateUnits, newlyOverdue, escalated } = await look();
  expect(keysOf(late)).toEqual(['M1/2023-Q1', 'R0-H/2023-H1']);
  const [meeting, round] = late.items;
  expect(meeting?.timeliness.level).toBe(2);
  expect(meeting?.turn?.map(({ seat }) => seat)).toEqual(['officer', 'head']);
  expect(round?.term.workingDaysLate).toBe(3);
  expect(round?.turn).toMatchObject([
    { unit: { code: 'co-quan-thuong-truc' }, seat: 'officer', people: [{ id: 'cb.co-quan-thuong-truc' }] },
  ]);
  expect(lateUnits).toMatchObject([{ unit: { code: 'co-quan-thuong-truc' }, late: 2 }]);
  expect(newlyOverdue).toMatchObject({ since: '2023-05-15', total: 1 });
  expect(keysOf(newlyOverdue)).toEqual(['R0-H/2023-H1']);
  expect(keysOf(escalated)).toEqual(['M1/2023-Q1', 'R0-H/2023-H1']);
});

test('units that nobody has asked owe nothing, and leadership sees that nobody has asked', async () => {
  expect(keysOf((await look()).notRequested)).toEqual(['R0-H/2023-H1']);
});

test('it is read as of any day before: how it stood when the day was over', async () => {
  const past = await look('?asOf=2023-04-04');
  expect(past.asOf).toBe('2023-04-04T23:59:59.999+07:00');
  expect(keysOf(past.late)).toEqual(['M1/2023-Q1']);
  expect(past.late.items[0]).toMatchObject({ timeliness: { level: 1 }, term: { workingDaysLate: 2 }, turn: null });
  expect(keysOf(past.escalated)).toEqual([]);
  expect(past.notRequested.total).toBe(0);
  const ahead = await look('?asOf=2024-01-01');
  expect(ahead.asOf).toBe('2023-05-18T09:00:00.000+07:00');
});

test('what comes in thirty days is told by round', async () => {
  const { coming } = await look('?asOf=2023-05-01');
  expect(coming.until).toBe('2023-05-31');
  expect(coming.items).toMatchObject([{ obligation: 'R0-H', open: 1, due: '2023-05-15T23:59:59.999+07:00' }]);
});

test('what waits for a leader’s decision waits for nobody else’s', async () => {
  expect((await look()).decisions.total).toBe(0);
  for (const event of ['consultation.open', 'consultation.close', 'table.finish'])
    await act('S1/2023', event, 'cb.co-quan-thuong-truc');
  const { decisions } = await look();
  expect(keysOf(decisions)).toEqual(['S1/2023']);
  expect(decisions.items[0]?.turn).toMatchObject([{ seat: 'head' }, { seat: 'leader' }]);
  expect((await look('', 'cb.co-quan-thuong-truc')).decisions.total).toBe(0);
  expect((await look('?asOf=2023-05-17')).decisions.total).toBe(0);
});

test('a unit looks at its own', async () => {
  const own = await look('', 'cb.huyen-uy-ben-cau');
  expect(own).toMatchObject({ counts: { total: 0 }, late: { total: 0 }, notRequested: { total: 0 }, lateUnits: [] });
  expect(own.coming.items).toEqual([]);
});

test.each([
  ['asOf=yesterday', 'asOf', 'day-or-instant'],
  ['from=2023-02-30', 'from', 'day'],
  ['limit=0', 'limit', 'at-least'],
])('%s is refused', async (query, field, expected) => {
  const { status, body } = await api().get<Problem>(`/monitoring/standing?${query}`);
  expect({ status, field: body['field'], expected: body['expected'] }).toEqual({ status: 400, field, expected });
});
