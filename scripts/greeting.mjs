// What `npm start` says when all is up: where it is, what day it is there, and what to try next.
import { isAbsolute, relative } from 'node:path';
import { checkout } from './prepare.mjs';

/**
 * @param {{ url: string | undefined, planDir: string, hasPlan: boolean, hasQueue: boolean, firstAccounts: readonly { name: string, displayName: string, post: string, password: string }[] }} serving
 * @param {(line: string) => void} say
 */
export async function greet({ url, planDir, hasPlan, hasQueue, firstAccounts }, say) {
  say('');
  say(`Đúng Hạn đang chạy · is running${url ? `: ${url}` : ''}`);
  if (url) {
    // A worker serves its health and its figures, nothing else.
    if (process.env.ROLE === 'worker') say(`  Sức khoẻ   ${url}/health/ready · health`);
    else say(`  API        ${url}/api/docs`);
    const clock = await answerOf(`${url}/api/v1/sandbox/clock`);
    if (!hasQueue) say(`  ${withoutBell()}`);
    if (clock?.mode === 'sandbox') sandbox(clock, { hasPlan, folder: shown(planDir) }, say);
  }
  if (firstAccounts.length > 0) accounts(firstAccounts, say);
  say('  Ctrl-C     dừng · stop');
}

/**
 * A first start lives half a year of the plan first: what is said of it, once a month of that time.
 * @returns {(soFar: { day: string, days: number, of: number }) => void}
 */
export function livedSoFar(url, say) {
  let month;
  return ({ day, days, of }) => {
    if (month === undefined) {
      say('Người diễn tập đang chạy thử sáu tháng đầu của kế hoạch · synthetic people are living its first half year');
      if (url) say(`  xem tiến độ · watch: ${url}`);
    }
    if (month === day.slice(0, 7)) return;
    month = day.slice(0, 7);
    say(`  ${dateOf(day)}   ${String(days).padStart(3)}/${of} ngày · days`);
  };
}

function accounts(made, say) {
  say('  Tài khoản  chỉ hiện lần này · accounts, shown this once:');
  for (const { name, displayName, post, password } of made)
    say(`    ${name.padEnd(24)} ${password}   ${displayName} · ${post}`);
  say('    một vòng báo cáo · a whole round: docs/guides/first-round.md');
  say('    mật khẩu khác · others: npx dung-han user password TÊN');
}

const withoutBell = () => {
  const [vi, en] = process.env.REDIS_URL ? ['Redis (REDIS_URL)', 'Redis (REDIS_URL)'] : ['Hàng đợi', 'The queue'];
  return `${vi} không trả lời: việc vẫn chạy, chỉ chậm thêm vài giây. / ${en} does not answer: all goes on, only seconds later.`;
};

function sandbox(clock, { hasPlan, folder }, say) {
  say(`  Hôm nay    ${dateOf(clock.day)} (ngày thử nghiệm · sandbox date)`);
  if (clock.next) say(`  Sắp tới    ${dateOf(clock.next)} ${clock.next.slice(11, 16)} (việc kế tiếp · next event)`);
  if (!hasPlan) say('  Chưa có kế hoạch nào chạy · no plan is active');
  say('  Thử tiếp   · try next, in another terminal:');
  const lines = hasPlan ? ofPlan(clock.day, folder) : [`plan lint ${folder}`, `plan activate ${folder}`];
  for (const line of lines) say(`    npx dung-han ${line}`);
}

/** The dates of a first tour; later ones where the sandbox is past them. */
function ofPlan(today, folder) {
  const to = today < '2023-05-22' ? '2023-05-22' : monthsAfter(today, 1);
  const [from, until] =
    today < '2023-11-01' ? ['2023-11-01', '2023-11-30'] : [monthsAfter(today, 1), monthsAfter(today, 2)];
  return [
    'clock next',
    'clock by week --people',
    `clock to ${to}`,
    'instance list --kind occurrence',
    `plan preview ${folder} --from ${from} --to ${until}`,
  ];
}

/** The first day of the month so many months on. */
function monthsAfter(day, n) {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10);
}

/** As one would type it in the checkout. */
function shown(planDir) {
  const path = relative(checkout, planDir);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? planDir : path;
}

const dateOf = (text) => text.slice(0, 10).split('-').reverse().join('/');

/** The answer's JSON; nothing where there is none, because a greeting must not fail a start. */
async function answerOf(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(8_000) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
