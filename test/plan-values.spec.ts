import { dayOf } from '../src/core/calendar/day.js';
import type { PlanBundle } from '../src/core/plan/load.js';
import { momentsBetween } from '../src/core/plan/preview.js';
import type { Duty, Plan } from '../src/core/plan/schema.js';
import { handIn, headOf, holdMeeting, issueRequest, leader, officerOf, prepareMeeting } from './support/plan-acts.js';
import { secretary, submitSheet } from './support/plan-acts.js';
import { planNamed, Story } from './support/story.js';

/**
 * What plan 19-KH/BCĐ leaves open and we have set ([D]): every such value stands in the plan, is marked as ours, and
 * does something else when it is another one.
 */
let bundle: PlanBundle;
beforeAll(async () => {
  bundle = await planNamed('19-kh-bcd');
});

type Named = readonly [string, Duty];
const within = ([, { tasks = {} }]: Named): readonly Named[] =>
  Object.entries(tasks).flatMap((task) => [task, ...within(task)]);
const dutiesOf = ({ obligations }: Plan): readonly Named[] =>
  obligations.flatMap((one) => [[one.id, one] as const, ...within([one.id, one])]);

describe('what is ours is marked', () => {
  /** The clause names the day, or the written request does. */
  const deadlineOfThePlan = new Set(['R1', 'R2', 'M1', 'M2', 'M3', 'M4', 'S7', 'S8c', 'A3w-U']);
  const settings = ['schedule', 'deadline', 'timing', 'parameters', 'assume'] as const;

  test('every setting of every obligation, but for the days that the plan itself names', () => {
    const wrong = dutiesOf(bundle.plan).flatMap(([id, duty]) => {
      const set = settings.filter((what) => what in duty && duty[what as keyof Duty] !== undefined);
      const ours = set.filter((what) => !(what === 'deadline' && deadlineOfThePlan.has(id)));
      const marked = (duty.ours ?? []).filter((what) => settings.some((one) => one === what));
      return String([...ours].sort()) === String([...marked].sort()) ? [] : [{ id, ours, marked }];
    });
    expect(wrong).toEqual([]);
  });

  test('every parameter has its value in the plan, not in the lifecycle alone', () => {
    const missing = dutiesOf(bundle.plan).flatMap(([id, { lifecycle, parameters = {} }]) =>
      Object.keys(bundle.lifecycles[lifecycle]?.parameters ?? {}).flatMap((name) =>
        name in parameters ? [] : [`${id} ${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  test('and a lifecycle has no working days of its own', () => {
    const own = Object.entries(bundle.lifecycles).filter(([, { windows, guards, states }]) =>
      /"(workingDays|days|months)":-?\d/.test(JSON.stringify([windows, guards, states])),
    );
    expect(own.map(([name]) => name)).toEqual([]);
  });
});

/** A copy of the plan with another value at 'R0-H deadline by' or 'timings request reminders d-10 workingDays'. */
function changed(path: string, value: unknown): PlanBundle {
  const plan = JSON.parse(JSON.stringify(bundle.plan)) as Plan;
  const steps = path.split(' ');
  const last = steps.pop() ?? '';
  const duties = Object.fromEntries(dutiesOf(plan));
  const step = (node: unknown, name: string): unknown =>
    Array.isArray(node)
      ? node.find(({ key, level }: { key?: string; level?: number }) => key === name || String(level) === name)
      : (node as Readonly<Record<string, unknown>>)[name];
  const holder = steps.reduce(step, { ...duties, timings: plan.timings } as unknown) as Record<string, unknown>;
  expect(holder).toHaveProperty([last]);
  holder[last] = value;
  return { ...bundle, plan };
}

/** The obligation that a task belongs to, and what it listens to: enough to work out its days. */
function around(plan: Plan, of: string): Plan {
  const owner = plan.obligations.find((one) =>
    [[one.id, one] as const, ...within([one.id, one])].some(([id]) => id === of),
  );
  const needed = new Set([owner?.id, ...(owner?.listens ?? []).map(({ obligation }) => obligation)]);
  return { ...plan, obligations: plan.obligations.filter(({ id }) => needed.has(id)) };
}

/** The day of 'R1 r-t-10' in the first year of the plan, or of 'S1-R due 2024' in another. */
function dayIn(source: PlanBundle, moment: string): string | undefined {
  const [of = '', key = '', year = '2023'] = moment.split(' ');
  const plan = around(source.plan, of);
  const all = momentsBetween({ ...source, plan }, source.calendar, `${year}-01-01`, `${year}-12-31`);
  const found = all.find((one) => one.obligation === of && one.key === key);
  return found && dayOf(found.at).slice(5);
}

describe('another value, another day', () => {
  test.each<[path: string, value: unknown, moment: string, was: string, is: string]>([
    // R0: alarm if the 6-month request is not issued by 15/5, or the annual one by 01/10 (a Sunday in 2023).
    ['R0-H schedule opens', '04-17', 'R0-H opens', '04-15', '04-17'],
    ['R0-H deadline by', '05-22', 'R0-H due', '05-15', '05-22'],
    ['R0-Y schedule opens', '09-04', 'R0-Y opens', '09-01', '09-04'],
    ['R0-Y deadline by', '10-10', 'R0-Y due', '09-29', '10-10'],
    ['timings request escalation 1 workingDays', 2, 'R0-H e-1', '05-16', '05-17'],
    ['R0-H parameters lateness-days', 12, 'R0-H w-lateness', '07-04', '07-06'],
    // R1, R2 and section 6: cut-off and due day of the request, reminders, receipt, the ladder.
    ['R0-H assume request.issue carries cut-off', '05-31', 'R0-H cut-off', '06-14', '05-31'],
    ['R0-Y assume request.issue carries due', '11-10', 'R2 due', '11-20', '11-10'],
    ['R1 parameters receipt-days', 3, 'R1 w-receipt', '05-15', '05-16'],
    ['timings unit-report reminders t-10 workingDays', -12, 'R1 r-t-10', '06-06', '06-02'],
    ['timings unit-report reminders t-5 workingDays', -6, 'R1 r-t-5', '06-13', '06-12'],
    ['timings unit-report escalation 1 workingDays', 2, 'R1 e-1', '06-21', '06-22'],
    ['timings unit-report escalation 2 workingDays', 4, 'R1 e-2', '06-23', '06-26'],
    ['timings unit-report escalation 3 workingDays', 7, 'R1 e-3', '06-27', '06-29'],
    // R4, R5: five working days after the units' day; 15/12.
    ['R4 deadline by workingDays', 7, 'R4 due', '06-27', '06-29'],
    ['R5 deadline by', '12-20', 'R5 due', '12-15', '12-20'],
    // M1–M4: twenty days to fix the day, fifteen before the end the standing body; held in the last ten.
    ['M1 parameters fixing-days', 15, 'M1 w-fixing', '02-06', '01-30'],
    ['timings meeting reminders unscheduled workingDays', -20, 'M1 r-unscheduled', '03-10', '03-03'],
    ['M1 assume meeting.schedule carries day workingDays', -8, 'R6-M1 due', '03-21', '03-16'],
    // R6: written, three working days before.
    ['R6-M1 deadline by workingDays', -5, 'R6-M1 due', '03-21', '03-17'],
    // S1, S4, S8a: 30/6 of the first year, 28/02 later (below).
    ['S1 deadline by', '07-14', 'S1 due', '06-30', '07-14'],
    ['S4 deadline by', '07-14', 'S4 due', '06-30', '07-14'],
    ['S8a deadline by', '07-14', 'S8a due', '06-30', '07-14'],
    // The plan backwards from 20/11: D−45, D−22, D−10, D−5, D−3, D−1.
    ['S7 schedule opens', '09-05', 'S7 opens', '09-01', '09-05'],
    ['S5 schedule opens workingDays', -40, 'S5 opens', '09-15', '09-25'],
    ['S5-A deadline by workingDays', -20, 'S5-A due', '10-18', '10-23'],
    ['timings scoring reminders appraisal workingDays', -6, 'S5 r-appraisal', '11-03', '11-02'],
    ['S5 deadline by workingDays', -4, 'S5 due', '11-10', '11-14'],
    ['S10 deadline by workingDays', -4, 'S10 due', '11-10', '11-14'],
    ['timings synthesis reminders d-20 workingDays', -25, 'S7 r-d-20', '10-20', '10-13'],
    ['timings synthesis reminders unsigned workingDays', -4, 'S7 r-unsigned', '11-14', '11-13'],
    ['timings synthesis escalation 1 workingDays', 2, 'S7 e-1', '11-20', '11-21'],
    ['timings synthesis escalation 2 workingDays', 3, 'S7 e-2', '11-21', '11-22'],
    // S9: the same day as the others; S12: 05/12.
    ['S9-U deadline before', '11-25', 'S9-U due', '11-19', '11-24'],
    ['S12 deadline by', '12-12', 'S12 due', '12-05', '12-12'],
    ['S1-R deadline by', '03-15', 'S1-R due 2024', '02-28', '03-15'],
    ['S4-R deadline by', '03-15', 'S4-R due 2024', '02-28', '03-15'],
    ['S8a-R deadline by', '03-15', 'S8a-R due 2024', '02-28', '03-15'],
    // The review of 2025: from 01/6 (a Sunday) to 15/12.
    ['A3w schedule once', '2025-06-09', 'A3w opens 2025', '06-02', '06-09'],
    ['A3w deadline by', '2025-12-22', 'A3w due 2025', '12-15', '12-22'],
    ['A3w parameters lateness-days', 7, 'A3w w-lateness 2025', '09-22', '09-24'],
    ['A3w parameters nominations-lateness-days', 6, 'A3w w-nominations-lateness 2025', '11-07', '11-10'],
  ])('%s: %j moves %s from %s to %s', (path, value, what, was, is) => {
    expect([dayIn(bundle, what), dayIn(changed(path, value), what)]).toEqual([was, is]);
  });
});

describe('another value, another course', () => {
  const request = (source: PlanBundle, due: string): readonly string[] => {
    const story = new Story(source, { only: ['R0-H'] });
    issueRequest(story, 'R0-H/2023-H1', '05-10', due);
    return story.told('R0-H/2023-H1', 'less-notice', 'short-notice').map((line) => line.slice(12));
  };

  test('the request should leave twenty working days: below that the secretary is told', () => {
    const less = 'less-notice → co-quan-thuong-truc/officer';
    expect([request(bundle, '2023-06-07'), request(bundle, '2023-06-06')]).toEqual([[], [less]]);
    expect(request(changed('R0-H parameters usual-notice', 15), '2023-06-06')).toEqual([]);
  });

  test('and never less than seven: below that the head is told too', () => {
    const short = ['officer', 'head'].map((seat) => `short-notice → co-quan-thuong-truc/${seat}`);
    expect(request(bundle, '2023-05-18')).toEqual(short);
    expect(request(changed('R0-H parameters least-notice', 5), '2023-05-18')).not.toContain(short[0]);
  });

  const report = 'R6-M2/2023-Q2/thanh-vien-noi-vu';
  const meeting = (source: PlanBundle): Story => {
    const story = new Story(source, { only: ['M2'] });
    prepareMeeting(story, 'M2/2023-Q2', { fixed: '04-20', prepared: '05-30', day: '2023-06-22' });
    return story;
  };

  test("a member's report is due three working days before the session, also before one that was postponed", () => {
    const due = (source: PlanBundle): readonly unknown[] => {
      const story = meeting(source);
      const first = story.due(report);
      story.by(leader)('06-14', 'M2/2023-Q2', 'meeting.postpone', { day: '2023-06-29' });
      return [first, story.due(report)].map((end) => end?.slice(0, 5));
    };
    expect(due(bundle)).toEqual(['06-19', '06-26']);
    expect(due(changed('R6-M2 deadline by workingDays', -5))).toEqual(['06-15', '06-22']);
  });

  test('an oral one on its day, also on another day', () => {
    const story = meeting(bundle);
    story.by(officerOf(story, report))('06-01', report, 'report.announce-oral');
    expect(story.due(report)).toBe('06-22 23:59:59.999');
    story.by(leader)('06-14', 'M2/2023-Q2', 'meeting.postpone', { day: '2023-06-29' });
    expect(story.due(report)).toBe('06-29 23:59:59.999');
  });

  test('the meeting is due soon in the last ten working days of the quarter, its conclusion seven after it', () => {
    const tags = (source: PlanBundle, when: string) =>
      new Story(source, { only: ['M2'] }).until(when).tags('M2/2023-Q2');
    expect([tags(bundle, '06-15'), tags(bundle, '06-17')].map((all) => all.includes('due-soon'))).toEqual([
      false,
      true,
    ]);
    expect(tags(changed('timings meeting soon workingDays', 13), '06-15')).toContain('due-soon');
    const late = (source: PlanBundle): string | undefined => {
      const story = meeting(source);
      holdMeeting(story, 'M2/2023-Q2', '06-22');
      return story.until('07-31').told('M2/2023-Q2', 'conclusion-late')[0]?.slice(0, 5);
    };
    expect([late(bundle), late(changed('M2 parameters conclusion-days', 5))]).toEqual(['07-03', '06-29']);
  });

  test('a returned report has three working days', () => {
    const due = (source: PlanBundle): string | undefined => {
      const story = new Story(source, { only: ['R0-H'] });
      issueRequest(story, 'R0-H/2023-H1', '05-10', '2023-06-20');
      const one = 'R1/2023-H1/huyen-uy-go-dau';
      handIn(story, one, '06-12');
      story.by(secretary)('06-13', one, 'report.return');
      return story.due(one)?.slice(0, 5);
    };
    expect([due(bundle), due(changed('R1 parameters return-days', 5))]).toEqual(['06-16', '06-20']);
  });

  test('a head signs, unless the plan says that nobody does', () => {
    const sent = (source: PlanBundle): string => {
      const story = new Story(source, { only: ['R0-H'] });
      issueRequest(story, 'R0-H/2023-H1', '05-10', '2023-06-20');
      const one = 'R1/2023-H1/huyen-uy-go-dau';
      story.by(officerOf(story, one))('05-12', one, 'receipt.confirm');
      return story.tries(headOf(story, one), ['05-15', one, 'report.submit']);
    };
    expect([sent(bundle), sent(changed('R1 parameters head-signs', false))]).toEqual(['guard-not-met', 'moved']);
  });

  test('a result is open to objection for five working days', () => {
    const fixed = (source: PlanBundle): string | undefined => {
      const story = new Story(source, { only: ['S5'] });
      const sheet = 'S5-A/2023/so-y-te';
      story.by('so-noi-vu/head')('09-18', 'S5/2023', 'round.open');
      submitSheet(story, sheet, '10-10', 88);
      story.by('so-noi-vu/officer')('10-11', sheet, 'appraisal.start');
      story.by('so-noi-vu/officer')('10-11', sheet, 'result.draft', { points: 80 });
      story.until('10-31');
      return story
        .history(sheet)
        .find((line) => line.includes('objection'))
        ?.slice(0, 5);
    };
    expect([fixed(bundle), fixed(changed('S5-A parameters objection-days', 3))]).toEqual(['10-18', '10-16']);
  });
});
