import type { OpenItem } from './summary-open.js';
import { date, few, flowing, type Lines, type Page } from './summary-page.js';
import { postName, seatName } from './summary-words.js';

/** How many groups are shown; what is overdue is never hidden. */
const IN_TIME = 12;
const DONE = 6;

type Group = [OpenItem, ...OpenItem[]];

/** What is still open and why: what is overdue, then what is to be done, then what is done but not closed. */
export function openText(items: readonly OpenItem[], page: Page): readonly Lines[] {
  const { say } = page;
  const overdue = items.filter((item) => item.isOverdue);
  const done = items.filter((item) => !item.isOverdue && item.isSettled);
  const inTime = items.filter((item) => !item.isOverdue && !item.isSettled);
  const parts = [
    section(overdue, say.overdueOpen, Infinity, page),
    section(inTime, say.inTimeOpen, IN_TIME, page),
    section(done, say.doneOpen, DONE, page),
  ].filter((lines) => lines.length > 0);
  return parts.length > 0 ? parts : [[say.nothingOpen]];
}

function section(items: readonly OpenItem[], title: (n: string) => string, shown: number, page: Page): Lines {
  if (items.length === 0) return [];
  const groups = grouped(items);
  const more = groups.length > shown ? [`  ${page.say.more(page.n(groups.length - shown))}`] : [];
  return [title(page.n(items.length)), ...groups.slice(0, shown).flatMap((group) => groupText(group, page)), ...more];
}

function groupText(group: Group, page: Page): Lines {
  const { say, n, unit, word } = page;
  const [first] = group;
  const who = few(
    group.map((item) => unit(item.unit)),
    page,
  );
  const since = group.map((item) => item.since).sort()[0] ?? first.since;
  const due = first.workingEnd === null ? say.noDeadline : say.dueOn(date(first.workingEnd));
  const when = first.isOverdue ? [`${say.pastEnd(n(first.pastEnd))} (${due})`] : first.isSettled ? [] : [due];
  const facts = [...when, say.since(date(since)), `${say.waitsFor}: ${waiting(group, page)}`];
  return [
    ...flowing([`${first.obligation} ${first.period}`, who, word(first.state)], '  ', '    '),
    ...flowing(facts, '      '),
  ];
}

/** Where each waits for its own unit, the units are not named a second time. */
function waiting(group: Group, page: Page): string {
  const own = group.flatMap(({ unit, waitsFor: what }) =>
    what.kind === 'post' && what.posts.every((post) => post.unit === unit) ? what.posts : [],
  );
  const seats = [...new Set(own.map(({ seat }) => seat))];
  if (group.length > 1 && own.length >= group.length)
    return page.say.eachUnit(seats.map((seat) => seatName(seat, page.say)).join(', '));
  const each = group.map((item) => waitsFor(item, page));
  return few(each, page);
}

function waitsFor({ waitsFor: what }: OpenItem, { say, n, unit }: Page): string {
  switch (what.kind) {
    case 'post':
      return what.posts.map((post) => postName(post, unit, say)).join(', ');
    case 'tasks':
      return say.tasks(n(what.n));
    case 'obligations':
      return what.obligations.join(', ');
    case 'date':
      return say.until(date(what.at));
    case 'parent':
      return say.closing(`${what.obligation} ${what.period}`);
    case 'unknown':
      return say.unknown;
    default:
      return what satisfies never;
  }
}

/** Items that stand in the same state, if still to be done with the same day, for the same kind of reason. */
function grouped(items: readonly OpenItem[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const { obligation, period, state, isSettled, workingEnd, waitsFor: what } = item;
    const id = [obligation, period, state?.en, isSettled ? '' : workingEnd, what.kind].join('\n');
    const known = groups.get(id);
    if (known) known.push(item);
    else groups.set(id, [item]);
  }
  return [...groups.values()];
}
