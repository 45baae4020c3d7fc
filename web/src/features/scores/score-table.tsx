import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { type Column, DataTable } from '../../ui/data-table';
import { ChangeMark } from './change-mark';
import type { Score, ScoreRow } from './get-scores';
import { isClassChanged, latest, type Sort } from './scores';
import styles from './scores.module.css';

type Props = {
  readonly rows: readonly ScoreRow[];
  readonly sort: Sort;
  readonly sortBy: (sort: Sort) => void;
  readonly open: (row: ScoreRow) => void;
  readonly stageOf: (row: ScoreRow) => ReactNode;
  readonly stuckWith: (row: ScoreRow) => ReactNode;
};

/** A row for each unit: its own points, the appraised and the settled ones, and what became of its class. */
export function ScoreTable({ rows, sort, sortBy, open, stageOf, stuckWith }: Props) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const isOfSeveral = new Set(rows.map(({ obligation }) => obligation)).size > 1;
  const points = (key: 'self' | 'appraised' | 'final'): Column<ScoreRow> => ({
    key,
    title: t(key),
    sort: key,
    align: 'end',
    width: '96px',
    cell: (row) => <Points score={row[key]} />,
  });
  const columns: readonly Column<ScoreRow>[] = [
    {
      key: 'unit',
      title: t('unit'),
      sort: 'unit',
      isRowHeader: true,
      width: '19%',
      cell: (row) => (
        <button type="button" className={styles['name']} onClick={() => open(row)}>
          {row.unit.name ? said(row.unit.name, language) : row.unit.code}
          {isOfSeveral && <span className={styles['soft']}>{said(row.label, language)}</span>}
        </button>
      ),
    },
    { key: 'stage', title: t('stage'), width: '160px', cell: stageOf },
    points('self'),
    points('appraised'),
    points('final'),
    {
      key: 'difference',
      title: t('difference'),
      sort: 'difference',
      width: '124px',
      cell: (row) => <Difference row={row} />,
    },
    { key: 'class', title: t('class'), width: '136px', cell: (row) => <ClassOf row={row} /> },
    { key: 'stuck', title: t('stuckWith'), cell: stuckWith, isNotPrinted: true },
  ];
  return (
    <DataTable
      caption={t('table')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      empty={t('noneHere')}
      sort={sort}
      sortBy={(by) => sortBy(by as Sort)}
    />
  );
}

function Points({ score }: { readonly score: Score | null }) {
  const [language] = useLanguage();
  if (score === null || score.points === null) return null;
  return <span className={`${styles['points']} numbers`}>{numberText(score.points, language)}</span>;
}

function Difference({ row }: { readonly row: ScoreRow }) {
  const { t } = useTranslation('scores');
  const { difference, criteria } = row;
  const changed = criteria.filter((one) => one.isChanged).length;
  if (difference === null) return null;
  return (
    <span className={styles['stack']}>
      <ChangeMark by={difference} />
      {changed > 0 && <span className={styles['soft']}>{t('criteriaChanged', { count: changed })}</span>}
    </span>
  );
}

/** The class that counts now; what the unit gave itself, where it is another one. */
export function ClassOf({ row }: { readonly row: ScoreRow }) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const { self } = row;
  const now = latest(row);
  const text = (score: Score | null): string => (score?.classLabel ? said(score.classLabel, language) : '–');
  if (!now)
    return self?.classLabel ? <span className={styles['soft']}>{t('ownClass', { name: text(self) })}</span> : null;
  return (
    <span className={styles['stack']}>
      <span>
        {text(now)}
        {row.final === null && now.classLabel && <span className={styles['soft']}>{t('expected')}</span>}
      </span>
      {isClassChanged(row) && (
        <span className={styles['classChanged']}>
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
          {t('ownClass', { name: text(self) })}
        </span>
      )}
    </span>
  );
}
