import { run, startApp, type App } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { freePort } from '../support/free-port.js';

// What a first start lives before anybody is let in, on the real plan and the shipped application.
jest.setTimeout(300_000);

const lived = { SANDBOX_LIVED: 'half-year', PLAN_DIR: 'workflows/plans/19-kh-bcd' };
type Clock = { readonly day: string; readonly preparing: { readonly from: string; readonly to: string } | null };
type Health = { readonly status: string; readonly checks: Readonly<Record<string, unknown>> };
const asked = async <Body>(url: string): Promise<{ status: number; body: Body }> => {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as Body };
};
const namesOf = (app: Pick<App, 'output'>): string[] =>
  [...app.output().matchAll(/^([a-z.-]+): \S+$/gm)].map(([, name = '']) => name);

async function expectClean(databaseUrl: string): Promise<void> {
  for (const command of [['verify'], ['audit', 'verify']]) {
    const checked = run(['scripts/dung-han.mjs', ...command], { env: { DATABASE_URL: databaseUrl } });
    expect({ ended: await checked.ended, said: checked.output() }).toMatchObject({ ended: { code: 0 } });
  }
}

describe('a first start', () => {
  const db = useDatabase();
  const rows = async <Row>(sql: string): Promise<Row[]> => (await db().pool.query(sql)).rows as Row[];
  const standing = (obligation: string) =>
    rows<{ unit: string; stage: string; isOverdue: boolean }>(
      `select unit, stage, tags @> '{overdue}' as "isOverdue" from instance
       where obligation = '${obligation}' and status = 'running' and stage not in ('accepted', 'running') order by unit`,
    );
  let app: App;
  beforeAll(async () => {
    app = await startApp(db().url, lived);
  });
  afterAll(() => app.stop());

  test('opens half a year into the plan, and is ready', async () => {
    expect((await asked<Clock>(`${app.url}/api/v1/sandbox/clock`)).body).toMatchObject({
      day: '2023-07-01',
      preparing: null,
    });
    expect(await asked<Health>(`${app.url}/health/ready`)).toMatchObject({ status: 200, body: { status: 'ok' } });
    await expectClean(db().url);
  });

  test('there is something to do for everybody whom it gives an account', async () => {
    expect(namesOf(app)).toEqual([
      'quan-tri',
      'cb.co-quan-thuong-truc',
      'ld.ban-dan-van',
      'pho-truong-ban',
      'cb.huyen-uy-tan-bien',
      'ld.huyen-uy-tan-bien',
    ]);
    // The unit's officer confirms, writes and presents; the secretariat accepts; the leader approves.
    expect(await standing('R1')).toEqual([
      { unit: 'huyen-uy-ben-cau', stage: 'submitted', isOverdue: false },
      { unit: 'huyen-uy-chau-thanh', stage: 'returned', isOverdue: false },
      { unit: 'huyen-uy-tan-bien', stage: 'preparing', isOverdue: true },
      { unit: 'thanh-uy-tay-ninh', stage: 'preparing', isOverdue: true },
    ]);
    expect(await rows(`select tags from instance where key = '19-kh-bcd/R4/2023-H1'`)).toEqual([
      { tags: expect.arrayContaining(['awaiting-approval']) as unknown },
    ]);
  });

  test('what people were told is delivered, and the trail knows who was synthetic', async () => {
    const [told] = await rows<{ told: number; delivered: number; read: number }>(
      `select count(*)::int as told, count(delivered_at)::int as delivered, (select count(*)::int from inbox_message) as read from outbox`,
    );
    expect(told?.told).toBeGreaterThan(100);
    expect(told).toEqual({ told: told?.told, delivered: told?.told, read: told?.told });
    expect(
      await rows(
        `select distinct b.via->>'requestId' as request from letter l join letter_body b on b.instance_id = l.instance_id and b.key = l.key
         where l.actor->>'kind' = 'person'`,
      ),
    ).toEqual([{ request: 'rehearsal' }]);
    expect(await rows(`select kind, after->>'seed' as seed from audit_entry where kind = 'plan-lived'`)).toEqual([
      { kind: 'plan-lived', seed: '142' },
    ]);
  });

  test('another start lives nothing', async () => {
    const count = 'select count(*)::int as n from history';
    const before = await rows(count);
    await app.stop();
    app = await startApp(db().url, lived);
    expect(namesOf(app)).toEqual([]);
    expect(await rows(count)).toEqual(before);
    expect((await asked<Clock>(`${app.url}/api/v1/sandbox/clock`)).body.day).toBe('2023-07-01');
  });
});

describe('a first start that is killed in the middle', () => {
  const db = useDatabase();
  const env = async (): Promise<Record<string, string>> => ({
    ...{ ...lived, DATABASE_URL: db().url, LOG_LEVEL: 'warn' },
    PORT: String(await freePort()),
  });
  const dayOf = async (port: string | undefined): Promise<Clock | undefined> =>
    (await asked<Clock>(`http://127.0.0.1:${port}/api/v1/sandbox/clock`).catch(() => undefined))?.body;

  test('tells how far it is, goes on at the next start, and nobody has done anything twice', async () => {
    const first = await env();
    const running = run(['dist/main.js'], { env: first });
    await until('February', async () => ((await dayOf(first['PORT']))?.day ?? '') >= '2023-02-01', 120_000);
    expect(await dayOf(first['PORT'])).toMatchObject({
      preparing: { from: '2023-01-01T00:00:00.000+07:00', to: '2023-07-01T00:00:00.000+07:00' },
    });
    const health = await asked<Health>(`http://127.0.0.1:${first['PORT']}/health/ready`);
    expect(health).toMatchObject({ status: 503, body: { status: 'preparing' } });
    running.send('SIGKILL');
    await running.ended;

    const second = await env();
    const stopped = run(['dist/main.js'], { env: second });
    await until('the next month', async () => ((await dayOf(second['PORT']))?.day ?? '') >= '2023-03-20', 120_000);
    stopped.send('SIGTERM');
    expect(await stopped.ended).toEqual({ code: 0, signal: null });
    expect(stopped.output()).not.toContain('"ready"');

    const app = await startApp(db().url, lived);
    expect((await asked<Clock>(`${app.url}/api/v1/sandbox/clock`)).body).toMatchObject({
      day: '2023-07-01',
      preparing: null,
    });
    expect(namesOf(app)).toHaveLength(6);
    const { rows } = await db().pool.query(
      `select instance_id, key from history where kind = 'letter' and actor->>'kind' = 'person' group by 1, 2 having count(*) > 1`,
    );
    expect(rows).toEqual([]);
    await app.stop();
    await expectClean(db().url);
  });
});
