import {
  concludeMeeting,
  handIn,
  headOf,
  holdMeeting,
  issueRequest,
  leader,
  officerOf,
  prepareMeeting,
  secretary,
  secretaryHead,
  submitSheet,
} from '../support/plan-acts.js';
import { momentsOf, planNamed, Story } from '../support/story.js';
import type { PlanBundle } from '../../src/core/plan/load.js';

let plan: PlanBundle;
beforeAll(async () => {
  plan = await planNamed('19-kh-bcd');
});

describe('báo cáo 6 tháng (4, 5.1¶3)', () => {
  const silent = 'R1/2023-H1/huyen-uy-tan-bien';
  const returned = 'R1/2023-H1/huyen-uy-ben-cau';

  /** Requested on 22/5 for 20/6: eleven are in time, one is returned and comes again, one never answers. */
  function round(): Story {
    const story = new Story(plan, { only: ['R0-H', 'R4'] });
    issueRequest(story, 'R0-H/2023-H1', '05-22', '2023-06-20');
    const reports = story.all('R1/2023-H1').map(({ key }) => key.slice('19-kh-bcd/'.length));
    expect(reports).toHaveLength(13);
    for (const report of reports.filter((one) => one !== silent)) {
      handIn(story, report, '06-19');
      if (report === returned) {
        story.by(secretary)('06-20', report, 'report.return', { to: '2023-06-23' });
        story.by(officerOf(story, report))('06-22', report, 'report.present');
        story.by(headOf(story, report))('06-22', report, 'report.sign');
      }
    }
    for (const report of reports.filter((one) => one !== silent)) story.by(secretary)('06-23', report, 'report.accept');
    return story;
  }

  test('requested, returned, escalated, closed: eleven in time, one after its return, one that never reports', () => {
    const story = round();
    story.by(secretary)('07-05', 'R0-H/2023-H1', 'round.close');
    const ended = story.all('R1/2023-H1').map(({ stage, tags }) => `${stage} ${tags.includes('on-time')}`);
    expect(ended.filter((one) => one === 'compiled true')).toHaveLength(12);
    expect(story.stage(silent)).toBe('not-reported');
    expect(story.tags(silent)).toContain('missing');
    expect(story.told(silent, 'escalation', 'escalation-leadership')).toEqual([
      '06-21 08:00 escalation → huyen-uy-tan-bien/officer',
      '06-21 08:00 escalation → huyen-uy-tan-bien/head',
      '06-21 08:00 escalation → co-quan-thuong-truc/officer',
      '06-23 08:00 escalation → huyen-uy-tan-bien/head',
      '06-23 08:00 escalation → co-quan-thuong-truc/head',
      '06-27 08:00 escalation-leadership → thuong-truc-ban-chi-dao/leader',
    ]);
    // Returned in its sub-deadline: nobody was pressed, and its first hand-in is what counts.
    expect(story.told(returned, 'escalation')).toEqual([]);
    expect(story.trail(returned).filter(({ event }) => event.type === 'report.sign')).toHaveLength(2);
    expect(story.stage('R0-H/2023-H1')).toBe('closed');
    expect(story.faults()).toEqual([]);
  });

  test('the committee compiles with the one report missing, and says so', () => {
    const story = round();
    const [officer, head] = [story.by(secretary), story.by(leader)];
    officer('06-26', 'R4/2023-H1', 'compilation.start');
    officer('06-26', 'R4/2023-H1', 'opinions.request');
    officer('06-27', 'R4/2023-H1', 'report.present');
    head('06-27', 'R4/2023-H1', 'report.approve');
    officer('06-27', 'R4/2023-H1', 'report.issue', { number: '12-BC-BCĐ', dated: '2023-06-27' });
    officer('06-27', 'R4/2023-H1', 'report.send');
    expect(story.due('R4/2023-H1')).toBe('06-27 23:59:59.999');
    expect(story.verdict('R4/2023-H1')).toBe('on-time');
    expect(story.facts('R4/2023-H1')).toMatchObject({ 'with-missing': true });
    const missing = story.all('R1/2023-H1').filter(({ stage }) => stage !== 'accepted');
    expect(missing.map(({ snapshot }) => snapshot.context.unit)).toEqual(['huyen-uy-tan-bien']);
  });

  test('without a written request by 15/5 the secretary is alarmed, and no unit is overdue', () => {
    const story = new Story(plan, { only: ['R0-H', 'R4'] }).until('06-30');
    expect(story.tags('R0-H/2023-H1')).toContain('overdue');
    expect(story.told('R0-H/2023-H1', 'request-missing')).toEqual([
      '05-16 08:00 request-missing → co-quan-thuong-truc/officer',
      '05-16 08:00 request-missing → co-quan-thuong-truc/head',
      '05-18 08:00 request-missing → thuong-truc-ban-chi-dao/leader',
    ]);
    expect(story.all('R1/2023-H1')).toEqual([]);
    expect(story.tags('R4/2023-H1')).toContain('no-deadline');
  });

  test('a report on paper, typed in two days after the deadline: overdue and escalated, and in time', () => {
    const report = 'R1/2023-H1/huyen-uy-go-dau';
    const story = new Story(plan, { only: ['R0-H'] });
    issueRequest(story, 'R0-H/2023-H1', '05-22', '2023-06-20');
    story.until('06-22 08:30');
    expect(story.tags(report)).toEqual(expect.arrayContaining(['overdue', 'escalated-1']));
    story.by(secretary, { effective: '06-20 15:00' })('06-22', report, 'report.record');
    expect(story.tags(report)).toEqual(expect.arrayContaining(['handed-in', 'on-time']));
    const recorded = story.trail(report).at(-1);
    expect(recorded).toMatchObject({ actor: { kind: 'person', id: 'cb.co-quan-thuong-truc' } });
    expect(recorded && momentsOf(recorded)).toEqual({ at: '06-22 09:00', effective: '06-20 15:00' });
    expect(story.history(report).slice(-3)).toEqual([
      '06-20 23:59:59.999 end',
      '06-21 08:00 e-1',
      '06-22 09:00 report.record',
    ]);
  });

  test('a new version while thirteen reports run: they go on as they were, the next round is the new one', () => {
    const story = new Story(plan, { only: ['R0-H'] });
    issueRequest(story, 'R0-H/2023-H1', '05-22', '2023-06-20');
    const before = story.all('R1/2023-H1').map(({ definition }) => definition);
    story.revise('06-01', ({ obligations, ...rest }) => ({
      ...rest,
      obligations: obligations.map((one) =>
        one.id === 'R0-H' && one.tasks?.['R1']
          ? { ...one, tasks: { R1: { ...one.tasks['R1'], parameters: { 'head-signs': false } } } }
          : one,
      ),
    }));
    handIn(story, 'R1/2023-H1/huyen-uy-go-dau', '06-05');
    expect(story.all('R1/2023-H1').map(({ definition }) => definition)).toEqual(before);
    expect(story.stage('R0-H')).toBe('withdrawn');
    issueRequest(story, 'R0-H/2024-H1', '2024-05-02', '2024-06-20');
    const next = 'R1/2024-H1/huyen-uy-go-dau';
    expect(before).not.toContain(story.of(next).definition);
    story.by(officerOf(story, next))('2024-06-03', next, 'receipt.confirm');
    story.by(officerOf(story, next))('2024-06-03', next, 'report.submit');
    expect(story.tags(next)).toContain('on-time');
    expect(story.faults()).toEqual([]);
  });
});

describe('họp hằng quý (3¶3)', () => {
  test('a quarter ends without a meeting: overdue for the secretary, and leadership sees it', () => {
    const story = new Story(plan, { only: ['M1'] }).until('04-10');
    expect(story.tags('M1/2023-Q1')).toEqual(expect.arrayContaining(['overdue', 'escalated-2']));
    expect(story.told('M1/2023-Q1')).toEqual([
      '02-06 08:00 schedule-missing → co-quan-thuong-truc/officer',
      '02-06 08:00 schedule-missing → co-quan-thuong-truc/head',
      '03-10 08:00 schedule-missing → thuong-truc-ban-chi-dao/leader',
      '03-24 08:00 reminder → co-quan-thuong-truc/officer',
      '03-24 08:00 reminder → co-quan-thuong-truc/head',
      '03-30 08:00 reminder → co-quan-thuong-truc/officer',
      '03-30 08:00 reminder → co-quan-thuong-truc/head',
      '04-01 08:00 meeting-overdue → co-quan-thuong-truc/officer',
      '04-01 08:00 meeting-overdue → co-quan-thuong-truc/head',
      '04-01 08:00 meeting-overdue → thuong-truc-ban-chi-dao/leader',
      '04-03 08:00 escalation → co-quan-thuong-truc/head',
      '04-05 08:00 escalation-leadership → thuong-truc-ban-chi-dao/leader',
    ]);
  });

  test('the meeting of one quarter merged with that of the next: one meeting, and both duties close', () => {
    const story = new Story(plan, { only: ['M2', 'M3'] });
    story.by(leader)('06-05', 'M2/2023-Q2', 'meeting.merge', { with: '19-kh-bcd/M3/2023-Q3' });
    prepareMeeting(story, 'M3/2023-Q3', { fixed: '07-03', prepared: '07-04', day: '2023-07-14' });
    holdMeeting(story, 'M3/2023-Q3', '07-14');
    concludeMeeting(story, 'M3/2023-Q3', '07-17');
    story.until('08-15');
    expect([story.stage('M2/2023-Q2'), story.stage('M3/2023-Q3')]).toEqual(['closed', 'closed']);
    expect(story.facts('M2/2023-Q2')).toMatchObject({ with: '19-kh-bcd/M3/2023-Q3' });
    // The quarter ended before they met, and merging does not hide it.
    expect([story.verdict('M2/2023-Q2'), story.verdict('M3/2023-Q3')]).toEqual(['late', 'on-time']);
  });

  test('five working days over 26/4/2025, a Saturday worked, and 02/5, the day off for it', () => {
    const story = new Story(plan, { only: ['M1'], from: '2025-01-01 00:00' });
    const meeting = 'M1/2025-Q1';
    prepareMeeting(story, meeting, { fixed: '2025-01-20', prepared: '2025-03-03', day: '2025-03-27' });
    holdMeeting(story, meeting, '2025-03-27');
    concludeMeeting(story, meeting, '2025-04-24');
    // 25, 26, 28 and 29/4, then 5/5: the meeting files itself at the end of that day.
    story.until('2025-05-06');
    expect(story.history(meeting).slice(-1)).toEqual(['2025-05-05 23:59:59.999 w-filing']);
    expect(story.stage(meeting)).toBe('closed');
  });
});

describe('chấm điểm và tổng hợp trước ngày 20/11 (5.2)', () => {
  const [scorer, scorerHead] = ['so-noi-vu/officer', 'so-noi-vu/head'];

  test.each([
    ['on Friday, in office hours', '11-17 16:00', 'on-time'],
    ['in the last second of Sunday 19/11', '11-19 23:59:59', 'on-time'],
    ['at the first moment of 20/11', '11-20 00:00', 'late'],
  ])('the synthesis of 2023 is sent %s', (_, when, verdict) => {
    const story = new Story(plan, { only: ['S7'] });
    story.by(scorer)('11-10', 'S7/2023', 'compilation.start');
    story.by(scorer)('11-16', 'S7/2023', 'synthesis.present');
    expect(story.due('S7/2023')).toBe('11-19 23:59:59.999');
    story.by(scorerHead)(when, 'S7/2023', 'synthesis.send');
    expect(story.verdict('S7/2023')).toBe(verdict);
    // Three working days before, it had not been presented: leadership was told.
    expect(story.told('S7/2023', 'synthesis-unsigned')).toEqual([
      '11-14 16:00 synthesis-unsigned → thuong-truc-ban-chi-dao/leader',
    ]);
  });

  test('a unit contests its 78 points: 81 after the review, another class, both in the history, and only once', () => {
    const sheet = 'S5-A/2023/so-y-te';
    const story = new Story(plan, { only: ['S5'] });
    story.by(scorerHead)('09-18', 'S5/2023', 'round.open');
    submitSheet(story, sheet, '10-10', 88);
    story.by(scorer)('10-11', sheet, 'appraisal.start');
    story.by(scorer)('10-12', sheet, 'result.draft', { points: 78, class: 'fair' });
    story.by('so-y-te/head')('10-16', sheet, 'objection.raise');
    story.by(scorerHead)('10-18', sheet, 'review.decide', { points: 81, class: 'good' });
    story.by(scorer)('10-18', sheet, 'sheet.classify', { class: 'good' });
    expect(story.facts(sheet)).toMatchObject({ points: 81, class: 'good' });
    expect(story.carried(sheet, 'points')).toEqual(['sheet.submit 88', 'result.draft 78', 'review.decide 81']);
    expect(story.carried(sheet, 'class')).toEqual(['result.draft fair', 'review.decide good', 'sheet.classify good']);
    story.by(scorerHead)('10-19', sheet, 'sheet.reopen');
    story.by(scorer)('10-19', sheet, 'result.draft', { points: 81 });
    expect(story.tries('so-y-te/head', ['10-20', sheet, 'objection.raise'])).toBe('guard-not-met');
  });

  test('the Department of Home Affairs is scored by the standing agency, and by nobody of its own', () => {
    const own = 'S5-N/2023/so-noi-vu';
    const submitted = (bundle: PlanBundle): Story => {
      const story = new Story(bundle, { only: ['S5'] });
      story.by(scorerHead)('09-18', 'S5/2023', 'round.open');
      submitSheet(story, own, '10-10', 95);
      return story;
    };
    const story = submitted(plan);
    expect(story.tries(scorer, ['10-11', own, 'appraisal.start'])).toBe('forbidden-event');
    expect(story.tries(secretary, ['10-11', own, 'appraisal.start'])).toBe('moved');
    // An officer of the standing agency who was seconded from the department holds a post in the scored unit.
    const people = plan.units.people?.map((person) =>
      person.id === 'cb.co-quan-thuong-truc'
        ? { ...person, seats: [...person.seats, { unit: 'so-noi-vu', seat: 'officer' as const }] }
        : person,
    );
    const seconded = submitted({ ...plan, units: { ...plan.units, people } });
    expect(seconded.tries(secretary, ['10-11', own, 'appraisal.start'])).toBe('conflict-of-interest');
  });
});

describe('sơ kết 3 năm vào năm 2025 (2.4¶3)', () => {
  /** One Party committee is scored, the others are left unclassified; the results of the year are published. */
  function scoredYear(story: Story, year: string, unit: string): void {
    const [round, sheet] = [`S10/${year}`, `S10-P/${year}/${unit}`];
    story.by(secretaryHead)(`${year}-10-02`, round, 'round.open');
    submitSheet(story, sheet, `${year}-10-10`, 90);
    story.by(secretary)(`${year}-10-12`, sheet, 'appraisal.start');
    story.by(secretary)(`${year}-10-16`, sheet, 'result.draft', { points: 88, class: 'good' });
    story.by(officerOf(story, sheet))(`${year}-10-17`, sheet, 'result.agree');
    story.by(secretary)(`${year}-10-18`, sheet, 'sheet.classify', { class: 'good' });
    story.by(secretaryHead)(`${year}-11-01`, round, 'submission.close');
    story.by(secretary)(`${year}-11-06`, round, 'results.pass-on');
    story.by(secretaryHead)(`${year}-12-11`, round, 'results.publish');
  }

  test('units abolished in mid-year: what they owe is handed over, what they earned keeps their name', () => {
    const story = new Story(plan, { only: ['R0-H', 'S10', 'A3w'] });
    const [old, heir] = ['huyen-uy-go-dau', 'dang-uy-phuong-go-dau'];
    for (const year of ['2023', '2024']) scoredYear(story, year, old);

    // Its 6-month report of 2025 is still open when it ceases on 30/6.
    const report = `R1/2025-H1/${old}`;
    issueRequest(story, 'R0-H/2025-H1', '2025-05-14', '2025-06-20');
    story.until('2025-07-02');
    story.by(secretary)('2025-07-02', report, 'unit.hand-over', { unit: heir });
    expect(story.told(report, 'handed-over')).toHaveLength(2);
    handIn(story, report, '2025-07-03');
    expect(story.trail(report).map(({ unit }) => unit)).toEqual(expect.arrayContaining([old, heir]));
    expect(story.of(report).snapshot.context).toMatchObject({ unit: heir, verdict: 'late' });

    // The review asks those who are there, and reads the results of those who were.
    story.by(leader)('2025-07-10', 'A3w/2023-2025', 'review.plan');
    story.by(secretaryHead)('2025-07-28', 'A3w/2023-2025', 'results.confirm-provisional');
    story.by(secretary)('2025-08-01', 'A3w/2023-2025', 'reports.request', { number: '3-CV', due: '2025-09-15' });
    const asked = story.all('A3w-U/2023-2025').map(({ snapshot }) => snapshot.context.unit);
    expect(asked).toHaveLength(13);
    expect(asked).toContain(heir);
    expect(asked).not.toContain(old);
    for (const year of ['2023', '2024']) {
      const sheet = story.of(`S10-P/${year}/${old}`);
      expect(sheet).toMatchObject({ stage: 'published', snapshot: { context: { unit: old, facts: { points: 88 } } } });
    }
    expect(story.has(`S10-P/2025/${old}`)).toBe(false);
    expect(story.until('2025-10-01').has(`S10-P/2025/${heir}`)).toBe(false);
    story.by(secretaryHead)('2025-10-02', 'S10/2025', 'round.open');
    expect(story.has(`S10-P/2025/${heir}`)).toBe(true);
    expect(story.faults()).toEqual([]);
  });
});
