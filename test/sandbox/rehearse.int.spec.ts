import { Command, CommanderError } from 'commander';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerRehearse } from '../../src/sandbox/rehearse.command.js';
import type { Summary } from '../../src/sandbox/summary.js';
import { useDatabase } from '../support/postgres.js';

const db = useDatabase();
const workflows = join(__dirname, '..', '..', 'workflows');
const real = join(workflows, 'plans', '19-kh-bcd');
const spring = ['--from', '2023-01-01', '--to', '2023-05-31', '--seed', '7'];

type Said = { readonly out: string; readonly err: string; readonly code: number };

/** The command as the command line runs it; what it prints is caught. */
async function rehearse(...args: string[]): Promise<Said> {
  let [out, err] = ['', ''];
  const program = new Command('dung-han').exitOverride().configureOutput({ writeErr: (text) => (err += text) });
  registerRehearse(program, { databaseUrl: () => Promise.resolve(db().url) });
  // Subcommands that were made before know nothing of the parent's settings.
  for (const plan of program.commands)
    for (const one of [plan, ...plan.commands])
      one.exitOverride().configureOutput({ writeErr: (text) => (err += text) });
  // Who writes waits for the callback.
  const caught = (keep: (text: string) => void) => (text: string | Uint8Array, told?: unknown) => {
    keep(String(text));
    if (typeof told === 'function') (told as () => void)();
    return true;
  };
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(caught((text) => (out += text)));
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(caught((text) => (err += text)));
  try {
    await program.parseAsync(['plan', 'rehearse', ...args], { from: 'user' });
    return { out, err, code: 0 };
  } catch (error) {
    const { exitCode, message } = error as { exitCode?: number; message: string };
    if (error instanceof CommanderError) return { out, err, code: 64 };
    if (exitCode === undefined) throw error;
    return { out, err: err + message, code: exitCode };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
const schemas = async (): Promise<string[]> =>
  (
    await db().pool.query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'rehearsal%'`)
  ).rows.map(({ name }) => name);

test('the document of --json is the same from the database and from memory, but for the checks', async () => {
  const [durable, memory] = [
    await rehearse(real, ...spring, '--json'),
    await rehearse(real, ...spring, '--json', '--in-memory'),
  ];
  expect([durable.err, memory.err, durable.code, memory.code]).toEqual(['', '', 0, 0]);
  const [one, other] = [JSON.parse(durable.out) as Summary, JSON.parse(memory.out) as Summary];
  expect(one).toMatchObject({ seed: 7, from: '2023-01-01', to: '2023-05-31', stage: 'durable', verify: { ok: true } });
  expect(one.historyDigest).toMatch(/^[0-9a-f]{64}$/);
  expect({ ...other, stage: one.stage, verify: one.verify }).toEqual(one);
  const round = one.obligations.find(({ obligation }) => obligation === 'R0-H');
  expect(round?.years).toMatchObject([{ year: 2023, occurrences: 1, tasks: 0 }]);
  expect(one.obligations.find(({ obligation }) => obligation === 'R1')?.years).toMatchObject([
    { year: 2023, tasks: 13 },
  ]);
});

test('the summary is read in 100 columns, in Vietnamese first and in English on request', async () => {
  const [vi, en] = [
    await rehearse(real, ...spring, '--in-memory'),
    await rehearse(real, ...spring, '--in-memory', '--language', 'en'),
  ];
  for (const { out } of [vi, en]) expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  expect(vi.out).toContain('Diễn tập 19-KH/BCĐ');
  expect(vi.out).toContain('01/01/2023 – 31/05/2023 · hạt giống 7');
  expect(vi.out).toMatch(/Chưa hoàn thành, còn trong hạn \(\d+\)/);
  expect(vi.out).toContain('Kiểm tra: đạt');
  expect(en.out).toMatch(/Not done, still in time \(\d+\)/);
  expect(en.out).toContain('Verify: clean');
});

test('the schema of a rehearsal goes with it, stays with --keep, and is swept up when its process was killed', async () => {
  await db().pool.query('create schema rehearsal_0123456789ab');
  await rehearse(real, '--to', '2023-01-31', '--json');
  expect(await schemas()).toEqual([]);
  const { err } = await rehearse(real, '--to', '2023-01-31', '--json', '--keep');
  const [kept = ''] = await schemas();
  expect(err).toContain(kept);
  await rehearse(real, '--to', '2023-01-31', '--json');
  expect(await schemas()).toEqual([kept]);
});

test('a plan with errors is not rehearsed: they are said with their places', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dung-han-rehearse-'));
  try {
    for (const part of ['lifecycles', 'calendars'])
      cpSync(join(workflows, part), join(folder, part), { recursive: true });
    // It has no templates.
    cpSync(join(__dirname, 'small-plan'), join(folder, 'plans', 'small'), { recursive: true });
    const { out, err, code } = await rehearse(join(folder, 'plans', 'small'), '--in-memory');
    expect([out, code]).toEqual(['', 65]);
    expect(err).toMatch(/units\.yaml|plan\.yaml:\d+:\d+ unknown-template/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each([
  [['--from', '2023-13-01']],
  [['--from', '2024-01-01', '--to', '2023-01-01']],
  [['--seed', 'x']],
  [['--lateness', '2']],
  [['--in-memory', '--keep']],
])('bad usage is refused: %p', async (args) => {
  expect(await rehearse(real, ...args)).toMatchObject({ code: 64, out: '' });
});
