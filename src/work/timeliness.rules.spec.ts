import { levelOf, standingOf } from './timeliness.rules.js';

test.each([
  [['drafting', 'on-track'], 'on-track'],
  [['overdue', 'escalated-2', 'drafting'], 'overdue'],
  [['handed-in', 'late'], 'late'],
  [['closed', 'on-time'], 'on-time'],
  [['closed', 'exempt'], 'exempt'],
  [['closed', 'missing'], 'missing'],
  [['suspended'], 'suspended'],
  [['closed'], 'closed'],
  [[], 'no-deadline'],
])('%j stands as %s', (tags, standing) => {
  expect(standingOf(tags)).toBe(standing);
});

test('the level is that of the highest escalation', () => {
  expect(levelOf(['overdue', 'escalated-1', 'escalated-3'])).toBe(3);
  expect(levelOf(['overdue'])).toBe(0);
});
