import {
  given,
  isRecord,
  type Answers,
  type Field,
  fieldsOf,
  type Form,
  type Words,
} from '../../../../src/core/form/form';
import type { Language } from '../../lib/language';

/** With one answer changed; a name that came from outside finds nothing of every object. */
export const withAnswer = (answers: Answers, field: string, value: unknown): Answers => ({
  ...answers,
  [field]: value,
});

/** Of a table with fixed rows. */
export function withCell(rows: unknown, row: string, [column, value]: readonly [string, unknown]): unknown {
  const all = isRecord(rows) ? rows : {};
  const cells = given(all, row);
  return { ...all, [row]: { ...(isRecord(cells) ? cells : {}), [column]: value } };
}

/** Of a table whose rows people add. */
export const withCellAt = (rows: unknown, at: number, [column, value]: readonly [string, unknown]): unknown =>
  (Array.isArray(rows) ? rows : []).map((row: unknown, n) =>
    n === at ? { ...(isRecord(row) ? row : {}), [column]: value } : row,
  );

export const textOf = (words: Words, language: Language): string => words[language];

/** Where something is in a form, as people read it: “Số liệu › Đơn › Đã nhận”. */
export function placeName(form: Form, path: string, language: Language): string {
  const [id = '', row, column] = path.split('.');
  const field: Field | undefined = fieldsOf(form).find((one) => one.id === id);
  if (!field) {
    const section = form.sections.find((one) => one.id === id);
    return section ? textOf(section.label, language) : path;
  }
  const names = [textOf(field.label, language)];
  if (field.type === 'table' && row !== undefined) {
    const fixed = field.rows?.find((one) => one.id === row);
    names.push(fixed ? textOf(fixed.label, language) : String(Number(row) + 1));
    const cell = field.columns.find((one) => one.id === column);
    if (cell) names.push(textOf(cell.label, language));
  }
  return names.join(' › ');
}

/** The name of the element on the page in which a path is answered. */
export const elementOf = (path: string): string => `answer-${path.replaceAll('.', '-')}`;

/** Goes there, as whoever pressed its name wants. */
export function goTo(path: string): void {
  const parts = path.split('.');
  for (let n = parts.length; n > 0; n -= 1) {
    const found = document.getElementById(elementOf(parts.slice(0, n).join('.')));
    if (!found) continue;
    found.scrollIntoView({ block: 'center' });
    const input = found.matches('input, textarea, button, select')
      ? found
      : found.querySelector('input, textarea, button');
    (input instanceof HTMLElement ? input : found).focus({ preventScroll: true });
    return;
  }
}
