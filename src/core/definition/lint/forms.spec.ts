import { all, edit, lifecycle, plan } from '../../../../test/support/broken-plan.js';

const form = 'plans/tiny/forms/report.yaml';
const report = lifecycle('report');

/** The words of the plan, but for one of the clauses that it cites. */
const without = (id: string) =>
  edit(
    'plans/tiny/clauses.yaml',
    '',
    `clauses:\n${['4.1', '4.2', '4.3'].map((one) => `  - { id: '${one === id ? '9' : one}', text: Báo cáo }\n`).join('')}`,
  );

all('unknown-clause', [
  ['cited by an obligation', [without('4.3'), edit(plan, "clause: '4.3'", "clause: ▸'4.3'")]],
  ['cited beside another', [without('none'), edit(plan, "clause: '4.3'", "clause: ▸'4.3, 4.9'")]],
]);
all('unknown-form', [['of an obligation', [edit(plan, '{ report: report }', '{ report: ▸reprot }')], 'report']]);
all('form-unasked', [
  ['no event comes with it', [edit(plan, '{ report: report }', '{ report: report, ▸repot: report }')], 'report'],
  [
    'the event has lost it',
    [
      edit(report, '    form: { name: report, optional: true }\n', ''),
      edit(plan, '{ report: report }', '{ ▸report: report }'),
    ],
  ],
]);
all('form-unused', [
  [
    'no obligation fills it in',
    [edit(plan, '        forms: { report: report }\n', ''), edit(form, 'form: report\n', '▸form: report\n')],
  ],
]);
all('form-name', [['not that of its file', [edit(form, 'form: report\n', 'form: ▸repot\n')], 'report']]);
all('name-twice', [
  [
    'a field',
    [edit(form, '- id: meetings', '- id: ▸summary'), edit(form, '        when: { field: meetings, atLeast: 1 }\n', '')],
  ],
  ['a section and a field', [edit(form, '- id: topics', '- id: ▸results')]],
  [
    'a column',
    [
      edit(form, '{ id: settled, type: number', '{ id: ▸received, type: number'),
      edit(form, 'left: settled', 'left: received'),
    ],
  ],
  ['a row', [edit(form, '{ id: visits, label', '{ id: ▸letters, label')]],
  ['an option', [edit(form, '{ id: welfare, label', '{ id: ▸land, label')]],
]);
all('form-field-unknown', [
  ['a condition asks it', [edit(form, 'when: { field: meetings,', 'when: { field: ▸meeting,')], 'meetings'],
  ['a check names it', [edit(form, 'left: by-kind.received', 'left: ▸by-kind.recieved')], 'by-kind.received'],
  ['a check of a row names it', [edit(form, 'right: received', 'right: ▸recived')], 'received'],
  ['a row bounds it', [edit(form, 'max: { received: 500 }', 'max: { ▸receivd: 500 }')], 'received'],
]);
all('form-condition', [
  ['a number that should be true', [edit(form, 'field: meetings, atLeast: 1', 'field: meetings, is: ▸true')]],
  ['a choice of many has several', [edit(form, 'field: had-complaints, is: true', 'field: topics, is: ▸land')], 'land'],
  [
    'an option that is not there',
    [edit(form, 'field: had-complaints, is: true', 'field: topics, has: ▸welfar')],
    'welfare',
  ],
  ['a text is no number', [edit(form, 'field: meetings, atLeast: 1', 'field: summary, atLeast: ▸1')]],
]);
all('form-circle', [
  [
    'two fields show each other',
    [
      edit(
        form,
        '        min: 0\n        label: { vi: Số cuộc họp dân',
        '        min: 0\n        when: { field: topics, has: land }\n        label: { vi: Số cuộc họp dân',
      ),
      edit(form, '- id: meetings', '- id: ▸meetings'),
    ],
  ],
]);
all('form-check', [
  ['a text', [edit(form, 'left: by-kind.received\n    is: at-most', 'left: summary\n    is: ▸at-most')]],
  [
    'numbers as if they were days',
    [edit(form, 'is: at-most\n            right: received', 'is: ▸not-after\n            right: received')],
  ],
]);
all('form-bounds', [
  [
    'the least is more than the most',
    [
      edit(
        form,
        '        min: 0\n        label: { vi: Số cuộc',
        '        min: ▸5\n        max: 3\n        label: { vi: Số cuộc',
      ),
    ],
  ],
]);
all('schema', [
  [
    'a label in one language',
    [edit(form, 'label: { vi: Đánh giá chung, en: Overall }', '▸label: { vi: Đánh giá chung }')],
  ],
]);
