import { all, edit, lifecycle, plan } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');
const summary = lifecycle('summary');

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
