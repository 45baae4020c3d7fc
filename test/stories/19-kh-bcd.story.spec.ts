import { handIn, headOf, issueRequest, leader, officerOf, secretary } from '../support/plan-acts.js';
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
