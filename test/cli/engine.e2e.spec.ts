import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, checkout } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { useDatabase } from '../support/postgres.js';

// One story at the command line, told in order; each command is a process of its own.
const db = useDatabase();
const folders: string[] = [];
beforeAll(build);
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const tiny = join('test', 'fixtures', 'plans', 'tiny', 'plans', 'tiny');
type Done = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

function dungHan(args: readonly string[], env: Readonly<Record<string, string>> = {}): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'dung-han.mjs'), ...args], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: db().url, PLAN_DIR: tiny, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** What it prints with --json: one document on standard output, and nothing on standard error. */
function document<T>(...args: readonly string[]): T {
  const { status, stdout, stderr } = dungHan([...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

/** A refusal says nothing on standard output. */
function refused(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = dungHan([...args, '--json']);
  expect(stdout).toBe('');
  return { status, said: stderr };
}

function changed(from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-cli-'));
  folders.push(folder);
  cpSync(join(checkout, tiny, '..', '..'), folder, { recursive: true });
  const file = join(folder, 'plans', 'tiny', 'plan.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  return join(folder, 'plans', 'tiny');
}

type View = { readonly id: number; readonly key: string; readonly stage: string; readonly timeliness: { tag: string } };

describe('the environment', () => {
  test('migrate tells what it did; a second time there is nothing to do', () => {
    const elsewhere = { DATABASE_SCHEMA: 'elsewhere' };
    const first = dungHan(['migrate', '--json'], elsewhere);
    expect(first.status).toBe(0);
    expect((JSON.parse(first.stdout) as { migrations: string[] }).migrations.length).toBeGreaterThan(1);
    expect(JSON.parse(dungHan(['migrate', '--json'], elsewhere).stdout)).toEqual({ migrations: [] });
  });

  test('a look does not decide what a database is for; its first migration has', () => {
    const elsewhere = { DATABASE_SCHEMA: 'real' };
    const onSystemClock = { ...elsewhere, CLOCK: 'system' };
    expect(dungHan(['instance', 'list', '--json'], elsewhere)).toMatchObject({ status: 69, stdout: '' });
    expect(dungHan(['migrate'], onSystemClock)).toMatchObject({ status: 0, stderr: '' });
    const looked = dungHan(['instance', 'list', '--json'], elsewhere);
    expect(looked).toMatchObject({ status: 78, stdout: '', stderr: expect.stringMatching(/^CLOCK: /) as string });
    expect(dungHan(['instance', 'list', '--json'], onSystemClock)).toMatchObject({ status: 0, stderr: '' });
  });

  test('a database that was never migrated is said in one line, and is 69', () => {
    const { status, stdout, stderr } = dungHan(['verify'], { DATABASE_SCHEMA: 'nowhere' });
    expect({ status, stdout }).toEqual({ status: 69, stdout: '' });
    expect(stderr).toContain('dung-han migrate');
  });

  test('a database that does not answer is 69', async () => {
    const away = { DATABASE_URL: `postgresql://u:geheim@127.0.0.1:${await freePort()}/d` };
    const { status, stderr } = dungHan(['clock', 'show'], away);
    expect(status).toBe(69);
    expect(stderr).not.toContain('geheim');
  });

  test('bad configuration is 78, bad usage 64', () => {
    expect(dungHan(['verify'], { ROLE: 'boss' })).toMatchObject({ status: 78, stdout: '' });
    expect(dungHan(['clock', 'by', 'year'])).toMatchObject({ status: 64, stdout: '' });
    expect(dungHan(['instance', 'send', 'tiny/R0/2024-H1', 'x'])).toMatchObject({
      status: 64,
      stdout: '',
      stderr: expect.stringMatching(/^lỗi: .*--by.*\nerror: .*\n\(dung-han instance send --help\)\n$/) as string,
    });
    expect(dungHan(['instance'])).toMatchObject({
      status: 64,
      stderr: expect.stringMatching(/\nlỗi: còn thiếu tên lệnh\nerror: missing command\n$/) as string,
    });
    expect(dungHan(['instance', 'send', 'a', 'b', '--by', 'an', '--field', 'due'])).toMatchObject({ status: 64 });
  });
});

describe('a plan', () => {
  test('with errors is 65, every error with its place', () => {
    const { status, said } = refused('plan', 'activate', changed('lifecycle: summary', 'lifecycle: sumary'));
    expect(status).toBe(65);
    expect(said).toMatch(/plan\.yaml:\d+:\d+ unknown-lifecycle /);
  });

  test('with errors speaks like the linter, in both languages', () => {
    const dir = changed('lifecycle: summary', 'lifecycle: sumary');
    for (const language of ['vi', 'en']) {
      const { stdout: linted } = dungHan(['plan', 'lint', dir, '--language', language]);
      const { status, stderr } = dungHan(['plan', 'activate', dir, '--language', language]);
      const errors = linted.split('\n').filter((line) => /^\S+:\d+:\d+ (?!\S+ \()/.test(line));
      expect({ status, lines: stderr.trimEnd().split('\n') }).toEqual({ status: 65, lines: errors });
      expect(stderr).toContain(' → summary');
    }
  });

  test('that is not there is 65 and named, before any database is asked', async () => {
    const away = { DATABASE_URL: `postgresql://u:p@127.0.0.1:${await freePort()}/d` };
    const { status, stdout, stderr } = dungHan(['plan', 'activate', '/nope'], away);
    expect({ status, stdout }).toEqual({ status: 65, stdout: '' });
    expect(stderr).toMatch(/^\/nope: .*plan\.yaml.* \/ .*plan\.yaml/);
  });

  test('is activated; again changes nothing', () => {
    const done = { plan: 'tiny', version: 1, predecessor: null };
    expect(document('plan', 'activate', tiny)).toMatchObject({ ...done, opened: ['R0', 'S1'] });
    expect(document('plan', 'activate', tiny)).toMatchObject(done);
    expect(dungHan(['plan', 'activate', tiny]).stdout).toBe(
      'tiny v1 đang chạy. Không có gì thay đổi; không cần làm gì.\n',
    );
    expect(document('instance', 'list', '--kind', 'series')).toMatchObject({
      items: [{ key: 'tiny/R0' }, { key: 'tiny/S1' }],
    });
  });

  test('that changes what runs must be confirmed', () => {
    const next = changed("'05-15'", "'05-20'");
    const { status, said } = refused('plan', 'activate', next);
    expect(status).toBe(65);
    const [, hash = ''] = /--confirm ([0-9a-f]{64})/.exec(said) ?? [];
    expect(refused('plan', 'activate', next, '--confirm', 'f'.repeat(64)).status).toBe(65);
    // Whoever is named is asked the same as everywhere, and before anything is told of what would change.
    for (const [by, code] of [
      ['dung', 'not-allowed'],
      ['zoe', 'actor-unknown'],
    ] as const) {
      const answer = refused('plan', 'activate', next, '--by', by);
      expect({ by, ...answer, said: answer.said.includes(code) }).toEqual({ by, status: 65, said: true });
      expect(answer.said).not.toContain('--confirm');
    }
    expect(document('plan', 'activate', next, '--confirm', hash, '--by', 'an')).toMatchObject({
      version: 2,
      predecessor: 1,
      changed: ['R0'],
      kept: ['S1'],
    });
  });
});

describe('the clock', () => {
  test('begins with the term, and goes forward only', () => {
    expect(document('clock', 'show')).toMatchObject({ mode: 'sandbox', day: '2024-01-01' });
    expect(document('clock', 'next')).toMatchObject({
      clock: { now: '2024-05-02T08:00:00.000+07:00' },
      played: { opened: 1 },
    });
    expect(document('clock', 'by', 'day')).toMatchObject({ clock: { day: '2024-05-03' } });
    expect(dungHan(['clock', 'show']).stdout).toMatch(/^03\/05\/2024 08:00 \(sandbox\)\n.*: 15\/05\/2024 08:00\n$/);
    expect(refused('clock', 'to', '2024-05-02')).toMatchObject({
      status: 65,
      said: expect.stringContaining('clock-backwards') as string,
    });
    expect(refused('clock', 'to', 'tomorrow').status).toBe(64);
  });

  test('is not set where the database is for production', () => {
    expect(dungHan(['clock', 'show'], { CLOCK: 'system' })).toMatchObject({ status: 78, stdout: '' });
  });
});

describe('instances', () => {
  const round = 'tiny/R0/2024-H1';

  test('are shown with why they are due and what is possible', () => {
    expect(document('instance', 'show', round)).toMatchObject({ key: round, possible: [{ event: 'request.issue' }] });
    const { stdout } = dungHan(['instance', 'show', round]);
    expect(stdout).toContain('chậm nhất hết 20/05/2024');
    expect(stdout).toMatch(/request\.issue · .*van-phong\/officer \(--by an\).*\n +--field due=YYYY-MM-DD/);
    expect(stdout).toContain('15/05/2024 08:00 Nhắc việc trước hạn 3 ngày làm việc');
    for (const nothing of ['tiny/R9', '99999999999999999999', '9007199254740991'])
      expect(refused('instance', 'show', nothing)).toEqual({
        status: 65,
        said: expect.stringContaining(`“${nothing}”`) as string,
      });
  });

  test('are not there for somebody who may not see them, and take nothing from them', () => {
    const by = (person: string, key: string) => refused('instance', 'send', key, 'request.issue', '--by', person);
    // But for the key that was asked for, as if it were not there.
    const hidden = by('dung', round);
    const missing = by('dung', 'tiny/R9/2024-H1');
    expect({ ...hidden, said: hidden.said.replaceAll('R0', 'R9') }).toEqual(missing);
    expect(by('dung', round).said).toContain('not-found');
    expect(by('zoe', round).said).toContain('actor-unknown');
    // An auditor sees it, and does nothing to it.
    const post = `insert into holding (account_id, plan, unit, seat, source)
      select id, 'tiny', 'ban-chi-dao', 'auditor', 'admin' from account where name = 'kiem-tra'`;
    expect(dungHan(['user', 'add', 'kiem-tra']).status).toBe(0);
    return db()
      .pool.query(post)
      .then(() => expect(by('kiem-tra', round).said).toContain('not-allowed'));
  });

  test('take an event once, however often it is sent', () => {
    const send = ['instance', 'send', round, 'request.issue', '--by', 'an', '--field', 'due=2024-06-18', '--key', 'k1'];
    const first = document<{ receipt: object; instance: View }>(...send);
    // Told once the tasks that it opened stand.
    expect(first.instance).toMatchObject({ stage: 'collecting', children: [{ expected: 2, opened: true }] });
    expect(document<{ receipt: object }>(...send).receipt).toEqual(first.receipt);
    expect(document('instance', 'list', '--obligation', 'R1')).toMatchObject({
      items: [{ unit: { code: 'xa-an' } }, {}],
    });
  });

  test('are told in words: the step where they stand, and their tasks by what they are', () => {
    const { stdout } = dungHan(['instance', 'show', round]);
    expect(stdout).toContain('Báo cáo 6 tháng: 2 (Đang thực hiện 2)');
    expect(stdout).toContain('Hết thời gian của bước “Đang thu báo cáo”');
    const listed = dungHan(['instance', 'list', '--kind', 'occurrence']).stdout;
    expect(listed).toContain('Đang thu báo cáo');
    expect(listed).not.toContain('collecting');
  });

  test('take a list of units with commas between them', () => {
    const power = { PLAN_DIR: join('test', 'fixtures', 'plans', 'power', 'plans', 'power'), DATABASE_SCHEMA: 'power' };
    const done = (...args: readonly string[]): string => {
      const { status, stdout, stderr } = dungHan(args, power);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return stdout;
    };
    const by = ['--by', 'cb.tinh', '--json'];
    done('migrate');
    done('plan', 'activate', power.PLAN_DIR);
    done('instance', 'send', 'power/A1', 'occurrence.request', '--field', 'period=2024-05-06', ...by);
    const list = done('instance', 'list', '--kind', 'occurrence', '--obligation', 'A1', '--json');
    const key = (JSON.parse(list) as { items: View[] }).items[0]?.key ?? '';
    const item = ['--field', 'item=viec-1', '--field', 'due=2024-06-03'];
    done('instance', 'send', key, 'item.assign', ...item, '--field', 'units=huyen-a,xa-a1', ...by);
    const tasks = done('instance', 'list', '--obligation', 'A2', '--sort', 'key', '--json');
    expect(JSON.parse(tasks)).toMatchObject({ items: [{ unit: { code: 'huyen-a' } }, { unit: { code: 'xa-a1' } }] });
  });

  test('refuse with what is possible instead, and the trail knows who tried', async () => {
    const { status, said } = refused('instance', 'send', 'tiny/R1/2024-H1/xa-an', 'report.accept', '--by', 'an');
    expect(status).toBe(65);
    const [sentence, heading, ...steps] = said.split('\n');
    expect(sentence).toMatch(/^Ở trạng thái hiện tại không thực hiện được “Tiếp nhận”\. \/ .* \(event-not-expected\)$/);
    expect(heading).toBe('Những bước làm được / Possible now:');
    expect(steps[0]).toBe('  report.submit · Gửi báo cáo · xa-an/officer (--by dung), xa-an/head (--by em)');
    const { rows } = await db().pool.query(
      `select actor, plan, after from audit_entry where subject = 'instance send' order by seq desc limit 1`,
    );
    const tried = {
      instance: 'tiny/R1/2024-H1/xa-an',
      event: 'report.accept',
      by: 'an',
      refused: 'event-not-expected',
    };
    expect(rows).toEqual([{ actor: 'operator', plan: 'tiny', after: tried }]);
    const nobody = refused('instance', 'send', 'tiny/R1/2024-H1/xa-an', 'report.submit', '--by', 'xa-an/officer');
    expect(nobody).toMatchObject({ status: 65, said: expect.stringContaining('instance show') as string });
  });

  test('a list that is asked for by a name that nothing has is bad input, not an empty list', () => {
    const asked = (...args: readonly string[]) => refused('instance', 'list', ...args);
    expect(asked('--unit', 'xa-na')).toEqual({ status: 65, said: expect.stringContaining('xa-na → xa-an') as string });
    for (const [option, name] of Object.entries({ plan: 'zzz', obligation: 'ZZ99', tag: 'banana', stage: 'moon' }))
      expect(asked(`--${option}`, name)).toEqual({
        status: 65,
        said: expect.stringContaining(` ${name} / `) as string,
      });
    expect(dungHan(['instance', 'list', '--period', '2031'])).toEqual({
      status: 0,
      stdout: expect.stringContaining('--kind occurrence') as string,
      stderr: '',
    });
  });

  test('are listed by what is asked for', () => {
    document('clock', 'to', '2024-06-20');
    const list = ['instance', 'list', '--tag', 'overdue', '--due-before', '2024-06-19', '--limit', '1'];
    const page = document<{ items: View[]; next: string }>(...list);
    expect(page.items.map(({ timeliness }) => timeliness.tag)).toEqual(['overdue']);
    expect(document<{ items: View[] }>(...list, '--cursor', page.next).items).toHaveLength(1);
    expect(refused('instance', 'list', '--limit', '1000').status).toBe(64);
    expect(refused('instance', 'list', '--cursor', 'abc')).toEqual({
      status: 65,
      said: expect.stringMatching(/“cursor”: cần giá trị “next” .* \/ .*“cursor”: it must be the “next”/) as string,
    });
    expect(dungHan(['instance', 'list', '--tag', 'overdue']).stdout).toContain('Chưa hoàn thành quá hạn');
  });
});

describe('verify', () => {
  test('is 0 where all is well, with what was checked', () => {
    const { ok, checks } = document<{ ok: boolean; checks: { name: string; ok: boolean; n: number }[] }>('verify');
    expect({ ok, bad: checks.filter((check) => !check.ok) }).toEqual({ ok: true, bad: [] });
    expect(checks.length).toBeGreaterThan(3);
    const said = dungHan(['verify']).stdout;
    expect(said).toContain('1. mỗi thư đã xử lý có đúng một kết quả;');
    for (const { name } of checks) expect(said).toMatch(new RegExp(`✓ .+ / ${name} \\(\\d+\\)`));
  });

  test('is 1 where the past was rewritten, and says where', async () => {
    await db().pool.query(`update history set unit = 'xa-khac' where seq = 1`);
    const { status, stdout } = dungHan(['verify']);
    expect(status).toBe(1);
    expect(stdout).toContain('✗');
  });
});
