import type { PlanBundle } from '../../src/core/plan/load.js';
import { handIn, leader, officerOf, secretary, secretaryHead } from '../support/plan-acts.js';
import { planNamed, Story } from '../support/story.js';

let plan: PlanBundle;
beforeAll(async () => {
  plan = await planNamed('19-kh-bcd');
});

const review = 'A3w/2023-2025';
const proposal = 'A5w/2023-2025';
const from = '2025-06-01 00:00';
const committee = 'dang-uy-cong-an';
const nomination = `A4w/2023-2025/${committee}`;

/** The review reports were asked for, collected from one unit, closed; nominations are called for. */
function calling(): Story {
  const story = new Story(plan, { only: ['A3w', 'A5w'], from });
  story.by(leader)('2025-06-10', review, 'review.plan');
  story.by(secretaryHead)('2025-07-28', review, 'results.confirm-provisional');
  story.by(secretary)('2025-08-01', review, 'reports.request', { number: '3-CV', due: '2025-09-15' });
  handIn(story, `A3w-U/2023-2025/${committee}`, '2025-09-10');
  story.by(secretary)('2025-09-23', review, 'reports.close');
  story.by(secretary)('2025-10-01', review, 'nominations.request', { 'nominations-due': '2025-10-31' });
  return story;
}
function nominated(): Story {
  const story = calling();
  story.by(officerOf(story, nomination))('2025-10-20', nomination, 'nomination.submit', { individuals: 2 });
  return story;
}
/** Selected by the panel; the other units nominate nobody. */
function selected(): Story {
  const story = nominated();
  story.by(secretary)('2025-10-21', nomination, 'dossier.pass');
  story.by(secretaryHead)('2025-11-03', nomination, 'nominee.select');
  story.by(secretary)('2025-11-10', review, 'nominations.close');
  expect(story.stage(review)).toBe('nominations-decided');
  return story;
}

describe('the hard end of the three-year review, 31/12/2025', () => {
  const end = '2025-12-31 17:00';
  const told = [
    `${end} review-unfinished → co-quan-thuong-truc/head`,
    `${end} review-unfinished → thuong-truc-ban-chi-dao/leader`,
  ];

  test.each([
    ['only planned', () => new Story(plan, { only: ['A3w'], from })],
    ['still asking for nominations', calling],
    ['drafting its report', selected],
  ])('leadership is told of a review that is %s, once', (_, played) => {
    const story = played().until('2026-03-01');
    expect(story.told(review, 'review-unfinished')).toEqual(told);
  });

  test('and of one whose conference was held but whose awards are undecided, once', () => {
    const story = selected();
    story.by(secretary)('2025-11-14', review, 'report.present');
    story.by(leader)('2025-11-17', review, 'report.approve');
    story.by(secretary)('2025-11-17', review, 'conference.schedule', { day: '2025-12-12' });
    story.by(secretary)('2025-12-12', review, 'conference.hold');
    story.until('2026-03-01');
    expect(story.told(review, 'review-unfinished')).toEqual(told);
    story.by(secretaryHead)('2026-03-02', review, 'review.close');
    expect(story.tags(review)).toEqual(expect.arrayContaining(['closed', 'on-time']));
  });
});

describe('a nomination', () => {
  test('returned and never completed is incomplete, not missing', () => {
    const story = nominated();
    expect(story.tries(secretary, ['2025-10-21', nomination, 'dossier.return', { to: '2025-10-20' }])).toBe(
      'guard-not-met',
    );
    story.by(secretary)('2025-10-21', nomination, 'dossier.return', { to: '2025-10-27' });
    story.by(secretary)('2025-11-10', review, 'nominations.close');
    expect(story.stage(nomination)).toBe('incomplete');
    expect(story.tags(nomination)).toContain('on-time');
    expect(story.stage(review)).toBe('nominations-decided');
  });

  test('selected, and the proposal to the Chairman is cancelled: the unit is told, the review does not wait', () => {
    const story = selected();
    expect(story.stage(proposal)).toBe('drafting');
    story.by(leader)('2025-11-20', proposal, 'work.cancel');
    expect(story.stage(nomination)).toBe('not-proposed');
    expect(story.told(nomination, 'award-not-proposed')).toHaveLength(2);
    story.by(secretary)('2025-11-24', review, 'report.present');
    story.by(leader)('2025-11-24', review, 'report.approve');
    story.by(secretary)('2025-11-24', review, 'conference.schedule', { day: '2025-12-12' });
    story.by(secretary)('2025-12-12', review, 'conference.hold');
    expect(story.tags(review)).toContain('to-file');
    story.by(secretaryHead)('2025-12-15', review, 'review.close');
    expect(story.stage(review)).toBe('closed');
    expect(story.faults()).toEqual([]);
  });
});
