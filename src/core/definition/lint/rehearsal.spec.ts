import { all, edit, rehearsal } from '../../../../test/support/broken-plan.js';

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
    [edit(rehearsal, '    late: {', '    ▸effective: { workingDays: [-1, 0] }\n    late: {')],
  ],
]);
