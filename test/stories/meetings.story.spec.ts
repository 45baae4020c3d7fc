import type { PlanBundle } from '../../src/core/plan/load.js';
import {
  concludeMeeting,
  holdMeeting,
  leader,
  prepareMeeting,
  secretary,
  secretaryHead,
} from '../support/plan-acts.js';
import { planNamed, Story } from '../support/story.js';

let plan: PlanBundle;
beforeAll(async () => {
  plan = await planNamed('19-kh-bcd');
});

const member = 'R6-M2/2023-Q2/thanh-vien-noi-vu';

const second = (): Story => {
  const story = new Story(plan, { only: ['M1', 'M2', 'M3'] });
  prepareMeeting(story, 'M2/2023-Q2', { fixed: '04-20', prepared: '05-30', day: '2023-06-22' });
  return story;
};

describe('the conclusion of a meeting (thông báo kết luận)', () => {
  const meeting = 'M2/2023-Q2';
  const seven = '07-03 23:59:59.999';

  test('is late seven working days after the meeting, though a draft was presented', () => {
    const story = second();
    holdMeeting(story, meeting, '06-22');
    story.by(secretary)('06-23', meeting, 'conclusion.draft');
    story.until('07-04');
    expect(story.told(meeting, 'conclusion-late')).toEqual([
      `${seven} conclusion-late → co-quan-thuong-truc/officer`,
      `${seven} conclusion-late → co-quan-thuong-truc/head`,
    ]);
    expect(story.tags(meeting)).toEqual(expect.arrayContaining(['awaiting-issue', 'conclusion-late']));
    story.by(leader)('07-05', meeting, 'conclusion.issue', { number: '9-TB-BCĐ', dated: '2023-07-05' });
    expect(story.stage(meeting)).toBe('concluded');
  });

  test('a draft returned on the same day is a draft again, and not late', () => {
    const story = second();
    holdMeeting(story, meeting, '06-22');
    story.by(secretary)('06-23', meeting, 'conclusion.draft');
    story.by(leader)('06-23', meeting, 'conclusion.return');
    expect(story.tags(meeting)).toContain('concluding');
    expect(story.tags(meeting)).not.toContain('conclusion-late');
    concludeMeeting(story, meeting, '06-26');
    story.until('08-01');
    expect(story.told(meeting, 'conclusion-late')).toEqual([]);
    expect(story.tags(meeting)).toEqual(expect.arrayContaining(['closed', 'on-time']));
  });
});

describe("members' reports at a meeting", () => {
  test('excused, held, no longer excused: the report is expected, and the meeting can close', () => {
    const story = second();
    story.by(secretaryHead)('06-01', member, 'report.excuse');
    holdMeeting(story, 'M2/2023-Q2', '06-22');
    story.by(secretaryHead)('06-23', member, 'excuse.revoke');
    expect(story.stage(member)).toBe('expected-at-session');
    story.by(secretary)('06-23', 'M2/2023-Q2', 'conclusion.draft');
    story.by(leader)('06-26', 'M2/2023-Q2', 'conclusion.issue', { number: '9-TB-BCĐ', dated: '2023-06-26' });
    story.until('08-01');
    expect(story.stage(member)).toBe('not-reported');
    expect(story.stage('M2/2023-Q2')).toBe('closed');
  });
});

describe('a meeting merged with another one (gộp)', () => {
  const [first, other] = ['M2/2023-Q2', 'M3/2023-Q3'];
  const merge = (story: Story, when: string) =>
    story.by(leader)(when, first, 'meeting.merge', { with: `19-kh-bcd/${other}` });

  test('one meeting, both duties: held and closed with the other one, and its own reports are not asked twice', () => {
    const story = second();
    merge(story, '06-05');
    expect(story.facts(first)).toMatchObject({ with: '19-kh-bcd/M3/2023-Q3' });
    expect(story.tags(member)).toEqual(['resting', 'suspended']);
    prepareMeeting(story, other, { fixed: '07-03', prepared: '07-04', day: '2023-07-14' });
    holdMeeting(story, other, '07-14');
    expect(story.tags(first)).toEqual(expect.arrayContaining(['handed-in', 'held', 'late']));
    expect(story.stage(member)).toBe('released');
    concludeMeeting(story, other, '07-17');
    story.until('08-15');
    expect([story.stage(first), story.stage(other)]).toEqual(['closed', 'closed']);
    expect(story.faults()).toEqual([]);
  });

  test('separated again: it is planned for a day of its own, and its reports are asked for again', () => {
    const story = second();
    merge(story, '06-05');
    story.by(leader)('06-07', first, 'meeting.separate');
    expect(story.stage(first)).toBe('planned');
    story.by(secretary)('06-08', first, 'meeting.schedule', { day: '2023-06-28' });
    expect(story.tags(member)).toContain('asked');
    expect(story.due(member)).toBe('06-23 23:59:59.999');
    story.by(secretary)('06-08', first, 'preparation.start');
    holdMeeting(story, first, '06-28');
    expect(story.verdict(first)).toBe('on-time');
    expect(story.stage(member)).toBe('expected-at-session');
  });

  test('when the other one is cancelled the secretary is told, and it may be merged once more', () => {
    const story = new Story(plan, { only: ['M2', 'M3', 'M4'] });
    prepareMeeting(story, first, { fixed: '04-20', prepared: '05-30', day: '2023-06-22' });
    merge(story, '06-05');
    story.by(leader)('07-04', other, 'meeting.cancel');
    expect(story.told(first, 'merge-lost')).toHaveLength(2);
    expect(story.stage(first)).toBe('planned');
    story.by(leader)('10-03', first, 'meeting.merge', { with: '19-kh-bcd/M4/2023-Q4' });
    expect(story.stage(first)).toBe('merged');
    prepareMeeting(story, 'M4/2023-Q4', { fixed: '10-05', prepared: '10-06', day: '2023-10-20' });
    holdMeeting(story, 'M4/2023-Q4', '10-20');
    expect(story.stage(first)).toBe('held');
    expect(story.told(first, 'merge-lost')).toHaveLength(2);
  });

  test('separated, it may be merged with another one, and no longer hears of the first', () => {
    const story = new Story(plan, { only: ['M1', 'M2', 'M3'] });
    const [early, second, third] = ['M1/2023-Q1', 'M2/2023-Q2', 'M3/2023-Q3'];
    const mergeWith = (when: string, partner: string) =>
      story.by(leader)(when, early, 'meeting.merge', { with: `19-kh-bcd/${partner}` });
    story.until('04-05');
    mergeWith('04-05', second);
    story.by(leader)('04-10', early, 'meeting.separate');
    story.until('07-04');
    mergeWith('07-04', third);
    story.by(leader)('07-05', second, 'meeting.cancel');
    expect(story.stage(early)).toBe('merged');
    prepareMeeting(story, third, { fixed: '07-05', prepared: '07-06', day: '2023-07-20' });
    holdMeeting(story, third, '07-20');
    expect(story.stage(early)).toBe('held');
    expect(story.told(early, 'merge-lost')).toEqual([]);
    expect(story.faults()).toEqual([]);
  });
});
