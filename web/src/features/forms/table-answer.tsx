import { Button, CloseButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { holds, inRow, isRequired, type Look, theirRows } from '../../../../src/core/form/condition';
import { type Cells, given, MOST_ROWS, rowsOf, type TableField } from '../../../../src/core/form/form';
import { useLanguage } from '../../lib/i18n';
import { AgainstNote } from './against-note';
import { AnswerField } from './answer-field';
import styles from './forms.module.css';
import type { Against } from './get-form';
import { elementOf, textOf, withCell, withCellAt } from './paths-in';

const listed = (answer: unknown): readonly unknown[] => (Array.isArray(answer) ? (answer as unknown[]) : []);

type Props = {
  readonly field: TableField;
  readonly instance: number;
  readonly value: unknown;
  readonly look: Look;
  /** What it is filled in beside. */
  readonly against: Against | null;
  readonly isNeeded: boolean;
  readonly isLocked: boolean;
  readonly errorAt: (path: string) => string | undefined;
  /** Upon what the table holds by then. */
  readonly change: (next: (value: unknown) => unknown) => void;
};

/** A table of answers: its rows are given, or people add them; on a phone each row is a card. */
export function TableAnswer(props: Props) {
  const { field, value, isNeeded, isLocked, errorAt, change } = props;
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const rows = rowsOf(field, value);
  const label = textOf(field.label, language);
  const add = (): void => change((now) => [...listed(now), {}]);
  const error = errorAt(field.id);
  return (
    <div id={elementOf(field.id)} tabIndex={-1} className={styles['table']}>
      <div className={styles['label']}>
        {label}
        {isNeeded && <span aria-hidden> *</span>}
      </div>
      {field.help && <p className={styles['help']}>{textOf(field.help, language)}</p>}
      {rows.length > 0 && (
        <table role="table">
          <caption className="only-heard">{label}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {field.rows ? t('row') : t('rowNumber')}
              </th>
              {field.columns.map((column) => (
                <th key={column.id} scope="col" role="columnheader">
                  {textOf(column.label, language)}
                </th>
              ))}
              {!field.rows && !isLocked && (
                <th role="columnheader" scope="col">
                  <span className="only-heard">{t('removeRow')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map(([name, cells]) => (
              <Row key={name} {...props} name={name} cells={cells} />
            ))}
          </tbody>
        </table>
      )}
      {!field.rows && !isLocked && rows.length < (field.maxRows ?? MOST_ROWS) && (
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {t('addRow')}
          <span className="only-heard">{label}</span>
        </Button>
      )}
      {error !== undefined && <p className={styles['error']}>{error}</p>}
    </div>
  );
}

type RowProps = Props & { readonly name: string; readonly cells: Cells };

function Row({ field, instance, look: outside, against, isLocked, errorAt, change, name, cells }: RowProps) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const look = inRow(field.columns, cells, outside, theirRows(field, outside)(name));
  const fixed = field.rows?.find(({ id }) => id === name);
  const at = Number(name);
  const title = fixed ? textOf(fixed.label, language) : String(at + 1);
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {title}
        {fixed?.help && <span className={styles['help']}>{textOf(fixed.help, language)}</span>}
      </th>
      {field.columns.map((column) => {
        const path = `${field.id}.${name}.${column.id}`;
        const most = fixed?.max?.[column.id];
        return (
          <td key={column.id} role="cell">
            <span className={styles['cell']} aria-hidden>
              {textOf(column.label, language)}
            </span>
            {!column.when || holds(column.when, look) ? (
              <AnswerField
                field={column}
                path={path}
                instance={instance}
                value={given(cells, column.id)}
                error={errorAt(path)}
                isNeeded={isRequired(column, look)}
                isLocked={isLocked}
                name={`${title}: ${textOf(column.label, language)}`}
                change={(cell) =>
                  change((now) =>
                    field.rows ? withCell(now, name, [column.id, cell]) : withCellAt(now, at, [column.id, cell]),
                  )
                }
              />
            ) : (
              '–'
            )}
            {against && fixed && <AgainstNote against={against} path={path} />}
            {most !== undefined && <span className={styles['help']}>{t('atMost', { most })}</span>}
          </td>
        );
      })}
      {!field.rows && !isLocked && (
        <td role="cell">
          <CloseButton
            aria-label={t('removeRowAt', { n: at + 1 })}
            onClick={() => change((now) => listed(now).filter((_, n) => n !== at))}
          />
        </td>
      )}
    </tr>
  );
}
