import { chart, definitionOf, lifecycleOf, officer, secretary, source } from '../../test/support/given.js';
import { report } from '../../test/support/unit-report.js';
import { dueView } from './due-view.js';
import { timelinessView } from './work-view.js';

const nobody = () => undefined;

describe('a report that came back before its deadline', () => {
  const back = report.given(officer('11-06', 'report.submit'), secretary('11-07', 'report.return'));
  const { context } = back.instance.snapshot;
  const due = dueView(report.machine, context, nobody);

  test('has both days: the one that the return gave, and its own', () => {
    expect(due).toMatchObject({
      kind: 'sub',
      legalEnd: '2023-11-10T23:59:59.999+07:00',
      main: {
        legalEnd: '2023-11-20T23:59:59.999+07:00',
        why: { vi: 'chậm nhất hết 20/11/2023 → nên xong 17:00 thứ Hai 20/11' },
      },
    });
    expect(due?.why.vi).toContain('tính từ «ngày trả lại» 07/11/2023; 3 ngày làm việc sau 07/11');
  });

  test('says that what has passed is the time of the return', () => {
    const late = back.until('11-11');
    const view = timelinessView({ ...late.instance.snapshot.context, tags: late.tags, deadlineKind: 'sub' });
    expect(view).toMatchObject({
      tag: 'overdue',
      verdict: 'on-time',
      label: { vi: 'Quá hạn bổ sung sau khi trả lại' },
    });
  });
});

test('one that nobody returned has its own alone', () => {
  const { context } = report.given().instance.snapshot;
  expect(dueView(report.machine, context, nobody)).toMatchObject({ kind: 'main', main: null });
});

test('a day of other work is called by what that work is', () => {
  const summary = chart(
    definitionOf(lifecycleOf({ states: { drafting: {} } }), {
      deadline: { by: { from: 'source.round.due', workingDays: 5 } },
      listens: [{ obligation: 'R0', period: 'same', as: 'round' }],
    }),
  );
  const told = { type: 'source.moved', source: 'round', to: 'collecting', facts: { due: '2023-11-20' } };
  const { context } = summary.given(source('11-02', told)).instance.snapshot;
  const round = { vi: 'Đợt báo cáo', en: 'Report round' };
  expect(dueView(summary.machine, context, (as) => (as === 'round' ? round : undefined))?.why).toMatchObject({
    vi: expect.stringContaining('tính từ «hạn của Đợt báo cáo» 20/11/2023') as string,
    en: expect.stringContaining('counted from “the deadline of Report round”, 20/11/2023') as string,
  });
});
