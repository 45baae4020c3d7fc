import { all, edit, lifecycle, plan, units } from '../../../../test/support/broken-plan.js';

const report = lifecycle('report');

const ofRound = "{ every: half-year, only: [H1], opens: '05-02', cutOff: '06-14' }";
const every = "every: half-year, only: [H1], opens: '05-02'";

all('unit-cycle', [
  ['under itself', [edit(units, 'parent: van-phong', 'parent: ▸xa-an')]],
  ['succeeding itself', [edit(units, 'successor: xa-cat', 'successor: ▸xa-binh')]],
]);
all('unit-ends', [
  ['without a successor', [edit(units, "to: '2025-06-30', successor: xa-cat", "to: ▸'2025-06-30'")]],
  ['with one that comes later', [edit(units, "to: '2025-06-30'", "to: ▸'2025-06-29'")]],
]);
all('group-empty', [
  [
    'nobody is left',
    [edit(plan, 'units: { group: communes }', '▸units: { kind: [committee], except: [ban-chi-dao] }')],
  ],
  [
    'nobody is there yet',
    [edit(plan, 'units: { group: communes }', '▸units: { kind: [commune], except: [xa-an, xa-binh] }')],
  ],
]);
all('calendar-missing', [
  ['a year of the term', [edit(plan, 'calendars: [vn]', '▸calendars: [vn-2024]')]],
  [
    'the year after the term, where an escalation falls',
    [
      edit(plan, 'calendars: [vn]', '▸calendars: [vn]'),
      edit(plan, "opens: '06-03'", "opens: '12-03'"),
      edit(plan, '{ before: { from: source.round.due, workingDays: 11 } }', "{ by: '12-31' }"),
    ],
  ],
]);
all('outside-term', [
  ['once', [edit(plan, ofRound, "{ once: ▸'2026-03-02', period: 2024-H1 }")]],
  ['a year', [edit(plan, ofRound, `{ ${every}, years: [2024, ▸2026] }`)]],
  ['from', [edit(plan, ofRound, `{ ${every}, from: ▸'2026-01-01' }`)]],
  [
    'the first period opens too early, and one after the last opens too',
    [edit(plan, ofRound, "{ every: half-year, only: [H1], ▸opens: '-1/12-15' }")],
  ],
  [
    'the last period opens too late',
    [
      edit(plan, ofRound, "{ every: half-year, only: [H1], ▸opens: '+1/01-15', from: '2025-01-01' }"),
      edit(plan, "deadline: { by: '05-15' }", "deadline: { by: '+1/05-15' }"),
    ],
  ],
  [
    "a rule's first day opens too early",
    [
      edit(
        plan,
        ofRound,
        "{ rrule: 'FREQ=YEARLY', start: '2024-01-10', ▸opens: { from: period.start, days: -20 }, until: '2024-12-31' }",
      ),
      edit(plan, "deadline: { by: '05-15' }", "deadline: { by: '05-15', roll: stay }"),
      edit(
        plan,
        '    listens:\n      - { obligation: R0, as: round }',
        '    listens:\n      - { obligation: R0, as: round, period: 2025-01-10 }',
      ),
    ],
  ],
  ['until', [edit(plan, ofRound, `{ ${every}, until: ▸'2023-12-31' }`)]],
]);
all('never-opens', [
  [
    'nothing between',
    [edit(plan, `schedule: ${ofRound}`, `▸schedule: { ${every}, from: '2024-06-01', until: '2025-04-01' }`)],
  ],
]);
all('date-impossible', [
  ['no such period', [edit(plan, 'as: round }', 'as: round, period: ▸sometimes }')]],
  [
    'years that run backwards',
    [edit(plan, `schedule: ${ofRound}`, "▸schedule: { once: '2024-05-02', period: 2025-2023 }")],
  ],
]);
all('dates-reversed', [
  ['the term', [edit(plan, "to: '2025-12-31'", "to: ▸'2023-12-31'")]],
  ['a unit', [edit(units, 'kind: office, order: 1', "kind: office, order: 1, from: '2025-01-01', to: ▸'2024-06-01'")]],
  [
    'a seat',
    [
      edit(
        units,
        'seat: leader',
        "seat: leader }, { unit: ban-chi-dao, seat: member, from: '2025-01-01', to: ▸'2024-01-01'",
      ),
    ],
  ],
]);
all('template-language', [
  [
    'one is missing',
    [edit('plans/tiny/templates/returned.en.md', '*', ''), edit(report, 'template: returned', 'template: ▸returned')],
  ],
]);
