import type { Definition } from '../core/definition/definition.js';
import { eventLabel, timerLabel } from './happening-words.js';

const to: ['unit.officer'] = ['unit.officer'];
const definition = {
  labels: { 'collecting.waiting': { vi: 'Đang chờ báo cáo', en: 'Waiting for reports' } },
  windows: { lateness: { workingDays: 10 }, next: { schedule: 'next' } },
  timing: {
    reminders: [
      { key: 'd-10', workingDays: -10, to },
      { key: 'd-1', workingDays: -1, to },
      { key: 't-8h', workingDays: 0, at: '08:00', to },
      { key: 'd', workingDays: 0, to },
      { key: 'l', workingDays: 2, to },
      { key: 'o', workingDays: 3, from: 'opened', to },
      { key: 'o-0', workingDays: 0, from: 'opened', to },
    ],
    escalation: [],
  },
} as unknown as Definition;

test.each([
  ['r-d-10', 'Nhắc việc trước hạn 10 ngày làm việc', 'Reminder 10 working days before the deadline'],
  ['r-d-1', 'Nhắc việc trước hạn 1 ngày làm việc', 'Reminder 1 working day before the deadline'],
  ['r-t-8h', 'Nhắc việc trong ngày đến hạn, lúc 08:00', 'Reminder on the day of the deadline, at 08:00'],
  ['r-d', 'Nhắc việc trong ngày đến hạn', 'Reminder on the day of the deadline'],
  ['r-l', 'Nhắc việc sau ngày đến hạn 2 ngày làm việc', 'Reminder 2 working days after the day of the deadline'],
  ['r-o', 'Nhắc việc sau khi mở 3 ngày làm việc', 'Reminder 3 working days after the opening'],
  ['r-o-0', 'Nhắc việc trong ngày mở', 'Reminder on the day of the opening'],
  ['e-2', 'Đôn đốc lần 2', 'Escalation, level 2'],
  ['end', 'Hết hạn', 'The deadline passes'],
  ['announce', 'Báo quá hạn', 'Told that it is overdue'],
])('the timer %s is called by its rule', (name, vi, en) => {
  expect(timerLabel(definition, `xstate.after.${name}.duty.timeliness.pending`)).toEqual({ vi, en });
});

test('a window is called by the step that it bounds, and an opening is an opening', () => {
  expect(timerLabel(definition, 'xstate.after.w-lateness.duty.work.collecting.waiting')).toEqual({
    vi: 'Hết thời gian của bước “Đang chờ báo cáo”',
    en: 'The time of the step “Waiting for reports” ends',
  });
  expect(timerLabel(definition, 'xstate.after.w-next.duty.work.running').vi).toBe('Mở kỳ tiếp theo');
});

test('what has no words keeps its name', () => {
  expect(timerLabel(definition, 'xstate.after.r-old.duty.timeliness.pending').vi).toBe('Nhắc việc (old)');
  expect(timerLabel(definition, 'xstate.after.w-lateness.duty.work.nameless').vi).toBe('Hết thời gian “lateness”');
});

test('what a task is told is said in words, also what only its own lifecycle knows', () => {
  const quiet = { ...definition, events: {} };
  expect(eventLabel(quiet, { type: 'round.closed' })).toEqual({ vi: 'Chốt đợt', en: 'The round is closed' });
  expect(eventLabel(quiet, { type: 'moon.risen' })).toEqual({
    vi: 'Có tin từ việc cấp trên',
    en: 'News from the work above it',
  });
});
