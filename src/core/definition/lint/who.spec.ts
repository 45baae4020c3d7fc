import { all, edit, lifecycle, plan, textFrom, units } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');
const report = lifecycle('report');
const summary = lifecycle('summary');

all('nobody-may-send', [
  [
    'only the own unit, and not the own unit',
    [
      edit(report, 'report.submit:\n', '▸report.submit:\n'),
      edit(report, '    form: {', '    notOwnUnit: true\n    form: {'),
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
all('reason-missing', [
  [
    'recorded on behalf, and nowhere to say why',
    [
      edit(
        report,
        '    by: [owner.officer]\n  deadline.extend',
        '    by: [owner.officer]\n    ▸onBehalf: [owner.officer]\n  deadline.extend',
      ),
    ],
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
