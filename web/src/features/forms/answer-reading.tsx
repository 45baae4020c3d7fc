import { useTranslation } from 'react-i18next';
import { type Column, type Field, type Form, given, rowsOf, type TableField } from '../../../../src/core/form/form';
import { useLanguage } from '../../lib/i18n';
import { answerText } from './answer-text';
import { Attached } from './file-answer';
import styles from './reading.module.css';
import { textOf } from './paths-in';

type Props = { readonly form: Form; readonly field: Field; readonly value: unknown };

/** An answer as it is read: paragraphs, a table, files to open; no boxes to fill in. */
export function AnswerReading({ form, field, value }: Props) {
  if (field.type === 'table') return <TableReading form={form} field={field} value={value} />;
  return <One form={form} field={field} path={field.id} value={value} />;
}

type OneProps = {
  readonly form: Form;
  readonly field: Column;
  readonly path: string;
  readonly value: unknown;
  readonly isCell?: boolean;
};

/** In a cell what was left out needs no words. */
function One({ form, field, path, value, isCell = false }: OneProps) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  if (field.type === 'file') {
    const ids = Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : [];
    if (ids.length === 0) return isCell ? '–' : <span className={styles['none']}>{t('notAnswered')}</span>;
    return (
      <ul className={styles['files']}>
        {ids.map((id) => (
          <Attached key={id} id={id} remove={undefined} />
        ))}
      </ul>
    );
  }
  if (field.type === 'yes-no' && typeof value === 'boolean') return t(value ? 'yes' : 'no');
  const text = answerText(form, path, value, language);
  if (text === '–') return isCell ? text : <span className={styles['none']}>{t('notAnswered')}</span>;
  const unit = field.type === 'number' && field.unit ? ` ${textOf(field.unit, language)}` : '';
  return (
    <span className={styles['text']}>
      {text}
      {unit}
    </span>
  );
}

function TableReading({
  form,
  field,
  value,
}: {
  readonly form: Form;
  readonly field: TableField;
  readonly value: unknown;
}) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const rows = rowsOf(field, value);
  if (rows.length === 0) return <span className={styles['none']}>{t('notAnswered')}</span>;
  return (
    <div className={styles['frame']} tabIndex={0} role="group" aria-label={textOf(field.label, language)}>
      <table className={styles['table']}>
        <caption className="only-heard">{textOf(field.label, language)}</caption>
        <thead>
          <tr>
            <th scope="col">{field.rows ? t('row') : t('rowNumber')}</th>
            {field.columns.map(({ id, label, type }) => (
              <th key={id} scope="col" data-number={type === 'number'}>
                {textOf(label, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cells]) => {
            const fixed = field.rows?.find(({ id }) => id === name);
            return (
              <tr key={name}>
                <th scope="row">{fixed ? textOf(fixed.label, language) : Number(name) + 1}</th>
                {field.columns.map((column) => (
                  <td key={column.id} data-number={column.type === 'number'}>
                    <One
                      form={form}
                      field={column}
                      path={`${field.id}.${name}.${column.id}`}
                      value={given(cells, column.id)}
                      isCell
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
