import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Field, given } from '../../../../src/core/form/form';
import { numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { AnswerRow, Heading } from './get-answers';
import styles from './side-by-side.module.css';

type Props = {
  readonly heading: Heading;
  /** An answer as it is read. */
  readonly read: (field: Field, value: unknown) => ReactNode;
  /** The same in plain text, for another document. */
  readonly textOf: (field: Field, value: unknown) => string;
  readonly nameOf: (row: AnswerRow) => ReactNode;
};

/** What all units say under one heading, field by field: in official order, numbers added up, and who is missing. */
export function SideBySide({ heading, read, textOf, nameOf }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const { fields, items, tasks, handedIn } = heading;
  const missing = items.filter(({ answers }) => answers === null);
  const sent = items.filter(({ answers }) => answers !== null);
  return (
    <div className={styles['whole']}>
      <p className={styles['count']} role="status">
        <strong className="numbers">{numberText(handedIn, language)}</strong> {t('sentOf', { count: tasks })}
      </p>
      {missing.length > 0 && (
        <details className={styles['missing']} open={missing.length <= 5}>
          <summary>{t('missing', { count: missing.length })}</summary>
          <ul>
            {missing.map((row) => (
              <li key={row.instance}>{nameOf(row)}</li>
            ))}
          </ul>
        </details>
      )}
      {fields.map((field) => {
        const title = said(field.label, language);
        return (
          <section key={field.id} className={styles['field']} aria-labelledby={`field-${field.id}`}>
            <div className={styles['top']}>
              <h3 id={`field-${field.id}`}>{title}</h3>
              {sent.length > 0 && (
                <Copy text={sent.map((row) => line(row, textOf(field, given(answersOf(row), field.id)))).join('\n')} />
              )}
            </div>
            <Sums field={field} sums={heading.sums} />
            {sent.length > 0 && (
              <dl className={styles['answers']} data-short={field.type === 'number' || field.type === 'yes-no'}>
                {sent.map((row) => (
                  <div key={row.instance}>
                    <dt>{nameOf(row)}</dt>
                    <dd>{read(field, given(answersOf(row), field.id))}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        );
      })}
    </div>
  );
}

const answersOf = ({ answers }: AnswerRow): Readonly<Record<string, unknown>> => answers ?? {};
const line = ({ unit, unitName }: AnswerRow, text: string): string => `${unitName?.vi ?? unit}: ${text}`;

function Copy({ text }: { readonly text: string }) {
  const { t } = useTranslation('rounds');
  return (
    <span className="not-printed">
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
            onClick={copy}
          >
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </span>
  );
}

type SumsProps = { readonly field: Field; readonly sums: Readonly<Record<string, number>> };

/** What is a number, of all units together: of a table row by row. */
function Sums({ field, sums }: SumsProps) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  if (field.type === 'number') {
    const sum = given(sums, field.id);
    return typeof sum === 'number' ? (
      <p className={styles['sum']}>{t('sum', { sum: numberText(sum, language, 4) })}</p>
    ) : null;
  }
  if (field.type !== 'table') return null;
  const columns = field.columns.filter(({ type }) => type === 'number');
  const rows = field.rows?.map(({ id, label }) => ({ path: `${field.id}.${id}`, name: said(label, language) })) ?? [
    { path: field.id, name: t('together') },
  ];
  const isSaid = rows.some(({ path }) => columns.some(({ id }) => given(sums, `${path}.${id}`) !== undefined));
  if (!isSaid) return null;
  return (
    <div className={styles['frame']} tabIndex={0} role="group" aria-label={t('sums')}>
      <table className={styles['sums']}>
        <caption>{t('sums')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('content')}</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" data-number>
                {said(label, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, name }) => (
            <tr key={path}>
              <th scope="row">{name}</th>
              {columns.map(({ id }) => {
                const sum = given(sums, `${path}.${id}`);
                return (
                  <td key={id} data-number>
                    {typeof sum === 'number' ? numberText(sum, language, 4) : '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
