import { all, edit, lifecycle, plan, rehearsal, units } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');
const report = lifecycle('report');
const summary = lifecycle('summary');
const series = lifecycle('series');

all('unknown-state', [
  ['a target', [edit(round, 'lateness: closing', 'lateness: ▸closin')], 'closing'],
  ['the first state of all', [edit(summary, 'initial: waiting', 'initial: ▸waitng')], 'waiting'],
  ['a target of an always', [edit(round, 'all-over, target: closed', 'all-over, target: ▸.closed')], 'closed'],
]);
all('unknown-parameter', [
  [
    'in a lifecycle',
    [
      edit(report, '{ parameter: return-days }', '{ parameter: ▸retrun-days }'),
      edit(report, 'limit: 2', 'limit: { parameter: return-days }'),
    ],
    'return-days',
  ],
  [
    'in a date',
    [edit(round, '{ from: due, workingDays: 5 }', '{ from: due, workingDays: { parameter: ▸late-days } }')],
  ],
  ['given by an obligation', [edit(plan, '{ return-days: 2 }', '{ return-days: 2, ▸days: 3 }')]],
]);
all('unknown-guard', [
  [
    'on an edge',
    [
      edit(round, 'always: { guard: all-over,', 'always: { guard: ▸all-ovr,'),
      edit(round, 'guard: all-accepted, target', 'guard: { type: or, guards: [all-accepted, all-over] }, target'),
    ],
    'all-over',
  ],
]);
all('unknown-event', [
  [
    'a state waits for it',
    [edit(report, '      round.closed: missed', '      round.closed: missed\n      ▸round.closd: missed')],
    'round.closed',
  ],
  ['a preview takes it for granted', [edit(plan, 'request.issue: {', '▸request.isue: {')], 'request.issue'],
  ['an act of a rehearsal', [edit(rehearsal, 'event: report.submit', 'event: ▸report.sumbit')], 'report.submit'],
]);
all('unknown-field', [
  ['kept as a fact', [edit(round, 'fields: [due]', 'fields: [due, ▸deu]')], 'due'],
  ['set as the deadline', [edit(report, 'field: to }', 'field: ▸two }')], 'to'],
  [
    'carried by what a preview takes for granted',
    [edit(plan, "carries: { due: '06-18' }", "carries: { due: '06-18', ▸dated: '06-18' }")],
  ],
  [
    'carried by an act',
    [edit(rehearsal, "carries: { due: '06-18' }", "carries: { due: '06-18', ▸deu: '06-18' }")],
    'due',
  ],
]);
all('unknown-window', [
  ['on an edge', [edit(round, 'lateness: closing', 'lateness: closing\n      ▸latenes: closing')], 'lateness'],
]);
all('unknown-tag', [
  [
    'among the stages',
    [edit(report, '[closed, missed, accepted, submitted]', '[closed, missed, accepted, submitted, ▸submited]')],
    'submitted',
  ],
  ['a reminder lasts while it stands', [edit(plan, 'while: [writing]', 'while: [▸writting]')], 'writing'],
  ['an act looks for it', [edit(rehearsal, 'unless: [collecting]', 'unless: [▸colecting]')], 'collecting'],
]);
all('unknown-fact', [
  [
    'a guard asks for it',
    [
      edit(
        round,
        'always: { guard: all-over,',
        'always: { guard: { type: or, guards: [all-over, { type: fact.is, params: { fact: ▸deu, equals: 1 } }] },',
      ),
    ],
    'due',
  ],
]);
all('unknown-counter', [
  ['a guard reads it', [edit(report, 'counter: returned, limit', 'counter: ▸retuned, limit')], 'returned'],
]);
all('unknown-choice', [
  [
    'a guard compares with it',
    [
      edit(
        report,
        'carries:\n      to: { type: day }',
        'carries:\n      to: { type: day }\n      why: { type: choice, choices: [flood, other] }',
      ),
      edit(
        report,
        'deadline.extend: { actions',
        'deadline.extend: { guard: { type: event.is, params: { field: why, equals: ▸floods } }, actions',
      ),
    ],
    'flood',
  ],
]);
all('unknown-template', [
  ['a notice sends it', [edit(report, 'template: returned', 'template: ▸retuned')], 'returned'],
  ['an escalation sends it', [edit(plan, 'to: [leadership] }', 'to: [leadership], template: ▸alarm }')]],
]);
all('unknown-lifecycle', [
  ['of an obligation, told once', [edit(plan, 'lifecycle: round\n', 'lifecycle: ▸ruond\n')], 'round'],
  ['of its tasks', [edit(plan, 'lifecycle: report\n', 'lifecycle: ▸reprot\n')], 'report'],
  ['of an obligation, like no other', [edit(plan, 'lifecycle: round\n', 'lifecycle: ▸xyzzy\n')]],
  ['of its tasks, like no other', [edit(plan, 'lifecycle: report\n', 'lifecycle: ▸xyzzy\n')]],
  ['of who listens, like no other', [edit(plan, 'lifecycle: summary\n', 'lifecycle: ▸xyzzy\n')]],
  [
    'of a task',
    [
      edit(plan, 'parent.due }\n        timing', 'parent.due }\n        owner: van-phong\n        timing'),
      edit(rehearsal, 'lifecycle: summary', 'lifecycle: ▸sumary'),
    ],
    'summary',
  ],
]);
all('unknown-timing', [
  ['of an obligation', [edit(plan, 'timing: usual\n    listens', 'timing: ▸usul\n    listens')], 'usual'],
]);
all('unknown-unit', [
  [
    'an actor',
    [edit(plan, 'leadership: ban-chi-dao', 'leadership: ban-chi-dao\n  member: ▸ban-chi-da')],
    'ban-chi-dao',
  ],
  ['an owner', [edit(plan, 'ours: [deadline]', 'owner: ▸van-phon')], 'van-phong'],
  ['above a unit', [edit(units, 'parent: van-phong', 'parent: ▸vanphong')], 'van-phong'],
  [
    'of a seat',
    [
      edit(
        units,
        'unit: ban-chi-dao, seat: leader }',
        'unit: ban-chi-dao, seat: leader }, { unit: ▸xa-anh, seat: head }',
      ),
    ],
    'xa-an',
  ],
  ['of the silent', [edit(rehearsal, 'silent: [xa-binh]', 'silent: [▸xa-bin]')], 'xa-binh'],
]);
all('unknown-kind', [['of a group', [edit(units, 'kinds: [commune]', 'kinds: [commune, ▸comune]')], 'commune']]);
all('unknown-group', [['of a task', [edit(plan, '{ group: communes }', '{ group: ▸comunes }')], 'communes']]);
all('unknown-tasks', [
  ['a guard counts them', [edit(round, 'tags: [accepted] }', 'tags: [accepted], group: ▸R2 }')], 'R1'],
  ['told', [edit(round, 'params: { event: round.closed }', 'params: { event: round.closed, group: ▸R2 }')], 'R1'],
]);
all('unknown-obligation', [
  [
    'listened to',
    [
      edit(plan, 'before: { from: source.round.due, workingDays: 11 }', "before: '07-02'"),
      edit(plan, '{ obligation: R0, as', '{ obligation: ▸RO, as'),
    ],
    'R0',
  ],
  ['an act is for it', [edit(rehearsal, 'obligations: [S1]', 'obligations: [▸S2]')], 'S1'],
]);
all('unknown-source', [['a guard asks it', [edit(summary, 'source: round, tags', 'source: ▸roumd, tags')], 'round']]);
all('unknown-anchor', [
  ['of a window', [edit(round, 'from: due, workingDays: 5', 'from: ▸deu, workingDays: 5')], 'due'],
  ['of a task', [edit(plan, 'by: parent.due', 'by: ▸parent.deu')], 'parent.due'],
  ['of a source', [edit(plan, 'from: source.round.due', 'from: ▸source.round.dues')], 'source.round.due'],
  ['of a schedule', [edit(plan, "cutOff: '06-14' }", "cutOff: '06-14', closes: ▸cutof }")], 'cutOff'],
  [
    'of what a preview takes for granted',
    [edit(plan, 'from: opened, workingDays: 5', 'from: ▸openend, workingDays: 5')],
    'opened',
  ],
  ['of an act', [edit(rehearsal, 'from: legal-end', 'from: ▸leagl-end')], 'legal-end'],
]);
all('name-twice', [
  [
    'a task and an obligation',
    [edit(plan, 'id: S1', 'id: ▸R1'), edit(rehearsal, 'obligations: [S1]', 'obligations: [R1]')],
  ],
  [
    'a unit',
    [
      edit(units, 'code: xa-cat', 'code: ▸xa-an'),
      edit(units, "to: '2025-06-30', successor: xa-cat", 'note: { vi: x, en: x }'),
      edit(units, '      - { unit: xa-cat, seat: officer }\n', ''),
      edit(units, '      - { unit: xa-cat, seat: head }\n', ''),
    ],
  ],
  ['a person', [edit(units, 'id: ba,', 'id: ▸an,')]],
  ['a reminder', [edit(plan, 'key: d, workingDays: 0', 'key: ▸d-3, workingDays: 0')]],
  ['a level', [edit(plan, 'level: 2, workingDays: 3', 'level: ▸1, workingDays: 3')]],
  ['a source', [edit(plan, 'as: round }', 'as: round }\n      - { obligation: R0, as: ▸round }')]],
  [
    'an id of states',
    [
      edit(round, '    label: { vi: Đang thu báo cáo', '    id: here\n    label: { vi: Đang thu báo cáo'),
      edit(round, '    label: { vi: Đang chốt', '    id: ▸here\n    label: { vi: Đang chốt'),
    ],
  ],
  [
    'a lifecycle in two files',
    [
      edit(
        'lifecycles/z.yaml',
        '',
        '# lifecycle\nlifecycle: ▸report\nlabel: { vi: x, en: x }\ninitial: a\nstates: { a: { type: final } }\n',
      ),
    ],
  ],
]);
all('name-reserved', [
  [
    'an event of the engine',
    [edit(series, 'events:', 'events:\n  ▸children.opened: { label: { vi: x, en: x }, by: [administrator] }')],
  ],
  [
    'a word of the machine',
    [edit(summary, '  issued:\n', '  ▸entry:\n'), edit(summary, 'summary.issue: issued', 'summary.issue: entry')],
  ],
]);
all('never-used', [
  [
    'an event',
    [edit(round, 'windows:', '  ▸request.recall: { label: { vi: x, en: x }, by: [secretariat.head] }\nwindows:')],
  ],
  ['a window', [edit(round, 'windows:', 'windows:\n  ▸pause: { workingDays: 3 }')]],
  ['a guard', [edit(round, 'guards:', 'guards:\n  ▸some: { type: children.any, params: { tags: [accepted] } }')]],
  ['a parameter', [edit(report, 'parameters:', 'parameters:\n  ▸days: { type: number, default: 3 }')]],
  [
    'a timing',
    [edit(plan, 'timings:', 'timings:\n  ▸rare: { escalation: [{ level: 1, workingDays: 1, to: [leadership] }] }')],
  ],
]);
all('parameter-type', [
  ['its default', [edit(report, 'workingDays, default: 3', 'workingDays, default: ▸three')]],
  ['a value in the plan', [edit(plan, '{ return-days: 2 }', '{ return-days: ▸soon }')]],
  [
    'a place that needs a number',
    [
      edit(report, 'type: workingDays, default: 3', 'type: text, default: three'),
      edit(plan, '{ return-days: 2 }', '{ return-days: two }'),
      edit(report, '{ parameter: return-days }', '{ parameter: ▸return-days }'),
    ],
  ],
]);
all('field-type', [
  [
    'a deadline from a number',
    [edit(report, 'to: { type: day }', 'to: { type: number }'), edit(report, 'field: to }', 'field: ▸to }')],
  ],
  ['a choice of nothing', [edit(report, 'to: { type: day }', 'to: { type: day }\n      ▸why: { type: choice }')]],
]);
