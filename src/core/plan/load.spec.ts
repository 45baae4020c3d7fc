import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { message } from '../definition/lint/messages.js';
import { severities } from '../definition/lint/rules.js';
import { lint } from '../definition/lint.js';
import { edited, findingsOf, fixture, type Edit } from '../../../test/support/plan-files.js';
import { loadPlan } from './load.js';

const tiny = fixture('tiny');
const plan = 'plans/tiny/plan.yaml';
const y2024 = 'calendars/vn-2024.yaml';
const y2025 = 'calendars/vn-2025.yaml';
const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });

test('the tiny plan is read whole, and nothing is wrong with it', () => {
  const { bundle, findings } = loadPlan(tiny, 'plans/tiny');
  expect(findings).toEqual([]);
  expect(Object.keys(bundle?.lifecycles ?? {})).toEqual(['report', 'round', 'series', 'summary']);
  expect(bundle?.calendar.years.map(({ year }) => year)).toEqual([2024, 2025]);
  expect(bundle?.templates['returned']).toEqual({ vi: 'Báo cáo bị trả lại\n', en: 'The report was returned\n' });
  expect(Object.keys(bundle?.forms ?? {})).toEqual(['report']);
  expect(bundle?.forms['report']?.sections.map(({ id }) => id)).toEqual(['results', 'complaints']);
  expect(bundle && lint(bundle)).toEqual([]);
});

test('a folder may be written with a slash at its end, and files of other plans do not matter', () => {
  const files = new Map([...tiny, ['plans/other/plan.yaml', 'nonsense: [']]);
  expect(findingsOf(files, 'plans/tiny/')).toEqual([]);
});

test('a calendar is named by its file or by what stands before the year', () => {
  const { files } = edited(tiny, [edit(plan, 'calendars: [vn]', 'calendars: [vn-2025]▸')]);
  expect(loadPlan(files, 'plans/tiny').bundle?.calendars.map(({ year }) => year)).toEqual([2025]);
});

test('a missing file is named', () => {
  expect(findingsOf(tiny, 'plans/none').map(({ rule, file }) => `${rule} ${file}`)).toEqual([
    'file-missing plans/none/plan.yaml',
    'file-missing plans/none/units.yaml',
  ]);
});

const swapped = "{ date: '2024-05-04', kind: swapped-work, label: { vi: làm bù, en: worked }, pair: '2024-04-29' }";
test.each([
  ['unknown-calendar', undefined, [edit(plan, 'calendars: [vn]', 'calendars: [vn, ▸vm]')]],
  ['schema', 'unknown-field', [edit(plan, 'number: 01-KH/BCĐ', 'number: 01-KH/BCĐ\n▸nubmer: 2')]],
  ['schema', 'unknown-field', [edit('plans/tiny/rehearsal.yaml', 'unless: [collecting]', '▸unles: [collecting]')]],
  ['duplicate-key', undefined, [edit('plans/tiny/units.yaml', 'people:', '▸groups: {}\npeople:')]],
  ['calendar', 'year-twice', [edit(y2025, 'year: 2025', 'year: ▸2024')]],
  ['calendar', 'date-outside-year', [edit(y2025, "'2025-04-30'", "▸'2024-05-30'")]],
  ['calendar', 'date-twice', [edit(y2025, "'2025-05-01'", "▸'2025-04-30'")]],
  [
    'calendar',
    'pair-not-mutual',
    [
      edit(y2024, "date: '2024-04-29'", "date: ▸'2024-04-29'"),
      edit(y2024, swapped, swapped.replace("pair: '2024-04-29'", "pair: '2024-04-30'")),
    ],
  ],
  [
    'calendar',
    'pair-missing',
    [edit(y2024, "date: '2024-04-29'", "date: ▸'2024-04-29'"), edit(y2024, ", pair: '2024-05-04'", '')],
  ],
  [
    'calendar',
    'swapped-work-on-weekday',
    [edit(y2024, "date: '2024-05-01', kind: holiday", "date: ▸'2024-05-01', kind: swapped-work")],
  ],
] as const)('%s %s', (rule, problem, edits) => {
  const { files, at } = edited(tiny, edits);
  const { bundle, findings } = loadPlan(files, 'plans/tiny');
  expect(bundle).toBeUndefined();
  expect(
    findings.map(({ rule: code, file, line, column, facts }) => ({
      code,
      file,
      line,
      column,
      problem: facts['problem'],
    })),
  ).toEqual([{ code: rule, ...at, problem }]);
  for (const finding of findings)
    for (const language of ['vi', 'en'] as const) expect(message(finding, language)).not.toMatch(/[{}]|undefined/);
});

test('every rule is broken by some test', () => {
  const specs = join(__dirname, '..', 'definition', 'lint');
  const text = readdirSync(specs)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(specs, file), 'utf8'))
    .join('');
  expect(Object.keys(severities).filter((rule) => !text.includes(`all('${rule}'`))).toEqual([]);
});

test('a plan of days that nobody can count is refused, not a crash', () => {
  const { files } = edited(tiny, [
    edit(plan, "{ from: '2024-01-01', to: '2025-12-31' }", "{ from: '9999-12-30', to: '9999-12-31' }▸"),
  ]);
  expect(findingsOf(files, 'plans/tiny').map(({ rule }) => rule)).toContain('never-opens');
});
