import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreviewJson } from '../../src/core/plan/preview-json.js';
import { build, checkout } from '../support/app.js';

// Each test starts the shipped command line.
const plan = join('workflows', 'plans', '19-kh-bcd');
const script = join(checkout, 'scripts', 'dung-han.mjs');
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
const folders: string[] = [];

beforeAll(build);
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const dungHan = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: checkout,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
};
const preview = (...more: readonly string[]) => dungHan('plan', 'preview', plan, ...more);
const november = ['--from', '2023-11-01', '--to', '2023-11-30'] as const;

/** A copy of the workflows with one text changed in its plan. */
function changed(from: string | RegExp, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-cli-'));
  folders.push(folder);
  cpSync(join(checkout, 'workflows'), folder, { recursive: true });
  const dir = join(folder, 'plans', '19-kh-bcd');
  const file = join(dir, 'plan.yaml');
  const text = readFileSync(file, 'utf8');
  const next = text.replace(from, to);
  expect(next).not.toBe(text);
  writeFileSync(file, next);
  return dir;
}

describe('plan lint', () => {
  test('a sound plan is 0, with one JSON document if asked', () => {
    const { status, stdout, stderr } = dungHan('plan', 'lint', plan, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(stdout) as { errors: number; findings: readonly { severity: string }[] };
    expect(report.errors).toBe(0);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a mistake is 1, and shown with its place, its rule and what was meant', () => {
    const dir = changed('lifecycle: report-round', 'lifecycle: report-ruond');
    const { status, stdout } = dungHan('plan', 'lint', dir, '--language', 'en');
    expect(status).toBe(1);
    const [line = '', ...rest] = stdout.trimEnd().split('\n');
    expect(line).toMatch(/plan\.yaml:\d+:\d+ unknown-lifecycle .* → report-round$/);
    // Named as the folder was named.
    expect(line.startsWith(join(dir, 'plan.yaml'))).toBe(true);
    expect(rest).toEqual(['1 error, 0 warnings.']);
    const report = JSON.parse(dungHan('plan', 'lint', dir, '--json').stdout) as { errors: number };
    expect(report.errors).toBeGreaterThan(0);
  });

  test('text that is no YAML is a finding like any other', () => {
    const { status, stdout } = dungHan('plan', 'lint', changed(/^plan: /m, 'plan: [ '));
    expect(status).toBe(1);
    expect(stdout).toMatch(/plan\.yaml:\d+:\d+ /);
  });
});

describe('plan preview', () => {
  test('--json is one document and nothing else', () => {
    const { status, stdout, stderr } = preview(...november, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { entries } = JSON.parse(stdout) as { readonly entries: readonly PreviewJson[] };
    expect(entries.find(({ obligation, kind }) => obligation === 'S7' && kind === 'due')).toMatchObject({
      at: '2023-11-19T23:59:59.999+07:00',
      clause: '5.2¶3',
      occurrence: '2023',
      unit: 'so-noi-vu',
      why: 'trước 20/11/2023 → hết 19/11; 18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11',
      provisional: false,
      assumed: false,
    });
    const moments = entries.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort());
  });

  test('outside the term of the plan says so beside its empty table; its documents stay as they are', () => {
    const late = ['--from', '2030-01-01', '--to', '2030-12-31'] as const;
    expect(preview(...late)).toMatchObject({ status: 0, stderr: expect.stringContaining('ngoài thời hạn') as string });
    expect(preview(...late, '--json')).toMatchObject({ status: 0, stderr: '' });
  });

  test('of a plan that has errors shows what it can, says so, and is not taken for good', () => {
    const dir = changed('template: escalation-leadership', 'template: escalation-leadershop');
    const { status, stdout, stderr } = dungHan('plan', 'preview', dir, ...november, '--json');
    expect(status).toBe(65);
    expect((JSON.parse(stdout) as { entries: unknown[] }).entries.length).toBeGreaterThan(0);
    expect(stderr).toMatch(/^Kế hoạch còn \d+ lỗi, .+ plan lint\.\n$/);
  });

  test('speaks English when asked', () => {
    const { stdout } = preview(...november, '--obligation', 'S7', '--language', 'en');
    expect(stdout).toMatch(/^11\/2023\n/);
    expect(stdout).toContain('best done by 17:00 on Friday 17/11');
  });

  test('is a table of at most 100 columns, month by month, weekday and date first', () => {
    const { status, stdout } = preview('--from', '2023-01-01', '--to', '2025-12-31');
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('Tháng 01/2023');
    expect(lines.filter((line) => line.startsWith('Tháng '))).toHaveLength(36);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    const rows = lines.filter((line) => /^(T[2-7]|CN) \d\d\/\d\d\/\d{4} \d\d:\d\d {2}\S/.test(line));
    expect(rows.length).toBeGreaterThan(300);
  });

  test('of one obligation and one unit is about them', () => {
    const asked = ['--obligation', 'R0-Y', '--unit', 'huyen-uy-go-dau', '--json'] as const;
    const { stdout } = preview('--from', '2023-01-01', '--to', '2023-12-31', ...asked);
    const { entries } = JSON.parse(stdout) as { readonly entries: readonly PreviewJson[] };
    expect(new Set(entries.map(({ obligation, unit }) => `${obligation} ${unit}`))).toEqual(
      new Set(['R2 huyen-uy-go-dau']),
    );
    expect(entries.every(({ assumed }) => assumed)).toBe(true);
  });

  test('--ics is a calendar whose events keep their names', () => {
    const uids = (text: string) => text.replaceAll('\r\n ', '').match(/^UID:.*$/gm);
    const [first, second] = [preview(...november, '--ics'), preview(...november, '--ics')];
    expect(first.stdout).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(first.stdout).toContain('DTSTART;VALUE=DATE:20231119');
    expect(first.stdout).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:2023111');
    expect(uids(first.stdout)?.length).toBeGreaterThan(20);
    expect(uids(second.stdout)).toEqual(uids(first.stdout));
  });

  test('a reader that leaves ends it without a word', async () => {
    const args = [script, 'plan', 'preview', plan, '--from', '2023-01-01', '--to', '2025-12-31', '--json'];
    const child = spawn(process.execPath, args, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
  });
});

describe('plan compare', () => {
  test('says what changes, for whom, and what an administrator confirms', () => {
    const dir = changed(/^term: .*$/m, "term: { from: '2023-01-01', to: '2024-12-31' }");
    const { status, stdout, stderr } = dungHan('plan', 'compare', plan, dir, '--from', '2024-06-01', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const found = JSON.parse(stdout) as {
      readonly hash: string;
      readonly opens: readonly unknown[];
      readonly withdrawn: readonly { readonly obligation: string; readonly occurrence: string; readonly at: string }[];
    };
    expect(found.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(found.opens).toEqual([]);
    const openings = found.withdrawn.map(({ obligation, occurrence }) => `${obligation} ${occurrence}`);
    expect(openings).toEqual(expect.arrayContaining(['S7 2025', 'M1 2025-Q1', 'R0-H 2025-H1']));
    expect(found.withdrawn.every(({ at }) => at >= '2025-01-01')).toBe(true);
    const again = dungHan('plan', 'compare', plan, dir, '--from', '2024-06-01', '--json').stdout;
    expect((JSON.parse(again) as { hash: string }).hash).toBe(found.hash);
  });

  test('is readable', () => {
    const dir = changed(/^term: .*$/m, "term: { from: '2023-01-01', to: '2024-12-31' }");
    const { stdout } = dungHan('plan', 'compare', plan, dir, '--from', '2024-06-01');
    expect(stdout).toMatch(/^Có hiệu lực từ T7 01\/06\/2024\nMã xác nhận: [0-9a-f]{64}\n/);
    expect(stdout).toContain('Không còn mở');
  });
});

describe('exit codes', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['plan', 'prevue']],
    ['a missing option', ['plan', 'preview', plan, '--from', '2023-01-01']],
    ['a day that is none', ['plan', 'preview', plan, '--from', '2023-02-30', '--to', '2023-03-01']],
    ['days the wrong way round', ['plan', 'preview', plan, '--from', '2023-03-01', '--to', '2023-02-01']],
    ['two forms at once', ['plan', 'preview', plan, ...november, '--json', '--ics']],
    ['a language that nobody speaks here', ['plan', 'lint', plan, '--language', 'fr']],
  ])('64: %s', (_, args) => {
    const { status, stdout, stderr } = dungHan(...args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).not.toBe('');
  });

  test.each([
    ['a folder without a plan', ['plan', 'lint', 'workflows']],
    ['an unknown unit', ['plan', 'preview', plan, ...november, '--unit', 'so-noi-v']],
    ['an unknown obligation', ['plan', 'preview', plan, ...november, '--obligation', 'S77']],
  ])('65: %s', (_, args) => {
    const { status, stdout, stderr } = dungHan(...args);
    expect({ status, stdout }).toEqual({ status: 65, stdout: '' });
    expect(stderr).not.toBe('');
  });

  test('65: a plan that cannot be read is not previewed, and its mistakes are shown', () => {
    const dir = changed('clause: 4•2', 'clausse: 4•2');
    const { status, stdout, stderr } = dungHan('plan', 'preview', dir, ...november);
    expect({ status, stdout }).toEqual({ status: 65, stdout: '' });
    expect(stderr).toMatch(/plan\.yaml:\d+:\d+ \S+ .* → clause$/m);
  });

  test('65: a plan that makes no sense is not previewed either', () => {
    const { status, stdout, stderr } = dungHan(
      'plan',
      'preview',
      changed('lifecycle: report-round', 'lifecycle: x'),
      ...november,
    );
    expect({ status, stdout }).toEqual({ status: 65, stdout: '' });
    expect(stderr).toMatch(/plan\.yaml:\d+:\d+ unknown-lifecycle /);
  });

  test('78: a mistake in the configuration is one sentence', () => {
    const { status, stderr } = spawnSync(process.execPath, [script, 'verify'], {
      cwd: checkout,
      env: { ...env, DATABASE_URL: 'postgresql://127.0.0.1:1/nowhere', DB_POOL_SIZE: 'many' },
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.split('\n') }).toEqual({
      status: 78,
      stderr: [expect.stringMatching(/^DB_POOL_SIZE: .+ \/ .+/), ''],
    });
  });

  test('every command is in the handbook', () => {
    const handbook = readFileSync(join(checkout, 'docs', 'command-line.md'), 'utf8');
    const commandsOf = (...room: readonly string[]) =>
      [...dungHan(...room, '--help').stdout.matchAll(/^ {2}([a-z]+) .* {2}/gm)]
        .map(([, name = '']) => [...room, name].join(' '))
        .filter((name) => !/(^| )help$/.test(name));
    const all = [[], ['plan'], ['clock'], ['instance'], ['audit'], ['person']].flatMap((room) => commandsOf(...room));
    expect(all.length).toBeGreaterThan(12);
    const rooms = ['audit', 'person'];
    expect(all.filter((name) => !rooms.includes(name) && !handbook.includes(`\`${name}`))).toEqual([]);
  });

  test('0: help and version', () => {
    expect(dungHan('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(dungHan('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
