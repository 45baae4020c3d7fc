import { z } from 'zod';
import { dateExprSchema } from '../calendar/date-expr.js';
import { message, suggestion } from './lint/messages.js';
import { parseYaml } from './parse.js';
import { idSchema, lifecycleSchema } from './schema.js';
import { planSchema } from '../plan/schema.js';

const small = z.strictObject({
  name: z.string(),
  colour: z.enum(['red', 'green', 'blue']).optional(),
  sizes: z.array(z.int()).optional(),
  more: z.record(z.string(), z.strictObject({ deep: z.int() })).optional(),
});

/** line:column rule problem, for each finding. */
const told = (text: string, schema: z.ZodType = small) =>
  parseYaml('a.yaml', text, schema).findings.map(({ line, column, rule, facts, suggestion }) => {
    const problem = facts['problem'] === undefined ? '' : ` ${String(facts['problem'])}`;
    return `${line}:${column} ${rule}${problem}${suggestion === undefined ? '' : ` → ${suggestion}`}`;
  });

test('what is right comes back typed, and knows where it stands', () => {
  const { value, findings, at } = parseYaml(
    'a.yaml',
    'name: x\nsizes:\n  - 1\n  - 22\nmore: { a: { deep: 3 } }\n',
    small,
  );
  expect(findings).toEqual([]);
  expect(value).toEqual({ name: 'x', sizes: [1, 22], more: { a: { deep: 3 } } });
  expect(at(['name'])).toEqual({ line: 1, column: 7 });
  expect(at(['name'], 'key')).toEqual({ line: 1, column: 1 });
  expect(at(['sizes'])).toEqual({ line: 2, column: 1 });
  expect(at(['sizes', 1])).toEqual({ line: 4, column: 5 });
  expect(at(['more', 'a', 'deep'])).toEqual({ line: 5, column: 20 });
  expect(at(['more', 'a', 'absent'])).toEqual({ line: 5, column: 9 });
  expect(at([])).toEqual({ line: 1, column: 1 });
});

test('anchors may be repeated, and what is wrong in them is found where it is written', () => {
  expect(parseYaml('a.yaml', 'name: x\nmore: { a: &one { deep: 3 }, b: *one }\n', small).value).toEqual({
    name: 'x',
    more: { a: { deep: 3 }, b: { deep: 3 } },
  });
  expect(told('name: x\nmore: { a: &one { deep: z }, b: *one }\n')).toEqual(['2:25 schema type', '2:25 schema type']);
});

test.each([
  ['a key twice', 'name: x\nname: y\n', '2:1 duplicate-key'],
  ['a list that does not end', 'name: x\nsizes: [1\ncolour: red\n', '2:10 yaml-syntax flow-open'],
  ['a tab', '\tname: x\n', '1:1 yaml-syntax TAB_AS_INDENT'],
  ['two documents', 'name: x\n---\nname: y\n', '2:1 yaml-syntax MULTIPLE_DOCS'],
  ['a tag of its own', 'name: !secret x\n', '1:7 yaml-tag'],
  ['a key that is no word', 'name: x\n? [a]\n: 1\n', '2:3 yaml-key'],
  ['an alias of nothing', 'name: *nobody\n', '1:7 yaml-alias'],
  ['an anchor within itself', 'name: x\nmore: &all { a: *all }\n', '2:17 yaml-alias-cycle'],
  ['nothing at all', '', '1:1 schema type'],
  ['an unknown field', 'name: x\ncoulor: red\n', '2:1 schema unknown-field → colour'],
  ['a missing field', 'colour: red\n', '1:1 schema missing-field'],
  ['another type', 'name: [x]\n', '1:1 schema type'],
  ['a value that is none of these', 'name: x\ncolour: gren\n', '2:9 schema choice → green'],
  ['a value in a list', 'name: x\nsizes: [1, two]\n', '2:12 schema type'],
  ['a field of every object', 'name: x\n__proto__: { a: 1 }\nconstructor: 1\n', '2:1 schema unknown-field'],
])('%s', (_, text, expected) => {
  expect(told(text)[0]).toBe(expected);
});

test('what is meant is shown in the form in which it is written', () => {
  const dated = z.strictObject({ by: dateExprSchema.optional(), kind: z.array(z.string()).optional() });
  const shown = (text: string): string[] =>
    parseYaml('a.yaml', text, dated).findings.map(
      (found) => `${message(found, 'en')} → ${suggestion(found, 'en') ?? ''}`,
    );
  expect(shown('kind: district\n')).toEqual([
    'kind must be a list, not district. → Write it in brackets: kind: [district].',
  ]);
  expect(shown("by: '31-03'\n")).toEqual([
    'There is no day 31-03; the month comes first: MM-DD or YYYY-MM-DD. → 03-31',
  ]);
  expect(shown("by: '04-31'\n")).toEqual([
    'There is no day 04-31; the month comes first: MM-DD or YYYY-MM-DD. → Write MM-DD, such as 03-31 for the 31st of March.',
  ]);
});

test.each([
  ['a bracket that is not closed', 'sizes: [1\nname: x\n'],
  ['a bracket too many', 'sizes: [1]]\nname: x\ncolour: red\n'],
  ['a quote that is not closed', "more: { a: 'x }\nname: x\ncolour: red\n"],
  ['an indent that is off', 'more:\n  a: 1\n b: 2\n  c: 3\nname: x\n'],
  ['a tab', '\tname: x\ncolour: red\n'],
])('of what follows from %s nothing is told', (_, text) => {
  const { findings } = parseYaml('test.yaml', text, small);
  expect(findings.map(({ rule }) => rule)).toEqual(['yaml-syntax']);
  const [finding] = findings;
  const said = finding && message(finding, 'vi');
  expect(said).toMatch(/^YAML viết sai: .+\.$/);
  expect(said).not.toContain(String(finding?.facts['detail']));
});

test('a cascade of aliases is not unfolded', () => {
  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const text = levels.map(
    (level, i) =>
      `${level}: &${level} [${Array<string>(9)
        .fill(i === 0 ? 'x' : `*${levels[i - 1]}`)
        .join(', ')}]\n`,
  );
  expect(told(text.join(''))).toEqual(['1:1 yaml-aliases']);
});

test.each([
  ['lists in lists', '['.repeat(50_000)],
  ['maps in maps', '{a: '.repeat(50_000)],
  ['items in items', '- '.repeat(50_000)],
  ['keys in keys', '? '.repeat(5_000)],
])('%s without an end are findings, not a crash', (_, text) => {
  const found = parseYaml('a.yaml', text, small).findings;
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(20);
});

test('fifty thousand references are refused in their time', () => {
  expect(told(`name: &x y\nsizes: [${'*x, '.repeat(50_000)}]\n`)).toEqual(['1:1 yaml-aliases']);
});

test('a map of a hundred thousand keys is read in its time', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => `  k${i}: 1\n`).join('');
  expect(told(`name: x\nmore:\n${keys}  k7: 2\n`)).toEqual(['100003:3 duplicate-key']);
});

test('a file beyond all measure is not read', () => {
  expect(told(`name: ${'x'.repeat(4_000_000)}`)).toEqual(['1:1 yaml-too-large']);
});

describe('of several forms the one that was meant is spoken of', () => {
  const lifecycle = (states: string) =>
    told(`lifecycle: a\nlabel: { vi: x, en: x }\ninitial: b\nstates:\n  b:\n${states}`, lifecycleSchema);

  test.each([
    ['an action that does not exist', '    entry: { type: fact.kep, params: {} }\n', '6:20 schema choice → fact.keep'],
    [
      'a parameter of an action',
      '    entry: [{ type: count.up, params: { conter: a } }]\n',
      '6:31 schema missing-field',
    ],
    [
      'a guard that does not exist',
      '    always: { target: c, guard: { type: source.on } }\n',
      '6:41 schema choice → source.in',
    ],
    ['a field of an edge', '    on: { x: { taget: c } }\n', '6:16 schema unknown-field → target'],
    ['a name', '    on: { Not-this: c }\n', '6:11 schema name'],
    ['a role', '    on: { x: { by: [unit.offcer] } }\n', '6:21 schema choice → unit.officer'],
  ])('%s', (_, states, expected) => {
    expect(lifecycle(states)[0]).toBe(expected);
  });

  const plan = (rest: string) =>
    told(
      `plan: p\nnumber: '1'\nlabel: { vi: x, en: x }\nterm: { from: '2024-01-01', to: '2024-12-31' }\ncalendars: [vn]\n` +
        `actors: { secretariat: a, leadership: b }\nobligations:\n  - id: R0\n    label: { vi: x, en: x }\n    clause: '1'\n` +
        `    class: hard\n    lifecycle: a\n${rest}`,
      planSchema,
    );

  test.each([
    ['a schedule', "    schedule: { every: yaer, opens: '01-05' }\n", '13:24 schema choice → year'],
    ['a deadline', "    schedule: { on: request }\n    deadline: { by: '02-30', rol: back }\n", '14:21 schema day'],
    ['a date', "    schedule: { every: year, opens: '13-05' }\n", '13:37 schema day → 05-13'],
    [
      'a task',
      '    schedule: { on: request }\n    tasks: { R1: { units: { grop: x } } }\n',
      '14:14 schema missing-field',
    ],
    [
      'a time',
      "    schedule: { on: request }\n    timing: { soon: { workingDays: 3, at: '24:00' } }\n",
      '14:43 schema value',
    ],
    [
      'too many days',
      '    schedule: { on: request }\n    timing: { soon: { workingDays: 999999999 } }\n',
      '14:36 schema large-number',
    ],
  ])('%s', (_, rest, expected) => {
    expect(plan(rest)[0]).toBe(expected);
  });
});

test('what is refused is said in the language of whoever reads it', () => {
  const strict = z.strictObject({
    id: idSchema.optional(),
    text: z.string().min(1).optional(),
    short: z.string().max(3).optional(),
    n: z.int().min(-5).max(5).optional(),
    list: z.array(z.string()).min(1).max(1).optional(),
  });
  const said = (text: string): (string | undefined)[] =>
    parseYaml('a.yaml', text, strict).findings.flatMap((one) => [message(one, 'vi'), message(one, 'en')]);
  expect(said("text: ''\n")).toEqual(['Chỗ này chưa điền.', 'Nothing is written here.']);
  expect(said("id: ''\n")).toEqual(['Chỗ này chưa điền.', 'Nothing is written here.']);
  expect(said('id: A B\n')).toEqual([
    'Giá trị A B không hợp lệ: tên viết bằng chữ thường không dấu và chữ số, nối bằng “-” hoặc “.”.',
    'The value A B is not allowed: ids are lower-case words joined by "-" or ".".',
  ]);
  expect(said('short: abcd\n')[0]).toBe('abcd quá dài: nhiều nhất 3 ký tự.');
  expect(said('n: 9\n')[0]).toBe('9 quá lớn: nhiều nhất là 5.');
  expect(said('n: -9\n')[0]).toBe('-9 quá nhỏ: ít nhất là -5.');
  expect(said('list: []\n')[0]).toBe('Cần ít nhất 1 mục ở đây.');
  expect(said('list: [a, b]\n')[0]).toBe('Nhiều nhất 1 mục ở đây.');
});

test('every kind of finding is said in both languages', () => {
  const texts = [
    'name: x\nname: y\n',
    'name: !t x\n',
    'name: [1\n',
    'coulor: red\n',
    'name: x\ncolour: gren\nsizes: 3\n',
  ];
  for (const finding of texts.flatMap((text) => parseYaml('a.yaml', text, small).findings))
    for (const language of ['vi', 'en'] as const) {
      expect(message(finding, language)).toMatch(/^[^{}]+$/);
      expect(suggestion(finding, language)).toMatch(/^[^{}–]+$/);
    }
});
