import { all, edit, lifecycle, plan, rehearsal } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');
const report = lifecycle('report');
const summary = lifecycle('summary');

/** The tiny plan's simplest state, written anew; `done` names the state after it. */
const writing = (text: string) => [
  edit(
    summary,
    'writing:\n    label: { vi: Đang tổng hợp, en: Writing }\n    tags: [writing]\n    on:\n      summary.issue: issued\n',
    text,
  ),
  edit(summary, '  issued:\n', '  issued:\n    id: done\n'),
  // Its tag goes with it: whoever acts goes by another one.
  edit(rehearsal, 'when: [writing]\n    obligations:', 'when: [on-track]\n    obligations:'),
];
const issue = "on: { summary.issue: '#done' }";

all('state-shape', [
  ['no initial state', writing(`▸writing:\n    states: { first: { ${issue} } }\n`)],
  ['an initial state without states', writing(`writing:\n    ▸initial: first\n    ${issue}\n`)],
  ['parallel without regions', writing(`▸writing:\n    type: parallel\n    ${issue}\n`)],
  [
    'a final that goes on',
    writing(
      `writing:\n    initial: a\n    onDone: issued\n    states:\n      a: { on: { summary.issue: b } }\n      b:\n        type: final\n        ▸always: a\n`,
    ),
  ],
  [
    'a history that holds something',
    writing(
      `writing:\n    initial: a\n    ${issue}\n    states:\n      a: {}\n      h:\n        type: history\n        ▸tags: [old]\n`,
    ),
  ],
  ['a history alone', writing(`writing:\n    ${issue}\n  ▸last: { type: history }\n`)],
  ['a target outside a history', writing(`▸writing:\n    target: issued\n    ${issue}\n`)],
  [
    'a history to begin with',
    writing(
      `writing:\n    ▸initial: h\n    ${issue}\n    states:\n      a: {}\n      h: { type: history, target: a }\n`,
    ),
  ],
  [
    'an onDone without a final',
    writing(`writing:\n    initial: a\n    ${issue}\n    ▸onDone: issued\n    states: { a: {} }\n`),
  ],
]);
all('unreachable-state', [
  ['nothing leads to it', [edit(round, '  closed:\n', '  ▸recalled: { type: final }\n  closed:\n')]],
  [
    'only what is in it is reached',
    writing(
      `writing:\n    ${issue}\n  ▸lost:\n    initial: a\n    states:\n      a: { on: { summary.issue: '#done' } }\n`,
    ),
  ],
]);
/** A state of the report into which an extension leads, and what leaves it. */
const stuck = (ways: string) =>
  edit(
    report,
    '      round.closed: closed\n  accepted:',
    `      round.closed: closed\n      deadline.extend: stuck\n  ▸stuck:\n    label: { vi: Kẹt, en: Stuck }\n    tags: [handed-in]\n${ways}  accepted:`,
  );
all('dead-end', [
  ['nobody can leave', [stuck('')]],
  ['it waits for tasks, and has none', [stuck('    on: { child.moved: closed }\n')]],
  ['it waits for tasks to be opened, and has none', [stuck('    on: { children.opened: closed }\n')]],
  ['it waits for a source, and listens to none', [stuck('    on: { source.moved: closed }\n')]],
  ['it waits to be dated anew', [stuck('    on: { deadline.moved: closed, calendar.moved: closed }\n')]],
  [
    'it waits for its parent, and has none that says it',
    [
      edit(
        plan,
        'obligations:\n',
        `obligations:\n  - id: R9\n    label: { vi: x, en: x }\n    clause: '9'\n    class: event\n    lifecycle: ▸report\n    schedule: { on: request }\n    timing: usual\n`,
      ),
    ],
  ],
]);
all('no-way-to-final', [
  [
    'one comes back to it only',
    [
      edit(
        report,
        '      round.closed: closed\n  accepted:',
        '      round.closed: closed\n      deadline.extend: loop\n  ▸loop:\n    tags: [handed-in]\n    on: { deadline.extend: loop }\n  accepted:',
      ),
    ],
  ],
]);
all('no-final', [
  [
    'none at the top',
    [
      edit(summary, 'states:\n', '▸states:\n'),
      edit(
        summary,
        '    type: final\n    tags: [handed-in]',
        '    tags: [handed-in]\n    on: { summary.issue: issued }',
      ),
    ],
  ],
]);
all('final-without-done', [
  [
    'the state around it does not listen',
    writing(
      `writing:\n    initial: a\n    on: { summary.issue: '#done' }\n    states:\n      a: { on: { summary.issue: b } }\n      ▸b: { type: final }\n`,
    ),
  ],
]);
all('never-settles', [
  [
    'two states pass on to each other',
    writing('writing:\n    ▸always: again\n  again:\n    always: writing\n    ' + issue + '\n'),
  ],
  [
    'an always that goes nowhere',
    writing(
      `writing:\n    ▸always: { guard: { type: deadline.known }, actions: { type: count.up, params: { counter: n } } }\n    ${issue}\n`,
    ),
  ],
  [
    'both conditions hold at once',
    [
      edit(round, '  collecting:\n', '  ▸collecting:\n'),
      edit(
        round,
        'always: { guard: all-accepted, target: closing }',
        'always: { guard: all-accepted, target: counting }',
      ),
      edit(
        round,
        '  closing:\n',
        '  counting:\n    tags: [handed-in]\n    always:\n      - { guard: { type: children.any, params: { tags: [accepted] } }, target: collecting }\n      - { target: closing }\n  closing:\n',
      ),
    ],
  ],
]);
all('step-fails', [
  [
    'a window counts from a day that is not known yet',
    [
      edit(
        round,
        '    label: { vi: Dự thảo yêu cầu, en: Drafting the request }\n',
        '    label: { vi: Dự thảo yêu cầu, en: Drafting the request }\n    after: { lateness: closing }\n',
      ),
      edit(round, 'initial: drafting', '▸initial: drafting'),
    ],
  ],
  [
    'a guard counts from a day that is not known yet',
    [
      edit(
        round,
        'request.issue:\n        target',
        '▸request.issue:\n        guard: { type: event.day, params: { field: due, notBefore: due } }\n        target',
      ),
    ],
  ],
]);
all('guard-cycle', [
  [
    'a guard says itself',
    [
      edit(
        round,
        'all-accepted: { type: children.all, params: { tags: [accepted] } }',
        '▸all-accepted: { type: or, guards: [all-accepted, { type: children.all, params: { tags: [accepted] } }] }',
      ),
    ],
  ],
]);
