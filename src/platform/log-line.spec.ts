import { logLine } from './log-line.js';

const failed = { message: 'no answer within 5000 ms', stack: 'Error: no answer within 5000 ms\n    at …' };

test('a warning is one line, whatever went wrong', () => {
  const line = logLine(JSON.stringify({ level: 40, time: '…', err: failed, unsaid: 0, msg: 'the round "ear" failed' }));
  expect(line).toBe('Lưu ý · warning: the round "ear" failed: no answer within 5000 ms\n');
});

test('an error shows where it is from', () => {
  const line = logLine(JSON.stringify({ level: 50, err: failed, msg: 'broken' }));
  expect(line).toBe(`Lỗi · error: broken: ${failed.message}\n${failed.stack}\n`);
});

test('facts stand behind it, but no documents', () => {
  const line = logLine(JSON.stringify({ level: 30, plan: 'tiny', version: 2, findings: [{}], msg: 'plan activated' }));
  expect(line).toBe('plan activated (plan=tiny, version=2)\n');
});
