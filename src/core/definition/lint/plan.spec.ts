import { all, edit, lifecycle, plan, rehearsal, textFrom, units } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');
const report = lifecycle('report');
const summary = lifecycle('summary');

// ---- who and to whom ----
all('nobody-may-send', [
  [
    'only the own unit, and not the own unit',
    [
      edit(report, 'report.submit:\n', '▸report.submit:\n'),
      edit(report, '    form: report', '    form: report\n    notOwnUnit: true'),
    ],
  ],
]);
const scored = edit(
  report,
  '    by: [owner.officer]\n  deadline.extend',
  '    by: [owner.officer]\n    notOwnUnit: true\n  deadline.extend',
);
all('nobody-may-send', [
  [
    'an occurrence belongs to its owner',
    [
      edit(summary, 'by: [owner.officer, owner.head]', 'by: [owner.officer, owner.head]\n    notOwnUnit: true'),
      edit(plan, 'lifecycle: summary', '▸lifecycle: summary'),
    ],
  ],
  [
    'the scorer is among the scored',
    [scored, edit(plan, 'units: { group: communes }', '▸units: { group: communes, units: [van-phong] }')],
  ],
  [
    'a state keeps everybody else out',
    [
      edit(
        report,
        'by: [owner.officer]\n  deadline.extend',
        'by: [owner.officer, unit.head]\n    notOwnUnit: true\n  deadline.extend',
      ),
      edit(report, 'report.accept: accepted', 'report.accept: { target: accepted, by: [unit.head] }'),
      edit(plan, 'units: { group: communes }', '▸units: { group: communes }'),
    ],
  ],
  [
    'the only scorer holds a post in the scored unit too',
    [
      scored,
      edit(
        units,
        '{ unit: van-phong, seat: administrator }',
        '{ unit: van-phong, seat: administrator }\n      - { unit: xa-an, seat: member }',
      ),
      edit(plan, 'units: { group: communes }', '▸units: { group: communes }'),
    ],
  ],
]);
all('narrowed-wider', [
  [
    'a state lets others in',
    [edit(report, 'report.accept: accepted', 'report.accept: { target: accepted, ▸by: [owner.head] }')],
  ],
  [
    'on an edge that nobody sends',
    [edit(round, 'lateness: closing', 'lateness: { target: closing, ▸by: [secretariat.head] }')],
  ],
]);
all('schema', [
  ['an edge for nobody', [edit(report, 'report.accept: accepted', 'report.accept: { target: accepted, ▸by: [] }')]],
]);
all('role-without-unit', [
  ['members, and no unit of members', [edit(report, 'to: [unit.officer]', '▸to: [unit.officer, member]')]],
]);
const people = textFrom(units, 'people:\n');
all('role-vacant', [
  ['nobody at all', [edit(units, people, ''), edit(units, 'units:\n', '▸units:\n')]],
  ['a list of nobody', [edit(units, people, '▸people: []\n')]],
  [
    'nobody holds the post',
    [edit(units, 'code: ban-chi-dao', 'code: ▸ban-chi-dao'), edit(units, 'seat: leader', 'seat: member')],
  ],
  [
    'someone leaves too early',
    [
      edit(units, 'code: van-phong', 'code: ▸van-phong'),
      edit(units, 'unit: van-phong, seat: head', "unit: van-phong, seat: head, to: '2025-03-31'"),
    ],
  ],
  [
    'the successor comes too late',
    [
      edit(units, 'code: van-phong', 'code: ▸van-phong'),
      edit(
        units,
        '{ unit: van-phong, seat: head }',
        "{ unit: van-phong, seat: head, to: '2025-03-31' }, { unit: van-phong, seat: head, from: '2025-04-02' }",
      ),
    ],
  ],
]);
all('notice-on-entry', [
  [
    'on entry',
    [
      edit(
        report,
        '  missed:\n',
        '  missed:\n    entry: { type: ▸notice.send, params: { to: [unit.head], template: returned } }\n',
      ),
    ],
  ],
  [
    'on exit',
    [
      edit(
        report,
        '  accepted:\n',
        '  accepted:\n    exit: { type: ▸notice.send, params: { to: [unit.head], template: returned } }\n',
      ),
    ],
  ],
]);

// ---- timeliness ----
all('tag-reserved', [
  ['a tag of timeliness', [edit(report, 'tags: [missed]', 'tags: [missed, ▸late]')]],
  ['a level of escalation', [edit(report, 'tags: [missed]', 'tags: [missed, ▸escalated-2]')]],
]);
all('handed-in-missing', [
  [
    'a deadline and nothing to hand in',
    [
      edit(summary, 'tags: [handed-in]', 'tags: [issued]'),
      edit(plan, 'deadline: { before: { from', '▸deadline: { before: { from'),
    ],
  ],
]);
all('escalation-missing', [
  [
    'a timing without one',
    [
      edit(
        plan,
        '          escalation:\n            - { level: 1, workingDays: 1, to: [unit.head, owner.officer] }\n',
        '',
      ),
      edit(plan, 'deadline: { by: parent.due }', '▸deadline: { by: parent.due }'),
    ],
  ],
  [
    'no timing at all',
    [
      edit(plan, 'deadline: { before: { from', '▸deadline: { before: { from'),
      edit(plan, '    timing: usual\n    listens', '    listens'),
    ],
  ],
]);
all('escalation-order', [
  ['the second before the first', [edit(plan, 'level: 2, workingDays: 3', 'level: 2, workingDays: ▸0')]],
]);
all('timing-idle', [
  [
    'no deadline to count from',
    [
      edit(
        plan,
        '    deadline: { before: { from: source.round.due, workingDays: 11 } }\n    timing: usual',
        '    ▸timing: usual',
      ),
      edit(plan, '    ours: [deadline]\n', ''),
    ],
  ],
]);
all('reminder-too-late', [
  ['after the working end', [edit(plan, 'key: d, workingDays: 0', 'key: d, workingDays: ▸2')]],
  [
    'so long after the opening that it is over',
    [
      edit(
        plan,
        '    timing: usual\n    assume',
        '    timing:\n      reminders: [{ key: o, from: opened, workingDays: ▸20, to: [owner.head] }]\n      escalation: [{ level: 1, workingDays: 1, to: [owner.head] }]\n    assume',
      ),
    ],
  ],
]);
all('reminder-too-early', [
  ['before the opening', [edit(plan, 'key: d, workingDays: 0', 'key: d, from: opened, workingDays: ▸-2')]],
  [
    'so long before the end that nothing has begun',
    [
      edit(
        plan,
        '    timing: usual\n    assume',
        '    timing:\n      reminders: [{ key: o, workingDays: ▸-30, to: [owner.head] }]\n      escalation: [{ level: 1, workingDays: 1, to: [owner.head] }]\n    assume',
      ),
    ],
  ],
]);
all('deadline-day-off', [
  ['a Saturday that nobody works', [edit(plan, "deadline: { by: '05-15' }", "deadline: { by: ▸'05-17' }")]],
]);
all('deadline-outside-term', [
  [
    'after the end',
    [
      edit('calendars/vn-2026.yaml', '', 'year: 2026\nstatus: provisional\ndays: []\n'),
      edit(plan, "deadline: { by: '05-15' }", "deadline: { by: ▸'+1/01-05', roll: stay }"),
    ],
  ],
]);

// ---- instances among each other ----
const request = (id: string, runs: string, rest: string) =>
  `  - id: ${id}\n    label: { vi: x, en: x }\n    clause: '9'\n    class: event\n    lifecycle: ${runs}\n    schedule: { on: request }\n${rest}`;

all('series-only', [
  [
    'the schedule as a window',
    [edit(round, 'lateness: { on: { from: due, workingDays: 5 } }', 'lateness: { schedule: ▸next }')],
  ],
  [
    'an occurrence opened',
    [edit(round, '{ type: tasks.open }', '{ type: tasks.open }\n          - { type: ▸occurrence.open }')],
  ],
  [
    'the end of the schedule asked for',
    [edit(round, 'guard: all-over,', 'guard: { type: and, guards: [all-over, { type: ▸schedule.ended }] },')],
  ],
]);
all('never-said', [
  ['of the tasks', [edit(round, 'tags: [accepted]', 'tags: [accepted, ▸acepted]')], 'accepted'],
  ['of a source', [edit(summary, 'tags: [closed] }', 'tags: [closed, ▸closd] }')], 'closed'],
]);
all('waits-in-vain', [
  [
    'for tasks that it does not have',
    [
      edit(plan, 'lifecycle: summary', 'lifecycle: ▸summary'),
      edit(
        summary,
        '{ type: source.in, params: { source: round, tags: [closed] } }',
        '{ type: or, guards: [{ type: source.in, params: { source: round, tags: [closed] } }, { type: children.any, params: { tags: [open] } }] }',
      ),
    ],
  ],
  [
    'for a source that never says it',
    [
      edit(summary, 'tags: [closed] }', 'tags: [collecting] }'),
      edit(
        plan,
        'obligations:\n',
        `obligations:\n${request('R9', 'summary', '    listens: [{ obligation: R0, as: round }]\n')}${request('S9', '▸summary', '    listens: [{ obligation: R9, as: round }]\n')}`,
      ),
    ],
  ],
]);
all('end-unheard', [
  [
    'an end that the series does not know',
    [
      edit(summary, '  issued:\n', '  ▸issued:\n'),
      edit(summary, 'tags: [handed-in]', 'tags: [handed-in, done]'),
      edit(summary, 'initial: waiting', 'stages: [done]\ninitial: waiting'),
    ],
  ],
]);
all('event-unheard', [
  [
    'told to tasks that do not take it',
    [
      edit(
        round,
        'entry: { type: tasks.tell, params: { event: round.closed } }',
        'entry: [{ type: tasks.tell, params: { event: round.closed } }, { type: tasks.tell, params: { event: ▸round.close } }]',
      ),
    ],
    'round.closed',
  ],
]);
all('tasks-never-opened', [
  [
    'the parent forgets them',
    [edit(round, '          - { type: tasks.open }\n', ''), edit(plan, '      R1:', '      ▸R1:')],
  ],
]);
all('listens-cycle', [
  [
    'each waits for the other',
    [edit(plan, '    timing: usual\n    assume', '    timing: usual\n    ▸listens: [{ obligation: S1 }]\n    assume')],
  ],
]);
all('source-never-opens', [
  ['another period', [edit(plan, '{ obligation: R0, as: round }', '{ obligation: ▸R0, as: round, period: year }')]],
]);

// ---- units and time ----
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
    [edit(plan, ofRound, "{ every: half-year, only: [H1], ▸opens: '+1/01-15', from: '2025-01-01' }")],
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

// ---- rehearsal ----
all('act-incomplete', [
  [
    'a field is missing',
    [
      edit(rehearsal, 'event: request.issue', 'event: ▸request.issue'),
      edit(rehearsal, "    carries: { due: '06-18' }\n", ''),
    ],
  ],
]);
all('act-not-allowed', [
  ['by a post that may not', [edit(rehearsal, 'by: unit.officer', 'by: ▸leadership')]],
  [
    'on behalf, by a post that may not',
    [edit(rehearsal, '    chance: 0.9', '    ▸effective: { workingDays: [-1, 0] }')],
  ],
]);
