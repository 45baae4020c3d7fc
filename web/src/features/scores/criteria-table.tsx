import { useTranslation } from 'react-i18next';
import { numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { type Column, DataTable } from '../../ui/data-table';
import { ChangeMark } from './change-mark';
import type { Criterion, ScoreRow } from './get-scores';
import { latest } from './scores';
import styles from './scores.module.css';

type Props = {
  readonly rows: readonly ScoreRow[];
  readonly criteria: readonly Criterion[];
  readonly open: (row: ScoreRow) => void;
};

/** Units × criteria: the points that count, and beside them what the scorer has changed. */
export function CriteriaTable({ rows, criteria, open }: Props) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const columns: readonly Column<ScoreRow>[] = [
    {
      key: 'unit',
      title: t('unit'),
      isRowHeader: true,
      width: '18%',
      cell: (row) => (
        <button type="button" className={styles['name']} onClick={() => open(row)}>
          {row.unit.name ? said(row.unit.name, language) : row.unit.code}
        </button>
      ),
    },
    ...criteria.map(({ id, label }): Column<ScoreRow> => ({
      key: id,
      title: said(label, language),
      align: 'end',
      cell: (row) => <Cell row={row} criterion={id} />,
    })),
    {
      key: 'total',
      title: t('total'),
      align: 'end',
      width: '104px',
      cell: (row) => {
        const points = (latest(row) ?? row.self)?.points ?? null;
        return <strong className="numbers">{points === null ? '–' : numberText(points, language)}</strong>;
      },
    },
  ];
  return (
    <div className={styles['criteria']}>
      <DataTable caption={t('criteria')} columns={columns} rows={rows} keyOf={({ id }) => id} empty={t('noneHere')} />
    </div>
  );
}

function Cell({ row, criterion }: { readonly row: ScoreRow; readonly criterion: string }) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const one = row.criteria.find(({ id }) => id === criterion);
  const points = one?.appraised ?? one?.self ?? null;
  if (!one || points === null) return null;
  return (
    <span className={styles['cell']} data-changed={one.isChanged}>
      <span className="numbers">{numberText(points, language)}</span>
      {one.self !== null && one.appraised !== null && <ChangeMark by={one.appraised - one.self} isQuiet />}
      {one.isChanged && one.reason === null && <span className={styles['soft']}>{t('noReason')}</span>}
    </span>
  );
}
