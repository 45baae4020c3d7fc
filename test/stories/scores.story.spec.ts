import type { PlanBundle } from '../../src/core/plan/load.js';
import { leader, secretary, secretaryHead, submitSheet } from '../support/plan-acts.js';
import { planNamed, Story } from '../support/story.js';

let plan: PlanBundle;
beforeAll(async () => {
  plan = await planNamed('19-kh-bcd');
});

const [scorer, scorerHead] = ['so-noi-vu/officer', 'so-noi-vu/head'];
const sheet = 'S5-A/2023/so-y-te';
const pressed = (story: Story, on: string) => story.told(on, 'overdue', 'escalation', 'escalation-leadership');

/** The scoring of state agencies is open; their own points are due on 18/10. */
function opened(): Story {
  const story = new Story(plan, { only: ['S5'] });
  story.by(scorerHead)('09-18', 'S5/2023', 'round.open');
  return story;
}
function drafted(story: Story, when: string, points: number, expected: string): void {
  submitSheet(story, sheet, '10-10', 88);
  story.by(scorer)('10-11', sheet, 'appraisal.start');
  story.by(scorer)(when, sheet, 'result.draft', { points, class: expected });
}

describe('a sheet that is left unclassified (không xếp loại)', () => {
  test('after it was handed in: in time for good, and nobody is pressed', () => {
    const story = opened();
    submitSheet(story, sheet, '10-10', 88);
    story.by(scorer)('10-11', sheet, 'appraisal.start');
    story.by(scorerHead)('10-12', sheet, 'sheet.leave');
    expect(story.told(sheet, 'unclassified')).toHaveLength(2);
    story.until('11-10');
    expect(story.tags(sheet)).toEqual(expect.arrayContaining(['unclassified', 'handed-in', 'on-time']));
    expect(pressed(story, sheet)).toEqual([]);
  });

  test('after it was returned and never completed: it has been handed in all the same', () => {
    const story = opened();
    submitSheet(story, sheet, '10-10', 88);
    story.by(scorer)('10-11', sheet, 'appraisal.start');
    story.by(scorer)('10-11', sheet, 'sheet.return', { to: '2023-10-16' });
    expect(story.tries(scorer, ['10-11', sheet, 'sheet.leave'])).toBe('moved');
    story.until('11-10');
    expect(pressed(story, sheet)).toEqual([]);
    expect(story.tags(sheet)).toContain('on-time');
  });

  test('never handed in when the self-scoring closes: missing; reopened with a new day it has time again', () => {
    const story = opened();
    story.by(scorerHead)('11-02', 'S5/2023', 'submission.close');
    expect(story.stage(sheet)).toBe('unclassified');
    expect(story.tries(scorerHead, ['11-03', sheet, 'sheet.reopen', { to: '2023-11-02' }])).toBe('guard-not-met');
    story.by(scorerHead)('11-03', sheet, 'sheet.reopen', { to: '2023-11-07' });
    expect(story.tags(sheet)).toEqual(expect.arrayContaining(['self-scoring', 'due-soon']));
    submitSheet(story, sheet, '11-06', 80);
    expect(story.of(sheet).snapshot.context).toMatchObject({ verdict: 'on-time', verdictOriginal: 'late' });
    expect(story.stage('S5-A/2023/so-tu-phap')).toBe('unclassified');
  });
});

describe('a scoring round', () => {
  /** Everybody is left unclassified, but for one that is classified. */
  function finalised(): Story {
    const story = opened();
    drafted(story, '10-12', 82, 'good');
    story.by('so-y-te/officer')('10-13', sheet, 'result.agree');
    story.by(scorer)('10-13', sheet, 'sheet.classify', { class: 'good' });
    story.by(scorerHead)('11-02', 'S5/2023', 'submission.close');
    expect(story.stage('S5/2023')).toBe('finalised');
    return story;
  }

  test('in time, and a sheet is opened again after its end: five working days, and nobody is pressed', () => {
    const story = finalised().until('11-13');
    expect(story.tags('S5/2023')).toContain('on-time');
    story.by(scorerHead)('11-13', sheet, 'sheet.reopen');
    expect(story.due('S5/2023')).toBe('11-20 23:59:59.999');
    story.until('11-17');
    expect(pressed(story, 'S5/2023')).toEqual([]);
    expect(story.verdict('S5/2023')).toBe('on-time');
    story.by(scorer)('11-17', sheet, 'result.draft', { points: 84 });
    story.by('so-y-te/officer')('11-17', sheet, 'result.agree');
    story.by(scorer)('11-17', sheet, 'sheet.classify', { class: 'good' });
    expect(story.stage('S5/2023')).toBe('finalised');
  });

  test('publishes nothing while a sheet is being scored again, and then everything', () => {
    const story = finalised();
    story.by(scorer)('11-14', 'S5/2023', 'results.pass-on');
    story.by(scorer, { effective: '10-18' })('11-15', 'S5-A/2023/so-tu-phap', 'sheet.record', { points: 80 });
    expect(story.tries(scorerHead, ['12-11', 'S5/2023', 'results.publish'])).toBe('guard-not-met');
    story.by(scorer)('12-11', 'S5-A/2023/so-tu-phap', 'appraisal.start');
    story.by(scorer)('12-11', 'S5-A/2023/so-tu-phap', 'sheet.leave');
    story.by(scorerHead)('12-12', 'S5/2023', 'results.publish');
    expect(story.stage('S5/2023')).toBe('closed');
    expect(story.tags('S5-A/2023/so-tu-phap')).toEqual(expect.arrayContaining(['left-unclassified', 'on-time']));
    expect(story.tags('S5-A/2023/so-cong-thuong')).toEqual(expect.arrayContaining(['left-unclassified', 'missing']));
    expect(story.faults()).toEqual([]);
  });

  test('waits for its table; when that is cancelled, it is told once that there is nothing to wait for', () => {
    const story = new Story(plan, { only: ['S4', 'S5'] });
    story.by(leader)('06-01', 'S4/2023', 'work.cancel');
    expect(story.told('S4/2023', 'work-cancelled')).toHaveLength(2);
    story.until('10-02');
    expect(story.told('S5/2023', 'table-gone')).toEqual([
      '09-15 08:00 table-gone → so-noi-vu/officer',
      '09-15 08:00 table-gone → so-noi-vu/head',
      '09-15 08:00 table-gone → co-quan-thuong-truc/head',
    ]);
    story.by(scorerHead)('10-02', 'S5/2023', 'round.open');
    expect(story.stage('S5/2023')).toBe('scoring');
  });
});

test('the evaluation of the year does not wait for a synthesis that was cancelled, and says that one is missing', () => {
  const story = new Story(plan, { only: ['S7', 'S8c', 'S9', 'S10', 'S12'] });
  const [union, unionHead] = ['lien-doan-lao-dong/officer', 'lien-doan-lao-dong/head'];
  story.by(leader)('10-10', 'S7/2023', 'work.cancel');
  story.by(secretaryHead)('10-10', 'S10/2023', 'round.open');
  story.by(secretaryHead)('11-02', 'S10/2023', 'submission.close');
  story.by(union)('11-15', 'S8c/2023', 'compilation.start');
  story.by(union)('11-15', 'S8c/2023', 'synthesis.present');
  story.by(unionHead)('11-16', 'S8c/2023', 'synthesis.send');
  story.by(secretary)('11-22', 'S9/2023', 'round.close');
  expect(story.stage('S12/2023')).toBe('waiting');
  story.by(secretary)('11-23', 'S8c/2023', 'synthesis.receive');
  expect(story.stage('S12/2023')).toBe('reviewing');
  expect(story.told('S12/2023', 'data-incomplete', 'data-ready')).toEqual([
    '11-23 09:00 data-incomplete → co-quan-thuong-truc/officer',
    '11-23 09:00 data-incomplete → co-quan-thuong-truc/head',
  ]);
});
