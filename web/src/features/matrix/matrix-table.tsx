import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText, shortDateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { CellMark } from './cell-mark';
import { fives, fiveText } from './five-text';
import type { Cell, Matrix, MatrixColumn, Row } from './get-matrix';
import styles from './matrix.module.css';

type Props = { readonly matrix: Matrix };

/** Units × rounds, a real table: its headings stay in view, and each cell leads to the work behind it. */
export function MatrixTable({ matrix }: Props) {
  const { t } = useTranslation('matrix');
  const { columns, rows } = matrix;
  const legend: Legend = new Map(matrix.legend.map((one) => [one.state, one]));
  return (
    // What scrolls can be reached by keys.
    <div className={styles['frame']} tabIndex={0} role="region" aria-label={t('title')}>
      <table className={styles['table']}>
        <caption className="only-heard">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles['corner']}>
              {t('unit')}
            </th>
            {columns.map((column) => (
              <ColumnHeading key={`${column.round.key} ${column.obligation}`} column={column} />
            ))}
            {fives.map((name) => (
              <th key={name} scope="col" className={styles['sumHeading']}>
                {t(`five.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnitRow key={`${row.plan} ${row.unit.code}`} row={row} columns={columns} legend={legend} />
          ))}
        </tbody>
        <Totals matrix={matrix} />
      </table>
    </div>
  );
}

type Legend = ReadonlyMap<Cell['state'], Matrix['legend'][number]>;

function ColumnHeading({ column: { obligation, period, label, due, requested } }: { readonly column: MatrixColumn }) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  return (
    <th scope="col" className={styles['heading']} title={said(label, language)}>
      <span className={styles['code']}>{obligation}</span>
      <span className="only-heard">{said(label, language)}</span>
      <span>{periodText(period, 'short')}</span>
      <span className={styles['soft']}>
        {requested ? due && t('dueDay', { day: shortDateText(due) }) : t('notRequested')}
      </span>
    </th>
  );
}

type RowProps = { readonly row: Row; readonly columns: readonly MatrixColumn[]; readonly legend: Legend };

function UnitRow({ row: { unit, cells, totals }, columns, legend }: RowProps) {
  const [language] = useLanguage();
  const byColumn = new Map(cells.map((cell) => [cell.column, cell]));
  return (
    <tr>
      <th scope="row" className={styles['unit']}>
        {unit.name ? said(unit.name, language) : unit.code}
      </th>
      {columns.map(({ round, obligation, requested }, index) => {
        const cell = byColumn.get(index);
        return (
          <td key={`${round.key} ${obligation}`} className={styles['cell']}>
            {cell ? (
              <Inside cell={cell} round={round.id} legend={legend} />
            ) : (
              !requested && <NotRequested legend={legend} />
            )}
          </td>
        );
      })}
      {fives.map((name) => (
        <td key={name} className={`${styles['sum']} numbers`}>
          {fiveText(totals, name, language)}
        </td>
      ))}
    </tr>
  );
}

type InsideProps = { readonly cell: Cell; readonly round: number | null; readonly legend: Legend };

/** Leads to the task behind it; where there are several, to all of them in their round. */
function Inside({ cell, round, legend }: InsideProps) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  const { id, state, submitted, due, tasks, stageLabel } = cell;
  const look = legend.get(state);
  if (!look) return null;
  const words = [
    said(look.label, language),
    said(stageLabel, language),
    submitted && t('sentOn', { day: dateText(submitted) }),
    due && t('dueOn', { day: dateText(due) }),
    tasks > 1 && t('tasks', { count: tasks }),
  ].filter(Boolean);
  const day = submitted ?? due;
  return (
    <Link
      {...(tasks > 1 && round !== null
        ? { to: paths.round, params: { id: String(round) } }
        : { to: paths.task, params: { id: String(id) } })}
      className={styles['link'] ?? ''}
      title={words.join(' · ')}
    >
      <CellMark state={state} letter={said(look.letter, language)} />
      <span className={`${styles['day']} numbers`} aria-hidden>
        {day && shortDateText(day)}
        {tasks > 1 && ` +${tasks - 1}`}
      </span>
      <span className="only-heard">{words.join(', ')}</span>
    </Link>
  );
}

function NotRequested({ legend }: { readonly legend: Legend }) {
  const [language] = useLanguage();
  const look = legend.get('not-requested');
  return (
    look && (
      <>
        <CellMark state="not-requested" letter={said(look.letter, language)} />
        <span className="only-heard">{said(look.label, language)}</span>
      </>
    )
  );
}

/** Below: the five numbers of each round, of all units; and of everything. */
function Totals({ matrix: { columns, totals } }: Props) {
  const { t } = useTranslation('matrix');
  const [language] = useLanguage();
  return (
    <tfoot>
      {fives.map((name, place) => (
        <tr key={name}>
          <th scope="row" className={styles['unit']}>
            {t(`five.${name}`)}
          </th>
          {columns.map((column) => (
            <td key={`${column.round.key} ${column.obligation}`} className={`${styles['sum']} numbers`}>
              {fiveText(column.totals, name, language)}
            </td>
          ))}
          {fives.map((of, at) => (
            <td key={of} className={`${styles['sum']} numbers`}>
              {at === place && <strong>{fiveText(totals, name, language)}</strong>}
            </td>
          ))}
        </tr>
      ))}
    </tfoot>
  );
}
