import { fieldsOf, given, isRecord } from '../../../../src/core/form/form';
import { numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import styles from './forms.module.css';
import type { Against } from './get-form';
import { textOf } from './paths-in';

type Props = { readonly against: Against; /** A field, or a cell of a fixed row. */ readonly path: string };

/** The number that the other form says at the same place, as it calls it; where it says none, nothing. */
export function AgainstNote({ against: { form, answers }, path }: Props) {
  const [language] = useLanguage();
  const [id = '', row, column] = path.split('.');
  const field = fieldsOf(form).find((one) => one.id === id);
  const asked = field?.type === 'table' ? field.columns.find((one) => one.id === column) : field;
  const table = given(answers, id);
  const cells = row !== undefined && isRecord(table) ? given(table, row) : undefined;
  const value = row === undefined ? table : isRecord(cells) && column !== undefined ? given(cells, column) : undefined;
  if (asked?.type !== 'number' || typeof value !== 'number') return null;
  return (
    <span className={styles['help']}>
      {textOf(asked.label, language)}: <strong className="numbers">{numberText(value, language)}</strong>
    </span>
  );
}
