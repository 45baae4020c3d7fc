import { all, edit, lifecycle, plan, units } from '../../../../test/support/broken-plan.js';

const round = lifecycle('round');

all('role-without-unit', [
  [
    'the unit above a schedule',
    [edit(lifecycle('series'), '    by: [administrator]', '    ▸by: [administrator, parent.head]')],
  ],
]);
all('role-vacant', [
  [
    'nobody holds the post in the unit above, which nobody else asks for',
    [
      edit(units, 'code: van-phong', 'code: ▸van-phong'),
      edit(units, 'unit: van-phong, seat: head', 'unit: ban-chi-dao, seat: head'),
      edit(round, '    by: [secretariat.officer, secretariat.head]', '    by: [secretariat.officer]'),
      edit(round, '    by: [secretariat.head]', '    by: [secretariat.officer]'),
      edit(lifecycle('summary'), 'by: [owner.officer, owner.head]', 'by: [owner.officer]'),
      edit(lifecycle('report'), 'by: [owner.head]', 'by: [parent.head]'),
      edit(plan, 'to: [owner.officer, owner.head]', 'to: [owner.officer]'),
      edit(plan, '{ level: 1, workingDays: 1, to: [owner.head] }', '{ level: 1, workingDays: 1, to: [owner.officer] }'),
    ],
  ],
]);
