import { summarised } from '../../test/sandbox/summarised.js';
import { smallPlan } from '../../test/sandbox/troupe.js';
import type { Day } from '../core/calendar/day.js';
import type { PlanBundle } from '../core/plan/load.js';
import type { Summary } from './summary.js';
import { WIDTH } from './summary-page.js';
import { summaryText } from './summary-text.js';

let bundle: PlanBundle;
beforeAll(async () => {
  bundle = await smallPlan();
});

const known = new Map<Day, Promise<Summary>>();
/** The small plan from New Year to this day: one unit is silent, one slow. */
const upTo = (to: Day): Promise<Summary> => {
  const summary = known.get(to) ?? summarised(bundle, { from: '2025-01-01', to, lateness: 0.3 });
  known.set(to, summary);
  return summary;
};

const KINDS = ['overdue', 'to do', 'settled'];
const text = (summary: Summary, language: 'vi' | 'en' = 'vi'): string => summaryText(summary, bundle, language);
const of = (summary: Summary, instance: string) => summary.open.find((item) => item.instance === `small/${instance}`);
const DURING = '2025-05-20';
const AFTER_DUE = '2025-06-03';
const CLOSED = '2025-06-10';

describe('what is still open', () => {
  test('begins with what is overdue, goes on with what is to be done, and ends with what is settled', async () => {
    const { open } = await upTo(AFTER_DUE);
    const order = open.map(({ isOverdue, isSettled }) => (isOverdue ? 'overdue' : isSettled ? 'settled' : 'to do'));
    expect(order).toEqual([...order].sort((a, b) => KINDS.indexOf(a) - KINDS.indexOf(b)));
    expect(new Set(order)).toEqual(new Set(KINDS));
    expect(open[0]).toMatchObject({ unit: 'silent', isOverdue: true, workingEnd: '2025-05-23T17:00:00.000+07:00' });
    const dues = open.filter((_, i) => order[i] === 'to do').map(({ workingEnd }) => workingEnd ?? '~');
    expect(dues).toEqual([...dues].sort());
  });

  test('counts working days past the working end', async () => {
    // 26–30/5 and 2–3/6.
    expect((await upTo(AFTER_DUE)).open[0]?.pastEnd).toBe(7);
  });

  test('a parent waits for the tasks that are neither handed in nor exempt', async () => {
    const summary = await upTo(DURING);
    const tasks = summary.open.filter(({ obligation }) => obligation === 'R1');
    expect(tasks).toHaveLength(5);
    expect(of(summary, 'R0/2025-H1')?.waitsFor).toEqual({ kind: 'tasks', n: 3 });
  });

  test('a task that has nothing to do any more waits for its parent to be closed', async () => {
    const waits = of(await upTo(DURING), 'R1/2025-H1/slow');
    expect(waits).toMatchObject({ isSettled: true, waitsFor: { kind: 'parent', obligation: 'R0', period: '2025-H1' } });
  });

  test('is never hidden when it is overdue, and names who is late', async () => {
    const said = text(await upTo(AFTER_DUE));
    expect(said).toMatch(/Chưa hoàn thành, đã quá hạn \(\d+\)\n {2}R1 2025-H1 · Đơn vị Im · Chưa xác nhận đã nhận\n/);
    expect(said).toContain('quá hạn 7 ngày làm việc (hạn 23/05/2025)');
    expect(said.indexOf('đã quá hạn (')).toBeLessThan(said.indexOf('còn trong hạn ('));
  });
});

describe('units', () => {
  test('that were late or never reported are named with what', async () => {
    const { lateUnits } = await upTo(CLOSED);
    const silent = lateUnits.find(({ unit }) => unit === 'silent');
    expect(silent).toEqual({
      ...{ unit: 'silent', late: 0, missing: 1, overdue: 0 },
      obligations: [{ obligation: 'R1', late: 0, missing: 1, overdue: 0 }],
    });
    const worst = lateUnits.map(({ missing, overdue }) => missing + overdue);
    expect(worst).toEqual([...worst].sort((a, b) => b - a));
    expect(text(await upTo(CLOSED))).toMatch(
      /Đơn vị trễ \/ không báo cáo\n(?: .*\n)* {2}Đơn vị Im · không báo cáo 1 \(R1\)/,
    );
  });

  test('that are overdue just now are among them', async () => {
    const { lateUnits } = await upTo(AFTER_DUE);
    expect(lateUnits.find(({ unit }) => unit === 'silent')).toMatchObject({ overdue: 1, missing: 0 });
  });
});

describe('the longest waits', () => {
  const silent = { unit: 'silent', obligation: 'R1', period: '2025-H1' };

  test('begin with the unit that never answered, while nobody has ended it', async () => {
    const summary = await upTo(AFTER_DUE);
    expect(summary.longestWaits[0]).toMatchObject({ ...silent, pastEnd: 7, by: { kind: 'nobody' } });
    expect(text(summary)).toMatch(
      /chờ từ 18\/04\/2025 đến 03\/06\/2025, trong đó 7 ngày làm việc quá hạn\s+(· )?người kết thúc: chưa có/,
    );
  });

  test('and also when the closing of the round has ended it', async () => {
    const { longestWaits } = await upTo(CLOSED);
    expect(longestWaits[0]).toMatchObject({ ...silent, by: { kind: 'work', instance: 'small/R0/2025-H1' } });
    const days = longestWaits.map(({ pastEnd }) => pastEnd);
    expect(days).toEqual([...days].sort((a, b) => b - a));
    expect(Math.min(...days)).toBeGreaterThan(0);
  });

  test('name the post that ended them', async () => {
    const ends = (await upTo(CLOSED)).longestWaits.map(({ by }) => by.kind);
    expect(ends).toContain('post');
  });
});

describe('the table', () => {
  const table = (said: string): string[] => said.split('\n\n')[1]?.split('\n') ?? [];

  test('tells per obligation and year the results and what was sent, escalations by level', async () => {
    const summary = await upTo(CLOSED);
    const [titles = '', heads = '', , ...rows] = table(text(summary));
    expect(titles.trim().split(/ {2,}/)).toEqual(['Hoàn thành', 'Chưa hoàn thành', 'Không', 'Tin đã gửi']);
    expect(heads).toMatch(/đúng hạn +quá hạn +trong hạn +quá hạn +báo cáo +Khác +Nhắc +QH +ĐĐ1 +ĐĐ2 +ĐĐ3 +Tin$/);
    const row = rows[rows.findIndex((line) => line.startsWith('R1  ')) + 1] ?? '';
    const [year] = summary.obligations.find(({ obligation }) => obligation === 'R1')?.years ?? [];
    const { reminders, overdue, escalations = {}, messages } = year?.sent ?? {};
    const sent = [reminders, overdue, ...['1', '2', '3'].map((level) => escalations[level]), messages];
    expect(row.trim().split(/ +/).slice(-6)).toEqual(sent.map(String));
  });

  test('leaves out columns in which nothing stands, and explains those that there are', async () => {
    const said = text(await upTo('2025-03-10'));
    expect(table(said)[1]).not.toMatch(/QH|ĐĐ|Khác/);
    expect(said).not.toMatch(/đôn đốc lần/);
    expect(text(await upTo(CLOSED))).toContain('ĐĐ1: tin đôn đốc lần 1, lần 2, …');
  });

  test('ends with the sums', async () => {
    const summary = await upTo(CLOSED);
    const last = table(text(summary)).findLast((line) => line.startsWith('  Cộng')) ?? '';
    const tasks = summary.obligations.flatMap(({ years }) => years).reduce((sum, year) => sum + year.tasks, 0);
    expect(last.trim().split(/ +/)[2]).toBe(String(tasks));
  });
});

test('the head says the four numbers in the words that leadership knows', async () => {
  const head = text(await upTo(CLOSED)).split('\n\n')[0] ?? '';
  for (const phrase of [
    'hoàn thành đúng hạn',
    'hoàn thành quá hạn',
    'chưa hoàn thành trong hạn',
    'chưa hoàn thành quá hạn',
  ])
    expect(head).toMatch(new RegExp(`(?:^|· )${phrase} \\d+`, 'm'));
});

test('a check that looked at nothing says so', async () => {
  const summary = await upTo(DURING);
  const checks = [{ name: 'hash chains are whole', ok: true, n: 0, problems: [] }];
  expect(text({ ...summary, verify: { ok: true, checks } })).toContain('✓ chuỗi băm liền mạch (không có gì để kiểm)');
});

test.each(['vi', 'en'] as const)('no line is wider than a page (%s)', async (language) => {
  for (const day of [DURING, AFTER_DUE, CLOSED]) {
    const lines = text(await upTo(day), language).split('\n');
    expect(lines.filter((line) => line.length > WIDTH)).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object/);
  }
});
