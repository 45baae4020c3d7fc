import type { PlanBundle } from '../../src/core/plan/load.js';
import { handIn, headOf, issueRequest, leader, officerOf, secretary, secretaryHead } from '../support/plan-acts.js';
import { planNamed, Story } from '../support/story.js';

let plan: PlanBundle;
beforeAll(async () => {
  plan = await planNamed('19-kh-bcd');
});

const round = 'R0-H/2023-H1';
const report = 'R1/2023-H1/huyen-uy-go-dau';
const [officer, head] = ['huyen-uy-go-dau/officer', 'huyen-uy-go-dau/head'];

/** The 6-month round, requested on 22/5 for 20/6. */
function requested(...more: string[]): Story {
  const story = new Story(plan, { only: ['R0-H', ...more] });
  issueRequest(story, round, '05-22', '2023-06-20');
  return story;
}
const pressed = (story: Story, on: string) => story.told(on, 'overdue', 'escalation', 'escalation-leadership');

describe('a report that is suspended (tạm dừng)', () => {
  test('owes nothing meanwhile, and has as many working days more afterwards', () => {
    const story = requested();
    story.by(officer)('05-23', report, 'receipt.confirm');
    story.by(secretaryHead)('06-12', report, 'work.suspend');
    expect(story.told(report, 'suspended')).toHaveLength(2);
    story.until('06-26');
    expect(story.tags(report)).toEqual(['suspended']);
    expect(pressed(story, report)).toEqual([]);
    // Five working days after it was suspended.
    story.by(secretaryHead)('06-19 14:00', report, 'work.resume');
    expect(story.due(report)).toBe('06-27 23:59:59.999');
    expect(story.tags(report)).toContain('drafting');
  });

  test('whoever had not confirmed the receipt is asked for it once, not again at the resumption', () => {
    const story = requested().until('05-26');
    expect(story.told(report, 'receipt-missing')).toHaveLength(2);
    story.by(secretaryHead)('05-26', report, 'work.suspend');
    story.by(secretaryHead)('06-02', report, 'work.resume');
    story.until('06-05');
    expect(story.tags(report)).toContain('receipt-missing');
    expect(story.told(report, 'receipt-missing')).toHaveLength(2);
  });

  test('while it is overdue: it stays as late as it was', () => {
    const story = requested().until('06-22');
    expect(story.tags(report)).toContain('escalated-1');
    story.by(secretaryHead)('06-22', report, 'work.suspend');
    const told = pressed(story, report);
    story.until('07-03');
    expect(pressed(story, report)).toEqual(told);
    story.by(secretaryHead)('07-04', report, 'work.resume');
    // Two working days over when it was suspended, two working days over again.
    expect(story.due(report)).toBe('06-30 23:59:59.999');
    expect(story.tags(report)).toContain('overdue');
    story.by(officer)('07-04', report, 'receipt.confirm');
    story.by(officer)('07-04', report, 'report.present');
    story.by(head)('07-04', report, 'report.sign');
    expect(story.verdict(report)).toBe('late');
  });

  test('while it is extended, alone or with the whole round: the day that is named counts as it is', () => {
    const story = requested();
    const other = 'R1/2023-H1/dang-uy-khoi';
    for (const one of [report, other]) story.by(secretaryHead)('06-12', one, 'work.suspend');
    story.by(secretaryHead)('06-13', round, 'round.extend', { due: '2023-06-27' });
    story.by(secretary)('06-14', other, 'deadline.extend', { to: '2023-06-29' });
    for (const one of [report, other]) story.by(secretaryHead)('06-15', one, 'work.resume');
    expect(story.due(report)).toBe('06-27 23:59:59.999');
    expect(story.due(other)).toBe('06-29 23:59:59.999');
  });

  test('after it was handed in and returned: closed, it is incomplete, not unreported', () => {
    const story = requested();
    handIn(story, report, '06-15');
    story.by(secretary)('06-16', report, 'report.return');
    story.by(secretaryHead)('06-19', report, 'work.suspend');
    story.by(secretary)('07-05', round, 'round.close');
    expect(story.stage(report)).toBe('incomplete');
    expect(story.told(report, 'not-reported')).toEqual([]);
    expect(story.tags(report)).toContain('on-time');
  });

  test('never handed in and still at rest when the round closes: not reported, and told so', () => {
    const story = requested();
    story.by(secretaryHead)('06-12', report, 'work.suspend');
    story.by(secretary)('07-05', round, 'round.close');
    expect(story.stage(report)).toBe('not-reported');
    expect(story.told(report, 'not-reported')).toHaveLength(3);
  });
});

describe('a day that somebody names', () => {
  const past = { to: '2023-06-14' };
  test('is never past: for a return, a reopening, an extension, the end of an exemption', () => {
    const early = new Story(plan, { only: ['R0-H'] });
    expect(early.tries(leader, ['05-10', round, 'deadline.extend', { to: '2023-05-09' }])).toBe('guard-not-met');
    expect(early.tries(leader, ['05-10', round, 'deadline.extend', { to: '2023-05-26' }])).toBe('moved');
    const story = requested();
    story.by(secretaryHead)('06-12', report, 'report.exempt');
    expect(story.tries(secretaryHead, ['06-15', report, 'exemption.revoke', past])).toBe('guard-not-met');
    story.by(secretaryHead)('06-15', report, 'exemption.revoke');
    expect(story.tries(secretary, ['06-15', report, 'deadline.extend', past])).toBe('guard-not-met');
    handIn(story, report, '06-15');
    expect(story.tries(secretary, ['06-16', report, 'report.return', past])).toBe('guard-not-met');
    story.by(secretary)('06-16', report, 'report.accept');
    expect(story.tries(secretaryHead, ['06-19', report, 'report.reopen', past])).toBe('guard-not-met');
    story.by(secretaryHead)('06-19', report, 'report.reopen');
    expect(story.due(report)).toBe('06-22 23:59:59.999');
  });
});

describe('a unit that is exempt (miễn)', () => {
  test('is not pressed; the exemption may be revoked with a new day, and the round closes over it', () => {
    const story = requested();
    story.by(secretaryHead)('06-12', report, 'report.exempt');
    story.until('06-28');
    expect(pressed(story, report)).toEqual([]);
    story.by(secretaryHead)('06-28', report, 'exemption.revoke', { to: '2023-07-03' });
    expect(story.tags(report)).toEqual(expect.arrayContaining(['drafting', 'due-soon']));
    story.by(secretaryHead)('06-29', report, 'report.exempt');
    story.by(secretary)('07-05', round, 'round.close');
    expect(story.stage(report)).toBe('exempted');
  });
});

describe('a request that is withdrawn (thu hồi)', () => {
  test('releases every unit, wherever it stands, and cancels what waits for the round', () => {
    const story = requested('R4');
    handIn(story, 'R1/2023-H1/dang-uy-khoi', '06-01');
    story.by(secretaryHead)('06-01', report, 'report.exempt');
    story.by(secretaryHead)('06-01', 'R1/2023-H1/huyen-uy-tan-chau', 'work.suspend');
    story.by(secretaryHead)('06-02', round, 'request.withdraw');
    expect(story.stage(round)).toBe('withdrawn');
    expect(new Set(story.all('R1/2023-H1').map(({ stage }) => stage))).toEqual(new Set(['released']));
    expect(story.stage('R4/2023-H1')).toBe('cancelled');
    expect(story.told('R4/2023-H1', 'data-withdrawn')).toHaveLength(3);
    story.until('12-31');
    expect(pressed(story, 'R4/2023-H1')).toEqual([]);
    expect(story.faults()).toEqual([]);
  });

  test('the annual report goes on without the round: the syntheses are there', () => {
    const story = new Story(plan, { only: ['R0-Y', 'R5', 'S7', 'S8c'] });
    issueRequest(story, 'R0-Y/2023', '09-27', '2023-11-20');
    story.by(leader)('10-10', 'S7/2023', 'work.cancel');
    story.by(secretaryHead)('10-11', 'R0-Y/2023', 'request.withdraw');
    expect(story.stage('R5/2023')).toBe('waiting-for-data');
    story.by('lien-doan-lao-dong/head')('11-15', 'S8c/2023', 'compilation.start');
    story.by('lien-doan-lao-dong/officer')('11-15', 'S8c/2023', 'synthesis.present');
    story.by('lien-doan-lao-dong/head')('11-15', 'S8c/2023', 'synthesis.send');
    expect(story.stage('R5/2023')).toBe('compiling');
    expect(story.facts('R5/2023')).toMatchObject({ 'with-missing': true });
    expect(story.told('R5/2023', 'data-incomplete', 'data-ready')).toEqual([
      '11-15 09:00 data-incomplete → co-quan-thuong-truc/officer',
      '11-15 09:00 data-incomplete → co-quan-thuong-truc/head',
    ]);
  });
});

describe("the committee's report, reopened (mở lại)", () => {
  function issued(): Story {
    const story = requested('R4');
    story.by(secretary)('06-21', 'R4/2023-H1', 'compilation.start');
    story.by(secretary)('06-26', 'R4/2023-H1', 'report.present');
    story.by(leader)('06-26', 'R4/2023-H1', 'report.approve');
    story.by(secretary)('06-26', 'R4/2023-H1', 'report.issue', { number: '12-BC-BCĐ', dated: '2023-06-26' });
    return story;
  }

  test('after its deadline: it has three working days, nobody is pressed, and it was in time', () => {
    const story = issued();
    story.by(secretaryHead)('06-29', 'R4/2023-H1', 'report.reopen');
    expect(story.due('R4/2023-H1')).toBe('07-04 23:59:59.999');
    expect(story.told('R4/2023-H1', 'reopened')).toHaveLength(1);
    story.until('07-04');
    expect(pressed(story, 'R4/2023-H1')).toEqual([]);
    expect(story.verdict('R4/2023-H1')).toBe('on-time');
    story.until('07-06');
    expect(story.tags('R4/2023-H1')).toContain('escalated-1');
  });

  test('or until the day that is named', () => {
    const story = issued();
    expect(story.tries(secretaryHead, ['06-29', 'R4/2023-H1', 'report.reopen', { to: '2023-06-28' }])).toBe(
      'guard-not-met',
    );
    story.by(secretaryHead)('06-29', 'R4/2023-H1', 'report.reopen', { to: '2023-07-10' });
    expect(story.due('R4/2023-H1')).toBe('07-10 23:59:59.999');
  });
});

describe("the collection of the committees' syntheses (5.4¶3)", () => {
  test('complete in time, it is not overdue because one of them is opened again', () => {
    const story = new Story(plan, { only: ['S9'] }).until('09-10');
    const all = story.all('S9-U/2023').map(({ key }) => key.slice('19-kh-bcd/'.length));
    for (const one of all) handIn(story, one, '11-16');
    for (const one of all) story.by(secretary)('11-24', one, 'report.accept');
    expect(story.due('S9/2023')).toBe('11-27 23:59:59.999');
    story.by(secretaryHead)('11-27', all[0] ?? '', 'report.reopen', { to: '2023-12-05' });
    story.until('12-01');
    expect(pressed(story, 'S9/2023')).toEqual([]);
    story.by(officerOf(story, all[0] ?? ''))('12-04', all[0] ?? '', 'report.present');
    story.by(headOf(story, all[0] ?? ''))('12-04', all[0] ?? '', 'report.sign');
    story.by(secretary)('12-04', all[0] ?? '', 'report.accept');
    story.until('12-08');
    expect(story.tags('S9/2023')).toEqual(expect.arrayContaining(['closed', 'on-time']));
  });
});
