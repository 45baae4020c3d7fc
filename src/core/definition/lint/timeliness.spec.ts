import { all, edit, lifecycle, plan } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');
const report = lifecycle('report');
const summary = lifecycle('summary');

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
all('overdue-at-once', [
  [
    'a return without a sub-deadline',
    [
      edit(report, '          - { type: deadline.sub, params: { workingDays: { parameter: return-days } } }\n', ''),
      edit(report, 'limit: 2', 'limit: { parameter: return-days }'),
      edit(report, 'report.return:\n        guard', '▸report.return:\n        guard'),
    ],
  ],
  [
    "a return by the obligation's own rule",
    [
      edit(
        report,
        '{ type: deadline.sub, params: { workingDays: { parameter: return-days } } }',
        '{ type: deadline.set, params: { own: true } }',
      ),
      edit(report, 'limit: 2', 'limit: { parameter: return-days }'),
      edit(report, 'report.return:\n        guard', '▸report.return:\n        guard'),
    ],
  ],
  [
    'back again on its own, and into a state inside',
    [
      edit(round, 'lateness: closing', '▸lateness: again.first'),
      edit(
        round,
        '  closing:\n',
        '  again: { initial: first, states: { first: {} }, on: { round.close: closing } }\n  closing:\n',
      ),
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
all('overdue-told-late', [
  [
    'at an earlier hour of the same morning',
    [
      edit(plan, 'overdue: { to: [owner.officer] }', "overdue: { at: '10:00', to: [owner.officer] }"),
      edit(plan, 'level: 1, workingDays: 1, to: [owner.head]', 'level: 1, workingDays: ▸1, to: [owner.head]'),
    ],
  ],
  [
    'on the very day of the deadline, at an earlier hour',
    [
      edit(
        plan,
        'level: 1, workingDays: 1, to: [owner.head]',
        "level: 1, workingDays: ▸0, at: '07:00', to: [owner.head]",
      ),
    ],
  ],
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
all('reminder-crowded-out', [
  [
    'at the same moment as another',
    [
      edit(
        plan,
        '    timing: usual\n    assume',
        '    timing:\n      reminders:\n        - { key: a, workingDays: -3, to: [owner.head] }\n        - { key: b, workingDays: ▸-3, to: [owner.head] }\n      escalation: [{ level: 1, workingDays: 1, to: [owner.head] }]\n    assume',
      ),
    ],
  ],
]);
all('deadline-before-opening', [
  ['of an occurrence', [edit(plan, "deadline: { by: '05-15' }", "deadline: { by: ▸'04-15' }")]],
  ['of the tasks', [edit(plan, 'deadline: { by: parent.due }', 'deadline: { before: ▸period.start, roll: stay }')]],
  ['of a year before the plan', [edit(plan, "deadline: { by: '05-15' }", "deadline: { by: ▸'2023-05-05' }")]],
  [
    'with reminders that nobody else shares',
    [
      edit(
        plan,
        "deadline: { by: '05-15' }\n    timing: usual",
        "deadline: { by: ▸'04-15' }\n    timing:\n      reminders: [{ key: o, workingDays: -3, to: [owner.head] }]\n      escalation: [{ level: 1, workingDays: 1, to: [owner.head] }]",
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
