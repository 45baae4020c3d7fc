import { all, edit, lifecycle, plan, rehearsal } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');

/** The request may name some of the communes. */
const names = [
  edit(round, '      due: { type: day }', '      due: { type: day }\n      units: { type: units, optional: true }'),
  edit(round, '- { type: tasks.open }', '- { type: tasks.open, params: { units: { field: units } } }'),
];

all('units-missing', [
  [
    'the event that opens them names none',
    [edit(plan, '      R1:', '      ▸R1:'), edit(plan, '        units: { group: communes }\n', '')],
  ],
  [
    'the event that opens them need not name any',
    [...names, edit(plan, '      R1:', '      ▸R1:'), edit(plan, '        units: { group: communes }\n', '')],
  ],
]);
all('unknown-unit', [
  [
    'among those that a preview lets an event name',
    [...names, edit(plan, "carries: { due: '06-18' }", "carries: { due: '06-18', units: [xa-an, ▸xa-bin] }")],
    'xa-binh',
  ],
  [
    'among those that an act names',
    [...names, edit(rehearsal, "carries: { due: '06-18' }", "carries: { due: '06-18', units: [▸xa-ann] }")],
    'xa-an',
  ],
]);
all('field-type', [
  [
    'units are read from a field that names none',
    [edit(round, '- { type: tasks.open }', '- { type: tasks.open, params: { units: { field: ▸due } } }')],
  ],
  [
    'a name is read from a field that is none',
    [edit(round, '- { type: tasks.open }', '- { type: tasks.open, params: { name: { field: ▸due } } }')],
  ],
  ['a list is kept as a fact', [...names, edit(round, 'fields: [due]', 'fields: [due, ▸units]')]],
]);
