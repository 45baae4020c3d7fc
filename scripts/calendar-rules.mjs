// A year's days off as far as they can be known beforehand: a library's dates → the rules of the law. Pure.
import Holidays from 'date-holidays';

export const LIBRARY = 'date-holidays 3.37.0';
const LAW = 'Bộ luật Lao động 45/2019/QH14';
const STATUTORY = `${LAW}, điều 112`;
const IN_LIEU = `${LAW}, điều 111 khoản 3`;
/** Not of the Labour Code: a resolution of its own, which says nothing of days in lieu. */
export const CULTURE_DAY = { from: 2026, day: '11-24', source: 'Nghị quyết 28/2026/QH16, điều 2' };

const DAY = 86_400_000;
const ZONE = 7 * 3_600_000;
const plus = (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
const library = new Holidays('VN');
const isWeekend = (day) => [0, 6].includes(new Date(day).getUTCDay());

/** The public holidays that the library knows, day by day. @param {number} year @returns {{ date: string, name: string }[]} */
export function libraryDays(year) {
  return library.getHolidays(year).flatMap(({ type, name, start, end }) => {
    if (type !== 'public') return [];
    const first = new Date(start.getTime() + ZONE).toISOString().slice(0, 10);
    const length = Math.round((end.getTime() - start.getTime()) / DAY);
    return Array.from({ length }, (_, i) => ({ date: plus(first, i), name }));
  });
}

/** The first day that the library gives to a holiday of this name. */
function dateOf(year, name) {
  const found = libraryDays(year).find((day) => day.name === name);
  if (!found) throw new Error(`${LIBRARY} knows no ${name} in ${year}`);
  return found.date;
}

const holiday = (vi, en, source, dates) => dates.map((date) => ({ date, kind: 'holiday', label: { vi, en }, source }));

/** The second day of National Day: a weekday, and the one beside a weekend when only one of both is. */
function besideNationalDay(year) {
  const [before, after] = [`${year}-09-01`, `${year}-09-03`];
  if (isWeekend(before) !== isWeekend(after)) return isWeekend(before) ? after : before;
  return isWeekend(plus(after, 1)) ? after : before;
}

/** @param {number} year @returns {{ date: string, kind: string, label: { vi: string, en: string }, source: string }[]} */
export function proposedDays(year) {
  const guess = `dự kiến, chờ thông báo năm ${year}`;
  const tet = dateOf(year, 'Tết Nguyên Đán');
  const statutory = [
    ...holiday('Tết Dương lịch', "New Year's Day", STATUTORY, [`${year}-01-01`]),
    // Five days: the last two of the old year, the first three of the new.
    ...holiday(
      'Tết Nguyên đán',
      'Lunar New Year (Tết)',
      guess,
      [-2, -1, 0, 1, 2].map((n) => plus(tet, n)),
    ),
    ...holiday('Giỗ Tổ Hùng Vương', "Hùng Kings' Commemoration Day", STATUTORY, [dateOf(year, 'Giỗ tổ Hùng Vương')]),
    ...holiday('Ngày Chiến thắng', 'Reunification Day', STATUTORY, [`${year}-04-30`]),
    ...holiday('Ngày Quốc tế lao động', 'International Labour Day', STATUTORY, [`${year}-05-01`]),
    ...holiday('Quốc khánh', 'National Day', STATUTORY, [`${year}-09-02`]),
    ...holiday('Quốc khánh', 'National Day', guess, [besideNationalDay(year)]),
  ];
  const off = new Set(statutory.map(({ date }) => date));
  const inLieu = statutory
    .filter(({ date }) => isWeekend(date))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, label }) => {
      let next = plus(date, 1);
      while (isWeekend(next) || off.has(next)) next = plus(next, 1);
      off.add(next);
      return {
        ...{ date: next, kind: 'in-lieu' },
        label: { vi: `nghỉ bù ${label.vi}`, en: `in lieu of ${label.en}` },
        source: IN_LIEU,
      };
    });
  const culture =
    year < CULTURE_DAY.from
      ? []
      : holiday('Ngày Văn hóa Việt Nam', 'Vietnamese Culture Day', CULTURE_DAY.source, [`${year}-${CULTURE_DAY.day}`]);
  return [...statutory, ...inLieu, ...culture].sort((a, b) => (a.date < b.date ? -1 : 1));
}

const quoted = (text) => (text.includes("'") ? `"${text}"` : /[:,]/.test(text) ? `'${text}'` : text);

/** The file of a year, in the words of the other years' files. @param {number} year */
export function proposal(year) {
  const days = proposedDays(year).map(
    ({ date, kind, label, source }) =>
      `  - date: '${date}'\n    kind: ${kind}\n    label: { vi: ${quoted(label.vi)}, en: ${quoted(label.en)} }\n    source: ${quoted(source)}\n`,
  );
  return `# Proposed, not decided: lunar dates by ${LIBRARY} (ISC and CC-BY-3.0), days in lieu by the Labour Code. Which days are
# Tết's five, which day is National Day's second and all swaps are announced late in ${year - 1}: replace by the official notice,
# name it as the source of each day, and say \`status: decided\`.
year: ${year}
status: provisional
days:
${days.join('')}`;
}
