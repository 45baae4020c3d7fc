import type { Definition } from '../core/definition/definition.js';
import type { Form } from '../core/form/form.js';
import { compared, filledIn, givenIn, sheetOf } from './scores.rules.js';

const words = (vi: string) => ({ vi, en: vi });
const form = (name: string, text: string): Form => ({
  form: name,
  label: words(name),
  source: '5.2¶1',
  sections: [
    {
      id: 'scores',
      label: words('Điểm'),
      fields: [
        {
          id: 'criteria',
          type: 'table',
          label: words('Tiêu chí'),
          columns: [
            { id: 'points', type: 'number', label: words('Điểm'), decimals: 1 },
            { id: text, type: 'text', label: words('Lời') },
          ],
          rows: [
            { id: 'rules', label: words('Quy chế'), max: { points: 60 } },
            { id: 'talks', label: words('Đối thoại') },
          ],
        },
        { id: 'proposed', type: 'choice', label: words('Loại'), options: [{ id: 'good', label: words('Tốt') }] },
      ],
    },
  ],
});
const carries = {
  points: { type: 'number', label: words('Điểm') },
  class: { type: 'choice', choices: ['good'], label: words('Loại') },
};
const definition = {
  forms: { 'self-score': form('self', 'note'), appraisal: form('appraisal', 'reason') },
  events: {
    'sheet.submit': { form: 'self-score', carries: { points: carries.points } },
    'sheet.record': { form: { name: 'self-score', optional: true } },
    'result.draft': { form: 'appraisal', carries },
    'result.agree': {},
  },
} as unknown as Definition;
const sheet = sheetOf(definition);
if (!sheet) throw new Error('no sheet');

test('a score sheet is known by its two forms, whatever its events are called', () => {
  expect(sheet.self.events).toEqual(['sheet.submit', 'sheet.record']);
  expect(sheet.appraisal.events).toEqual(['result.draft']);
  expect(sheet.criteria).toEqual([
    { id: 'rules', label: words('Quy chế'), max: 60 },
    { id: 'talks', label: words('Đối thoại'), max: null },
  ]);
  expect([sheet.classFact, sheet.classes.get('good')]).toEqual(['class', words('Tốt')]);
  expect(sheetOf({ ...definition, forms: { appraisal: form('appraisal', 'reason') } })).toBeUndefined();
});

test('points are what the event says; a form says those of its criteria together', () => {
  expect(givenIn(definition, 'result.draft', { points: 80.5, class: 'good' })).toEqual({ points: 80.5, class: 'good' });
  expect(givenIn(definition, 'sheet.record', { points: 3 })).toEqual({ points: null, class: null });
  const answers = { criteria: { rules: { points: 0.1 }, talks: { points: 0.2 } }, proposed: 'good' };
  expect(filledIn(sheet.self, answers)).toEqual({ points: 0.3, class: 'good' });
  expect(filledIn(sheet.self, { criteria: { rules: {} } })).toEqual({ points: null, class: null });
  expect(filledIn(sheet.self, null)).toEqual({ points: null, class: null });
});

test('criterion by criterion: what was changed, and why', () => {
  const self = { criteria: { rules: { points: 50, note: ' Đủ ' }, talks: { points: 30 } } };
  const appraisal = {
    criteria: { rules: { points: 40, reason: 'Thiếu tài liệu' }, talks: { points: 30, reason: '' } },
  };
  expect(compared(sheet, { self, appraisal })).toEqual([
    { id: 'rules', self: 50, appraised: 40, isChanged: true, note: 'Đủ', reason: 'Thiếu tài liệu' },
    { id: 'talks', self: 30, appraised: 30, isChanged: false, note: null, reason: null },
  ]);
  expect(compared(sheet, { self, appraisal: null }).map(({ isChanged }) => isChanged)).toEqual([false, false]);
});
