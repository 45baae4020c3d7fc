import type { PlanBundle } from '../../src/core/plan/load.js';
import { handIn, issueRequest, leader, secretary } from '../support/plan-acts.js';
import { planNamed, Story } from '../support/story.js';

// Who asks whom for what beside the report itself: a unit for more time, the leadership for an explanation, the secretariat
// for what is late.
let plan: PlanBundle;
beforeAll(async () => {
  plan = await planNamed('19-kh-bcd');
});

const round = 'R0-H/2023-H1';
const report = 'R1/2023-H1/huyen-uy-go-dau';
const [officer, head] = ['huyen-uy-go-dau/officer', 'huyen-uy-go-dau/head'];
const other = 'huyen-uy-chau-thanh/officer';

function requested(): Story {
  const story = new Story(plan, { only: ['R0-H'] });
  issueRequest(story, round, '05-22', '2023-06-20');
  story.by(officer)('05-23', report, 'receipt.confirm');
  return story;
}

describe('a unit that asks for more time (xin gia hạn)', () => {
  test('is seen to wait for the answer; the day that is granted is the new deadline', () => {
    const story = requested();
    story.by(officer)('06-12', report, 'extension.ask', { wished: '2023-06-27' });
    expect(story.tags(report)).toContain('extension-asked');
    expect(story.facts(report)).toMatchObject({ wished: '2023-06-27' });
    expect(story.told(report, 'extension-asked')).toEqual([expect.stringContaining('co-quan-thuong-truc/officer')]);
    expect(story.due(report)).toBe('06-20 23:59:59.999');
    story.by(secretary)('06-13', report, 'deadline.extend', { to: '2023-06-26' });
    expect(story.tags(report)).not.toContain('extension-asked');
    expect(story.due(report)).toBe('06-26 23:59:59.999');
    expect(story.faults()).toEqual([]);
  });

  test('asks once at a time, for a day that is to come; and again once it was refused', () => {
    const story = requested();
    const ask = (when: string, wished: string): string =>
      story.tries(officer, [when, report, 'extension.ask', { wished }]);
    expect(ask('06-12', '2023-06-09')).toBe('guard-not-met');
    expect(ask('06-12', '2023-06-27')).toBe('moved');
    expect(ask('06-12', '2023-06-28')).toBe('guard-not-met');
    story.by(secretary)('06-13', report, 'extension.refuse');
    expect(story.told(report, 'extension-refused')).toHaveLength(2);
    expect(story.due(report)).toBe('06-20 23:59:59.999');
    expect(story.tries(secretary, ['06-13', report, 'extension.refuse'])).toBe('guard-not-met');
    expect(ask('06-14', '2023-06-22')).toBe('moved');
  });

  test('and then hands in waits for nothing any more', () => {
    const story = requested();
    story.by(officer)('06-12', report, 'extension.ask', { wished: '2023-06-27' });
    handIn(story, report, '06-15');
    expect(story.tags(report)).toEqual(expect.arrayContaining(['submitted', 'on-time']));
    expect(story.tags(report)).not.toContain('extension-asked');
  });

  test('is refused by nobody but whom it asks, and asked by nobody else', () => {
    const story = requested();
    expect(story.tries(other, ['06-12', report, 'extension.ask', { wished: '2023-06-27' }])).toBe('forbidden-event');
    story.by(officer)('06-12', report, 'extension.ask', { wished: '2023-06-27' });
    for (const who of [officer, head, leader])
      expect(story.tries(who, ['06-13', report, 'extension.refuse'])).toBe('forbidden-event');
  });
});

describe('an explanation (giải trình)', () => {
  test('is asked for when something is late, and given; the leadership hears of it', () => {
    const story = requested().until('06-22');
    expect(story.tags(report)).toContain('overdue');
    story.by(leader)('06-22', report, 'explanation.ask');
    expect(story.tags(report)).toEqual(expect.arrayContaining(['overdue', 'explanation-asked']));
    expect(story.told(report, 'explanation-asked')).toHaveLength(2);
    story.by(head)('06-23', report, 'explanation.give');
    expect(story.tags(report)).not.toContain('explanation-asked');
    expect(story.tags(report)).toContain('overdue');
    expect(story.told(report, 'explanation-given')).toHaveLength(2);
    expect(story.tries(head, ['06-23', report, 'explanation.give'])).toBe('guard-not-met');
    expect(story.tries(secretary, ['06-23', report, 'explanation.ask'])).toBe('forbidden-event');
    expect(story.faults()).toEqual([]);
  });

  test('is owed also by whoever has handed in, until the round is closed', () => {
    const story = requested().until('06-22');
    handIn(story, report, '06-22');
    story.by(leader)('06-23', report, 'explanation.ask');
    story.by(secretary)('06-23', report, 'report.accept');
    expect(story.tags(report)).toEqual(expect.arrayContaining(['accepted', 'explanation-asked']));
    story.by(secretary)('06-26', round, 'round.close');
    story.until('06-27');
    expect(story.tags(report)).toContain('closed');
    expect(story.tags(report)).not.toContain('explanation-asked');
    expect(story.tries(leader, ['06-27', report, 'explanation.ask'])).not.toBe('moved');
  });
});

test('whoever is reminded (đôn đốc) is told each time, and owes what they owed', () => {
  const story = requested();
  const before = story.tags(report);
  story.by(secretary)('06-12', report, 'reminder.send');
  story.by(secretary)('06-13', report, 'reminder.send');
  expect(story.told(report, 'reminder-sent')).toHaveLength(4);
  expect(story.tags(report)).toEqual(before);
  expect(story.tries(officer, ['06-13', report, 'reminder.send'])).toBe('forbidden-event');
  handIn(story, report, '06-15');
  expect(story.tries(secretary, ['06-16', report, 'reminder.send'])).toBe('event-not-expected');
});
