import { type Field, fieldsOf, type Form, given, rowsOf } from '../../../../src/core/form/form';
import { dateText, numberText } from '../../lib/format';
import type { Language } from '../../lib/language';
import { placeName } from './paths-in';

/** An answer as it is read. */
export function answerText(form: Form, path: string, value: unknown, language: Language): string {
  const [id = '', , column] = path.split('.');
  const whole: Field | undefined = fieldsOf(form).find((one) => one.id === id);
  const field = whole?.type === 'table' ? whole.columns.find((one) => one.id === column) : whole;
  const one = (given: unknown): string => {
    if (field?.type === 'choice') return field.options.find((option) => option.id === given)?.label[language] ?? '–';
    if (typeof given === 'number') return numberText(given, language, 10);
    if (typeof given === 'boolean') return given ? '✓' : '✗';
    if (typeof given !== 'string' || given === '') return '–';
    return field?.type === 'date' ? dateText(given) : given;
  };
  return Array.isArray(value) ? value.map(one).join(', ') || '–' : one(value);
}

/** An answer on one line, to be put into another document; of a table cell by cell. */
export function plainText(form: Form, field: Field, value: unknown, language: Language): string {
  if (field.type !== 'table') return answerText(form, field.id, value, language);
  const cells = rowsOf(field, value).flatMap(([row, said]) =>
    field.columns.flatMap(({ id }) => {
      const path = `${field.id}.${row}.${id}`;
      const text = answerText(form, path, given(said, id), language);
      return text === '–' ? [] : [`${placeName(form, path, language).split(' › ').slice(1).join(', ')}: ${text}`];
    }),
  );
  return cells.join('; ') || '–';
}
