import { all, edit, lifecycle } from '../../../../test/support/broken-plan.js';

const report = lifecycle('report');
const again = (more: string, isMarked = false): string =>
  `events:\n  ${isMarked ? '▸' : ''}report.again:\n    label: { vi: Mở lại, en: Reopen }\n    by: [owner.head]\n${more}`;

all('reopening', [
  ['without a reason', [edit(report, 'events:\n', again('    reopens: true\n', true))]],
  [
    'in a state of a running instance',
    [
      edit(report, 'events:\n', again('    reason: required\n    reopens: true\n')),
      edit(report, '      report.accept: accepted\n', '      report.accept: accepted\n      ▸report.again: accepted\n'),
    ],
  ],
]);
all('unknown-field', [
  [
    'the day by which it is due again',
    [edit(report, 'events:\n', again('    reason: required\n    reopens: { deadline: ▸to }\n', false))],
  ],
]);
