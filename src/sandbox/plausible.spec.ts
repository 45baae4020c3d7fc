import { join } from 'node:path';
import { filesIn } from '../../test/support/plan-files.js';
import { formFrom, tinyForm } from '../../test/support/forms.js';
import type { Form } from '../core/form/form.js';
import { draw } from './dice.js';
import { misfits, plausible } from './plausible.js';

const folder = join(__dirname, '..', '..', 'workflows', 'plans', '19-kh-bcd', 'forms');
const forms: readonly (readonly [string, Form])[] = [
  ['tiny', tinyForm()],
  ...[...filesIn(folder)].map(([file, text]) => [file, formFrom(text, file)] as const),
];
const filled = (form: Form, seed: number) => plausible(form, '2023-06-12', (about) => draw(seed, form.form, about));

test.each(forms)('%s: synthetic people fill it in completely, whatever the dice', (_, form) => {
  for (let seed = 1; seed <= 25; seed += 1) expect([seed, misfits(form, filled(form, seed))]).toEqual([seed, []]);
});

test('the same dice say the same, others something else', () => {
  const [, form] = forms[1] ?? ['', tinyForm()];
  expect(filled(form, 7)).toEqual(filled(form, 7));
  expect(filled(form, 7)).not.toEqual(filled(form, 8));
});
