import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { inBoth, usageText } from './usage-words.js';

/** What a command line is told that was not used as it should be. */
function said(...args: readonly string[]): string {
  let told = '';
  const program = new Command('p').exitOverride().configureOutput({
    outputError: (text, write) => write(usageText(text)),
    writeErr: (text) => (told += text),
  });
  const refuse = (): never => {
    throw new InvalidArgumentError(inBoth({ vi: 'cần số nguyên', en: 'it must be a whole number' }));
  };
  program
    .command('list')
    .argument('<dir>')
    .requiredOption('--by <person>')
    .option('--limit <n>', '', refuse)
    .addOption(new Option('--json').conflicts('ics'))
    .option('--ics')
    .addOption(new Option('--kind <kind>').choices(['task', 'series']))
    .action((_dir, _options, command: Command) =>
      command.error(inBoth({ vi: '--to đứng trước --from', en: '--to lies before --from' })),
    );
  program.command('by').addArgument(new Argument('<span>').choices(['day', 'week']));
  expect(() => program.parse(args, { from: 'user' })).toThrow();
  return told;
}

const good = ['list', 'd', '--by', 'an'];
test.each([
  [['nowhere'], "lỗi: không có lệnh 'nowhere'", "error: unknown command 'nowhere'"],
  [['lits'], "lỗi: không có lệnh 'lits': có phải là list?", "error: unknown command 'lits' (Did you mean list?)"],
  [
    [...good, '--jso'],
    "lỗi: không có tùy chọn '--jso': có phải là --json?",
    "error: unknown option '--jso' (Did you mean --json?)",
  ],
  [['list', '--by', 'an'], "lỗi: còn thiếu đối số 'dir'", "error: missing required argument 'dir'"],
  [
    ['list', 'd'],
    "lỗi: còn thiếu tùy chọn bắt buộc '--by <person>'",
    "error: required option '--by <person>' not specified",
  ],
  [
    ['list', 'd', '--by'],
    "lỗi: tùy chọn '--by <person>' còn thiếu giá trị",
    "error: option '--by <person>' argument missing",
  ],
  [
    [...good, '--json', '--ics'],
    "lỗi: không dùng chung tùy chọn '--json' với '--ics'",
    "error: option '--json' cannot be used with option '--ics'",
  ],
  [
    [...good, 'e'],
    'lỗi: thừa đối số: cần 1, nhận 2',
    "error: too many arguments for 'list'. Expected 1 argument but got 2.",
  ],
  [
    [...good, '--limit', 'abc'],
    "lỗi: tùy chọn '--limit <n>' không nhận 'abc': cần số nguyên",
    "error: option '--limit <n>' argument 'abc' is invalid. it must be a whole number",
  ],
  [
    [...good, '--kind', 'x'],
    "lỗi: tùy chọn '--kind <kind>' không nhận 'x': chỉ nhận task, series",
    "error: option '--kind <kind>' argument 'x' is invalid. Allowed choices are task, series.",
  ],
  [
    ['by', 'year'],
    "lỗi: đối số 'span' không nhận 'year': chỉ nhận day, week",
    "error: command-argument value 'year' is invalid for argument 'span'. Allowed choices are day, week.",
  ],
  [good, 'lỗi: --to đứng trước --from', 'error: --to lies before --from'],
])('%j is told in both languages', (args, vi, en) => {
  expect(said(...args)).toBe(`${vi}\n${en}\n`);
});
