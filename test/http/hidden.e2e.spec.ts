import { givePost, giveTokens } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { twinPlan } from '../support/twin-plan.js';
import { Api, tinyPlan, type Answer, type Problem } from './api.js';
import { done, liveTwoPlans } from './two-plans.js';

// What one unit could learn of another in passing: by counts, links, names, messages and the order of refusals. Beside the
// tiny plan runs its twin, where the communes' reports are restricted.
const db = useDatabase();
let api: Api;
const as = (who: string): Api => api.as(who);

type Children = { group: string; expected: number }[];
type Item = { id: number; key: string; parent: { id: number | null; key: string } | null; children: Children };
type View = Item & { listens: { key: string }[] };
type Page<One = Item> = { items: One[]; next: string | null };
type Person = { plan: string; id: string; seats: { unit: string }[] };
type Message = { id: number; seat: string; instanceId: number; template: string };
type Entry = { event: string; actor: { kind: string; id: string } };

const keysOf = async (who: string, list: string): Promise<string[]> =>
  done(await as(who).get<Page>(list)).items.map(({ key }) => key);
const at = async (key: string, who = 'tiny-secretariat'): Promise<View> =>
  done(await as(who).get<View>(`/instances?key=${key}`));
let keys = 0;
const send = async (who: string, key: string, event: string, more: object = {}): Promise<Answer<Problem>> => {
  const { id } = await at(key, key.startsWith('twin') ? 'twin-secretariat' : 'tiny-secretariat');
  keys += 1;
  return as(who).post<Problem>(`/instances/${id}/events`, { event, ...more }, { 'idempotency-key': `key-${keys}` });
};

beforeAll(async () => {
  const app = await startApp(db().url, tinyPlan);
  api = new Api(app.url);
  await liveTwoPlans(api, db().pool, { twin: 'lời của xã Bình', points: 48.715203 });
}, 180_000);

describe('a unit', () => {
  test('knows to what its task belongs, but cannot open that, nor find it', async () => {
    const [task] = done(await as('tiny-officer').get<Page>('/tasks')).items;
    expect(task?.parent).toEqual({ id: null, key: 'tiny/R0/2024-H1' });
    expect((await at('tiny/R1/2024-H1/xa-an', 'tiny-officer')).parent).toEqual({ id: null, key: 'tiny/R0/2024-H1' });
  });

  test('finds its own alone, whatever it narrows the list by; and no page follows', async () => {
    const own = ['tiny/R1/2024-H1/xa-an'];
    for (const query of ['obligation=R1', 'plan=tiny', 'limit=1', 'sort=-key', 'status=running']) {
      const { items, next } = done(await as('tiny-officer').get<Page>(`/tasks?${query}`));
      expect([query, items.map(({ key }) => key), next]).toEqual([query, own, null]);
    }
    for (const query of ['unit=xa-binh', 'stage=submitted', 'tag=handed-in', 'plan=twin'])
      expect([query, await keysOf('tiny-officer', `/tasks?${query}`)]).toEqual([query, []]);
  });

  test('does not learn by its own task to what an instance’s number belongs', async () => {
    const { id } = await at('tiny/R0/2024-H1');
    expect(await keysOf('tiny-officer', `/tasks?parent=${id}`)).toEqual([]);
    expect(await keysOf('tiny-officer', '/tasks?parent=999999')).toEqual([]);
    expect(await keysOf('tiny-secretariat', `/tasks?parent=${id}`)).toHaveLength(2);
  });

  test('goes on from no place in the list that is another’s', async () => {
    const { next } = done(await as('tiny-secretariat').get<Page>('/tasks?limit=1&sort=key'));
    expect(await keysOf('tiny-officer', `/tasks?sort=key&cursor=${next}`)).toEqual([]);
  });

  test('sees of people only the posts in its own unit', async () => {
    const people = async (query = ''): Promise<Person[]> =>
      done(await as('tiny-officer').get<Page<Person>>(`/people${query}`)).items;
    expect((await people()).map(({ id, seats }) => [id, seats.map(({ unit }) => unit)])).toEqual([
      ['dung', ['xa-an']],
      ['em', ['xa-an']],
    ]);
    expect(await people('?unit=xa-binh')).toEqual([]);
    expect(await people('?plan=twin')).toEqual([]);
  });

  test('reads no message to another unit, and marks none as read', async () => {
    const mine = done(await as('tiny-officer').get<Page<Message>>('/inbox?unit=xa-an')).items;
    expect(mine.length).toBeGreaterThan(0);
    expect(done(await as('tiny-officer').get<Page>('/inbox?unit=van-phong'))).toEqual({ items: [], next: null });
    const [theirs] = done(await as('tiny-secretariat').get<Page<Message>>('/inbox?unit=van-phong')).items;
    const ask = (id?: number) => as('tiny-officer').post<Problem>(`/inbox/${id}/read`);
    const { instance: _, requestId: __, ...hidden } = (await ask(theirs?.id)).body;
    const { instance: ___, requestId: ____, ...missing } = (await ask(999_999)).body;
    expect(JSON.stringify(hidden).replace(`${theirs?.id}`, 'N')).toBe(JSON.stringify(missing).replace('999999', 'N'));
    const again = done(
      await as('tiny-secretariat').get<Page<Message & { readAt: string | null }>>('/inbox?unit=van-phong'),
    );
    expect(again.items.find(({ id }) => id === theirs?.id)?.readAt).toBeNull();
    // In the twin the same unit's name is another unit.
    const twins = done(await as('twin-officer').get<Page<Message>>('/inbox?unit=xa-an')).items;
    expect(mine.filter(({ id }) => twins.some((one) => one.id === id))).toEqual([]);
  });

  test('hears in its task’s history what the round told it, and of nobody else', async () => {
    done(await send('tiny-secretariat', 'tiny/R1/2024-H1/xa-binh', 'report.accept'));
    const { id } = await at('tiny/R1/2024-H1/xa-an');
    const entries = done(await as('tiny-officer').get<Page<Entry>>(`/instances/${id}/timeline`)).items;
    expect(
      entries.flatMap(({ actor }) => (actor.kind === 'instance' ? [actor.id] : [])).filter((one) => /R1/.test(one)),
    ).toEqual([]);
  });

  test('is not told whether a version is a draft or was never there', async () => {
    const files = twinPlan((text) => text.replace('A sample plan', 'Next year’s plan'));
    expect(done(await api.post<{ version: number }>('/plans', { files })).version).toBe(2);
    const seen = done(await as('twin-leader').get<{ items: { versions: { version: number }[] }[] }>('/plans'));
    expect(seen.items.flatMap(({ versions }) => versions.map(({ version }) => version))).toEqual([1]);
    for (const path of ['', '/preview?from=2024-01-01&to=2024-12-31']) {
      const answer = async (version: number): Promise<string> => {
        const { body } = await as('twin-leader').get<Problem>(`/plans/twin/versions/${version}${path}`);
        return JSON.stringify({ ...body, requestId: '' }).replace(new RegExp(`(?<![\\d.])${version}(?!\\d)`, 'g'), 'N');
      };
      expect(await answer(2)).toBe(await answer(7));
      expect(await answer(2)).toContain('not-found');
    }
  });
});

describe('a post held in one plan', () => {
  test('opens nothing in another, also where somebody has other posts there', async () => {
    // An auditor of the twin, and an officer of the tiny plan: each right stays where it is held.
    await givePost(db().pool, 'both', ['twin', 'ban-chi-dao', 'auditor']);
    await givePost(db().pool, 'both', ['tiny', 'xa-an', 'officer']);
    expect(await send('both', 'twin/R0/2024-H1', 'round.close', { body: 'xong' })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
    expect(await keysOf('both', '/tasks')).toEqual(['tiny/R1/2024-H1/xa-an']);
    expect(done(await as('both').get<Page>('/inbox?unit=ban-chi-dao')).items).toEqual([]);
  });
});

describe('a deputy', () => {
  test('sees what the lender sees, as long as the post is lent', async () => {
    await giveTokens(db().pool, ['deputy']);
    const lend = (to: string) =>
      db().pool.query(
        `insert into delegation (from_account, to_account, plan, unit, seat, from_day, to_day, reason)
         select a.id, b.id, 'twin', 'xa-an', 'officer', '2024-06-01', $1, 'nghỉ phép' from account a, account b
         where a.name = 'twin-officer' and b.name = 'deputy'`,
        [to],
      );
    await lend('2024-06-24');
    expect((await as('deputy').get('/tasks')).status).toBe(403);
    await lend('2024-06-25');
    expect(await keysOf('deputy', '/tasks')).toEqual(['twin/R1/2024-H1/xa-an']);
    expect((await at('twin/R1/2024-H1/xa-an', 'deputy')).key).toBe('twin/R1/2024-H1/xa-an');
    await db().pool.query(`delete from delegation`);
  });
});

describe('restricted work', () => {
  const both = ['twin/R1/2024-H1/xa-an', 'twin/R1/2024-H1/xa-binh'];
  test.each([
    ['twin-secretariat', both],
    ['twin-leader', both],
    ['twin-award', both],
    ['twin-appraiser', both],
    ['twin-officer', [both[0]]],
    ['twin-member', []],
    ['twin-auditor', []],
    ['twin-administrator', []],
    ['quan-tri', ['tiny/R1/2024-H1/xa-an', 'tiny/R1/2024-H1/xa-binh']],
  ])('is seen by %s: %j', async (who, tasks) => {
    expect(await keysOf(who, '/tasks?sort=key')).toEqual(tasks);
  });

  test.each(['twin-member', 'twin-auditor', 'twin-administrator'])(
    'is not counted for %s, nor told of',
    async (who) => {
      const round = await at('twin/R0/2024-H1', who);
      expect(round.children).toEqual([]);
      const [item] = done(await as(who).get<Page>('/occurrences?obligation=R0')).items;
      expect(item?.children).toEqual([]);
      const timeline = done(await as(who).get<Page<Entry>>(`/instances/${round.id}/timeline?limit=200`)).items;
      expect(timeline.filter(({ actor }) => actor.id.includes('/R1/'))).toEqual([]);
      const whole = done(await as('twin-leader').get<Page<Entry>>(`/instances/${round.id}/timeline?limit=200`)).items;
      expect(whole.filter(({ actor }) => actor.id.includes('/R1/')).length).toBeGreaterThan(0);
      expect((await at('twin/R0/2024-H1', 'twin-leader')).children).toMatchObject([{ group: 'R1', expected: 2 }]);
    },
  );

  test('tells the leader of the committee, and not its members who read the rest of the committee’s messages', async () => {
    const { id } = await at('twin/R1/2024-H1/xa-an', 'twin-secretariat');
    const about = async (who: string): Promise<number> =>
      done(await as(who).get<Page<Message>>('/inbox?unit=ban-chi-dao&limit=200')).items.filter(
        ({ instanceId }) => instanceId === id,
      ).length;
    expect(await about('twin-leader')).toBeGreaterThan(0);
    expect(await about('twin-member')).toBe(0);
  });

  test.each(['twin-auditor', 'twin-administrator'])(
    'is in the trail that %s reads by what was done, and by nothing of what it says',
    async (who) => {
      type Told = { kind: string; actor: string; before: unknown; after: { event?: { type: string } } };
      const about = async (by: string): Promise<Told[]> =>
        done(await as(by).get<Page<Told>>('/audit?kind=command&subject=twin/R1/2024-H1/xa-binh')).items;
      expect(await about(who)).toMatchObject([
        { actor: 'twin-other', before: null, after: { event: { type: 'report.submit' }, outcome: 'moved' } },
      ]);
      const [told] = await about(who);
      expect(Object.keys(told?.after ?? {}).sort()).toEqual(['event', 'outcome', 'seq']);
      expect(Object.keys(told?.after.event ?? {})).toEqual(['type']);
      for (const format of ['ndjson', 'csv']) {
        const file = done(await as(who).get<string>(`/audit/export?format=${format}`));
        expect(file).toContain('report.submit');
        expect(file).not.toMatch(/48\.715203|lời của xã Bình/);
      }
      // Whoever is let into the dossier too reads the whole of it.
      await givePost(db().pool, 'twin-both', ['twin', 'ban-chi-dao', 'auditor']);
      await givePost(db().pool, 'twin-both', ['twin', 'ban-chi-dao', 'leader']);
      expect(await about('twin-both')).toMatchObject([
        { after: { event: { points: 48.715203 }, stage: 'submitted' }, personal: { words: 'lời của xã Bình' } },
      ]);
    },
  );
});
