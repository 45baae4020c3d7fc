import { useVirtualizer } from '@tanstack/react-virtual';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { memo, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data-table.module.css';
import { EmptyState, ErrorState, LoadingState } from './states';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** What `sort` of the list is called in the API, where it can be sorted by this. */
  readonly sort?: string;
  readonly align?: 'start' | 'end';
  /** Names the row: the first column, unless another says so. */
  readonly isRowHeader?: boolean;
  /** As CSS has it; what is left is shared by the others. */
  readonly width?: string;
  /** Of no use on paper: what is pressed or chosen. */
  readonly isNotPrinted?: boolean;
};

type Props<Row> = {
  /** What the table is of: its name for whoever hears it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined: still asked for. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string | number;
  readonly error?: unknown;
  readonly retry?: () => unknown;
  /** Where there is nothing. */
  readonly empty: ReactNode;
  /** As the API has it: `due`, or `-due` downwards. */
  readonly sort?: string;
  readonly sortBy?: (sort: string) => void;
  /** Below the rows: what fetches more of them. */
  readonly footer?: ReactNode;
};

/** A day, a moment or a number, and nothing else: it is never broken within. */
const isFigures = (shown: ReactNode): boolean => typeof shown === 'string' && /^[\d\s/.,:%–-]+$/.test(shown);

/** So many rows are drawn at once; of more only those in view. */
const ALL_DRAWN = 100;
const ROW = 45;

/** A table, and a real one: sorted by its headings, which stay in view; on a phone each row is a small card. */
export function DataTable<Row>({ rows, error, retry, empty, ...rest }: Props<Row>) {
  if (error !== null && error !== undefined && rows === undefined)
    return <ErrorState error={error} {...(retry && { retry })} />;
  if (rows === undefined) return <LoadingState rows={6} />;
  if (rows.length === 0) return <>{typeof empty === 'string' ? <EmptyState title={empty} /> : empty}</>;
  return <Drawn rows={rows} {...rest} />;
}

type DrawnProps<Row> = Omit<Props<Row>, 'rows' | 'empty' | 'error' | 'retry'> & { readonly rows: readonly Row[] };

function Drawn<Row>({ caption, columns, rows, keyOf, sort, sortBy, footer }: DrawnProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const isLong = rows.length > ALL_DRAWN;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 12,
    enabled: isLong,
  });
  const shown = isLong ? virtual.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const above = isLong ? (shown[0]?.start ?? 0) : 0;
  const below = isLong ? virtual.getTotalSize() - (shown.at(-1)?.end ?? 0) : 0;
  return (
    <div className={styles['whole']}>
      {/* What scrolls can be reached by keys. */}
      <div
        className={styles['frame']}
        data-long={isLong}
        ref={frame}
        tabIndex={isLong ? 0 : undefined}
        role={isLong ? 'region' : undefined}
        aria-label={isLong ? caption : undefined}
      >
        <table className={styles['table']} role="table" aria-rowcount={isLong ? rows.length + 1 : undefined}>
          <caption className="only-heard">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Heading key={column.key} column={column} sort={sort} sortBy={sortBy} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {above > 0 && <Gap height={above} width={columns.length} />}
            {shown.map(({ index }) => {
              const row = rows[index];
              return row === undefined ? null : (
                <Line
                  key={keyOf(row)}
                  index={index}
                  columns={columns}
                  row={row}
                  {...(isLong && { measure: virtual.measureElement })}
                />
              );
            })}
            {below > 0 && <Gap height={below} width={columns.length} />}
          </tbody>
        </table>
      </div>
      {footer !== undefined && <div className={`${styles['footer']} not-printed`}>{footer}</div>}
    </div>
  );
}

type LineProps<Row> = {
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  /** Of a row of many, of which only those in view are drawn. */
  readonly measure?: (element: HTMLElement | null) => void;
};

/** Drawn again only when it is another: scrolling draws what comes into view, and nothing twice. */
const Line = memo(function Line<Row>({ index, columns, row, measure }: LineProps<Row>) {
  return (
    <tr role="row" data-index={index} ref={measure} aria-rowindex={measure && index + 2}>
      <Cells columns={columns} row={row} />
    </tr>
  );
}) as <Row>(props: LineProps<Row>) => ReactNode;

const Gap = ({ height, width }: { readonly height: number; readonly width: number }) => (
  <tr aria-hidden className={styles['gap']}>
    <td colSpan={width} style={{ height }} />
  </tr>
);

function Cells<Row>({ columns, row }: { readonly columns: readonly Column<Row>[]; readonly row: Row }) {
  const header = columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0];
  return columns.map((column) => {
    const { key, title, cell, align, isNotPrinted, width } = column;
    // Those that have no measure of their own.
    const isFree = align !== 'end' && (width === undefined || width.endsWith('%'));
    const shown = cell(row);
    const isWhole = isFigures(shown);
    const inside = (
      <>
        <span className={styles['label']} aria-hidden>
          {title}
        </span>
        <span className={styles['value']}>{shown}</span>
      </>
    );
    return column === header ? (
      <th key={key} scope="row" role="rowheader" data-align={align} data-free={isFree} data-whole={isWhole}>
        {inside}
      </th>
    ) : (
      <td
        key={key}
        role="cell"
        data-align={align}
        data-free={isFree}
        data-whole={isWhole}
        className={isNotPrinted ? 'not-printed' : undefined}
      >
        {inside}
      </td>
    );
  });
}

type HeadingProps<Row> = Pick<Props<Row>, 'sort' | 'sortBy'> & { readonly column: Column<Row> };

function Heading<Row>({ column: { title, sort: by, align, width, isNotPrinted }, sort, sortBy }: HeadingProps<Row>) {
  const { t } = useTranslation();
  const way = by === undefined ? undefined : sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none';
  const style = width === undefined ? undefined : { width };
  if (way === undefined || by === undefined || !sortBy)
    return (
      <th
        scope="col"
        role="columnheader"
        data-align={align}
        style={style}
        className={isNotPrinted ? 'not-printed' : undefined}
      >
        {title}
      </th>
    );
  const Mark = way === 'ascending' ? IconArrowUp : way === 'descending' ? IconArrowDown : IconArrowsSort;
  return (
    <th scope="col" role="columnheader" data-align={align} aria-sort={way} style={style}>
      <button type="button" className={styles['sort']} onClick={() => sortBy(way === 'ascending' ? `-${by}` : by)}>
        {title}
        <Mark size={14} aria-hidden />
        <span className="only-heard">{t('sortBy')}</span>
      </button>
    </th>
  );
}
