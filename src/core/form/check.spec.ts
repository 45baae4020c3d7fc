import * as fc from 'fast-check';
import { formFrom, tinyForm } from '../../../test/support/forms.js';
import { check, isComplete } from './check.js';
import { differences, leadsSomewhere } from './differences.js';
import { fieldsOf, type Answers, type Form } from './form.js';
import { attachmentsIn, offered, settled, withoutWords } from './settle.js';
import { isShapeless, troubleCodes } from './value.js';

const form = tinyForm();
const whole = { summary: 'Tốt', meetings: 3, topics: ['land'] };
const told = (answers: unknown, complete = false, of: Form = form): string[] =>
  check(of, answers, { complete }).problems.map(({ path, code }) => `${path} ${code}`);
const missing = (answers: unknown, of: Form = form) => check(of, answers, { complete: false }).missing;

const small = (fields: string): Form =>
  formFrom(
    `form: x\nlabel: { vi: x, en: x }\nsource: '1'\nsections:\n  - id: s\n    label: { vi: x, en: x }\n    fields:\n${fields}`,
  );
const field = (text: string): Form => small(`      - { id: a, label: { vi: x, en: x }, ${text} }`);

test('a reason is asked for where a number is another than the form has that it is set against, and nowhere else', () => {
  const sheet = small(`      - id: t
        type: table
        label: { vi: x, en: x }
        columns:
          - { id: points, type: number, label: { vi: x, en: x } }
          - { id: why, type: text, label: { vi: x, en: x }, required: { when: { field: points, differs: true } } }
        rows: [{ id: a, label: { vi: x, en: x } }, { id: b, label: { vi: x, en: x } }, { id: c, label: { vi: x, en: x } }]`);
  const against = { t: { a: { points: 5 }, b: { points: 0 } } };
  const answers = { t: { a: { points: 5 }, b: { points: 3 }, c: { points: 1 } } };
  expect(check(sheet, answers, { complete: false, against }).missing).toEqual(['t.b.why']);
  const told = { t: { ...answers.t, b: { points: 3, why: 'Thiếu biên bản' } } };
  expect(check(sheet, told, { complete: true, against }).problems).toEqual([]);
  expect(check(sheet, answers, { complete: true }).problems).toEqual([]);
});

test('what must be answered and is not is named; a draft is not blamed for it', () => {
  expect(missing({})).toEqual(['summary', 'meetings']);
  expect(told({})).toEqual([]);
  expect(told({}, true)).toEqual(['summary required', 'meetings required']);
  expect(told({ ...whole, summary: ' \n' }, true)).toEqual(['summary required']);
  expect(isComplete(form, whole)).toBe(true);
});

test.each([
  ['type: text', 5, 'wrong-type'],
  ['type: text, max: 3', 'bốn chữ', 'too-long'],
  ['type: text, max: 3', 'ếếế'.normalize('NFD'), undefined],
  ['type: number', '5', 'wrong-type'],
  ['type: number', Infinity, 'wrong-type'],
  ['type: number, min: 0', -1, 'too-small'],
  ['type: number, max: 10', 11, 'too-large'],
  ['type: number', 1.5, 'too-precise'],
  ['type: number, decimals: 1', 1.5, undefined],
  ['type: number, decimals: 2', 0.1 + 0.2, 'too-precise'],
  ['type: yes-no', 'yes', 'wrong-type'],
  ['type: yes-no', false, undefined],
  ['type: date', '2023-02-30', 'wrong-type'],
  ["type: date, from: '2023-01-01'", '2022-12-31', 'too-early'],
  ["type: date, to: '2023-06-30'", '2023-07-01', 'too-late'],
  ["type: date, to: '2023-06-30'", '2023-06-30', undefined],
  ['type: file', ['1'], 'wrong-type'],
  ['type: file', [0], 'wrong-type'],
  ['type: file', [1, 1], 'wrong-type'],
  ['type: file, maxFiles: 1', [1, 2], 'too-many'],
])('%s: %j is %s', (says, value, code) => {
  expect(told({ a: value }, false, field(says))).toEqual(code === undefined ? [] : [`a ${code}`]);
});

test('a choice is one of its options, once; of many no more than may be', () => {
  const options = 'options: [{ id: x, label: { vi: x, en: x } }, { id: y, label: { vi: y, en: y } }]';
  const one = field(`type: choice, ${options}`);
  expect(told({ a: 'z' }, false, one)).toEqual(['a not-a-choice']);
  expect(told({ a: ['x'] }, false, one)).toEqual(['a wrong-type']);
  const many = field(`type: choice, many: true, maxChosen: 1, ${options}`);
  expect(told({ a: ['x', 'y'] }, false, many)).toEqual(['a too-many']);
  expect(told({ a: ['x', 'x'] }, false, many)).toEqual(['a wrong-type']);
  expect(told({ a: ['x', 'z'] }, false, many)).toEqual(['a not-a-choice']);
});

test('what nobody asks is not taken', () => {
  expect(told({ ...whole, more: 1 })).toEqual(['more unknown-field']);
  expect(told({ ...whole, constructor: 1 })).toEqual(['constructor unknown-field']);
  expect(told([])).toEqual([' wrong-type']);
  expect(told({ ...whole, 'had-complaints': true, 'by-kind': { gossip: {}, letters: { received: 1, x: 2 } } })).toEqual(
    ['by-kind.gossip unknown-row', 'by-kind.letters.x unknown-field'],
  );
});

test('what is hidden is asked nothing, and is not handed in', () => {
  const answers = { ...whole, 'had-complaints': false, 'by-kind': { letters: { received: -5 } } };
  expect(isComplete(form, answers)).toBe(true);
  expect(settled(form, answers)).toEqual({ ...whole, 'had-complaints': false });
  expect(told({ ...whole, meetings: 0, topics: ['gossip'] })).toEqual([]);
});

test('a table of fixed rows asks each of them; a row may bound a column', () => {
  const asked = { ...whole, 'had-complaints': true };
  expect(missing(asked)).toEqual(['by-kind.letters.received', 'by-kind.visits.received']);
  const answers = {
    ...asked,
    'by-kind': { letters: { received: 501, settled: 3 }, visits: { received: 2, settled: 3 } },
  };
  expect(told(answers)).toEqual(['by-kind.letters.received too-large', 'by-kind.visits.settled disagrees']);
});

test('what must agree is said with both sides; it is silent until both are there', () => {
  const answers = {
    ...whole,
    'had-complaints': true,
    'by-kind': { letters: { received: 400 }, visits: { received: 700 } },
  };
  expect(check(form, answers, { complete: false }).problems).toEqual([
    { path: 'by-kind.received', code: 'disagrees', params: { check: 'not-too-many', left: 1100, right: 1000 } },
  ]);
  expect(told({ ...whole, 'had-complaints': true })).toEqual([]);
});

const rows = small(`      - id: t
        type: table
        label: { vi: x, en: x }
        minRows: 2
        maxRows: 3
        columns:
          - { id: name, type: text, label: { vi: x, en: x }, required: true }
          - { id: why, type: text, label: { vi: x, en: x }, required: { when: { field: done, is: false } }, when: { field: done, answered: true } }
          - { id: done, type: yes-no, label: { vi: x, en: x } }
          - { id: from, type: date, label: { vi: x, en: x } }
          - { id: to, type: date, label: { vi: x, en: x } }
          - { id: proof, type: file, label: { vi: x, en: x } }
        checks:
          - { id: order, left: to, is: not-before, right: from, says: { vi: x, en: x } }`);

test('rows that people add: blank ones are none, too few are missing once there is one, too many are refused', () => {
  expect(missing({}, rows)).toEqual([]);
  expect(missing({ t: [{}, {}] }, rows)).toEqual([]);
  expect(missing({ t: [{ name: 'a' }, {}] }, rows)).toEqual(['t']);
  expect(missing({ t: [{ name: 'a' }, { done: false }] }, rows)).toEqual(['t.1.name', 't.1.why']);
  expect(told({ t: [1, 2, 3, 4].map((n) => ({ name: String(n) })) }, false, rows)).toEqual(['t too-many']);
  expect(told({ t: { 0: {} } }, false, rows)).toEqual(['t wrong-type']);
  expect(told({ t: ['a'] }, false, rows)).toEqual(['t wrong-type']);
});

test('days are compared in a row', () => {
  const pair = (from: string, to: string) => ({ t: [{ name: 'a', from, to }, { name: 'b' }] });
  expect(told(pair('2023-02-01', '2023-01-31'), true, rows)).toEqual(['t.0.to disagrees']);
  expect(told(pair('2023-02-01', '2023-02-01'), true, rows)).toEqual([]);
});

test('last time is offered as far as it fits, without attachments', () => {
  const last = {
    t: [{ name: 'a', proof: [1], from: 'never' }, {}],
    gone: 'x',
  };
  expect(offered(rows, last)).toEqual({ t: [{ name: 'a' }] });
  expect(offered(form, { summary: 'x'.repeat(3000), meetings: 2, topics: ['gossip'] })).toEqual({ meetings: 2 });
});

test('without words the figures stay', () => {
  expect(withoutWords(form, { ...whole, 'had-complaints': true, 'by-kind': { letters: { received: 1 } } })).toEqual({
    meetings: 3,
    topics: ['land'],
    'had-complaints': true,
    'by-kind': { letters: { received: 1 } },
  });
  expect(withoutWords(rows, { t: [{ name: 'a', done: true }, { name: 'b' }] })).toEqual({ t: [{ done: true }] });
});

test('attachments are found wherever they are', () => {
  const [a, b] = [1, 2];
  expect(attachmentsIn(rows, { t: [{ proof: [a, b] }, { proof: [b] }] })).toEqual([a, b]);
});

test('differences are told path by path', () => {
  const before = { summary: 'Tốt', 'by-kind': { letters: { received: 1, settled: 1 } } };
  const after = { summary: 'Khá', meetings: 2, 'by-kind': { letters: { received: 1 } } };
  expect(differences(form, before, after)).toEqual([
    { path: 'summary', before: 'Tốt', after: 'Khá' },
    { path: 'meetings', before: null, after: 2 },
    { path: 'by-kind.letters.settled', before: 1, after: null },
  ]);
});

test.each([
  ['results', true],
  ['summary', true],
  ['by-kind.letters', true],
  ['by-kind.settled', true],
  ['by-kind.letters.settled', true],
  ['by-kind.letters.settled.x', false],
  ['summary.x', false],
  ['nothing', false],
  ['', false],
])('a path may lead to %s: %s', (path, is) => {
  expect(leadsSomewhere(form, path)).toBe(is);
});

describe('whatever is sent', () => {
  const name = fc.constantFrom(
    ...fieldsOf(form).map(({ id }) => id),
    'letters',
    'received',
    'settled',
    'x',
    '__proto__',
  );
  // Few of each, and deep all the same: what is large says no more than what is small.
  const few = { size: 'xsmall' } as const;
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ depthSize: 'xsmall' }),
      fc.array(tie('value'), few),
      fc.dictionary(name, tie('value'), few),
    ),
  })).value;
  const answers = fc.dictionary(name, anything);
  const runs = { numRuns: 500 };

  test('is checked without falling, and each path is said with a known code', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        const { problems } = check(form, sent, { complete: true });
        return problems.every(({ code }) => troubleCodes.includes(code));
      }),
      runs,
    );
  });

  test('is complete exactly when nothing is wrong and nothing is missing', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        const draft = check(form, sent, { complete: false });
        expect(isComplete(form, sent)).toBe(draft.problems.length === 0 && draft.missing.length === 0);
      }),
      runs,
    );
  });

  test('is as wrong handed in as before, but for what nobody asks; and settling twice is settling once', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        if (check(form, sent, { complete: false }).problems.some(isShapeless)) return;
        const kept = settled(form, sent);
        expect(told(kept, true)).toEqual(told(sent, true));
        expect(settled(form, kept)).toEqual(kept);
      }),
      runs,
    );
  });

  test('what is offered fits, but for what must agree', () => {
    fc.assert(
      fc.property(answers, (sent) => {
        const { problems } = check(form, offered(form, sent), { complete: false });
        expect(problems.filter(({ code }) => code !== 'disagrees' && code !== 'too-large')).toEqual([]);
      }),
      runs,
    );
  });

  test('there is no difference to itself, and as many there as back', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(differences(form, a as Answers, a as Answers)).toEqual([]);
        expect(differences(form, a as Answers, b as Answers)).toHaveLength(differences(form, b, a).length);
      }),
      runs,
    );
  });
});
