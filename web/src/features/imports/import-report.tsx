import { IconAlertTriangle, IconCircleCheck, IconCirclePlus, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import styles from './import-report.module.css';
import type { UnitReport, UserReport } from './take-in';

type Report = UserReport | UnitReport;

/** What the rows of a file come to: what cannot be taken, cell by cell, and what would change. */
export function ImportReport({ report, isTaken }: { readonly report: Report; readonly isTaken: boolean }) {
  const { t } = useTranslation('imports');
  const { rows, added, changed, unchanged, refused, skipped } = report.counts;
  return (
    <div className={styles['report']} role="status">
      <p className={styles['counts']}>
        {refused > 0 ? (
          <StatusTag tone="bad" icon={IconAlertTriangle}>
            {t('refused', { count: refused })}
          </StatusTag>
        ) : (
          <StatusTag tone="good" icon={IconCircleCheck}>
            {t(isTaken ? 'isTaken' : 'fits')}
          </StatusTag>
        )}
        <span>{t('counts', { rows, added, changed, unchanged, skipped })}</span>
      </p>
      {report.errors.length > 0 && <Errors errors={report.errors} />}
      {report.errors.length === 0 && report.changes.length > 0 && <Changes report={report} />}
      {'findings' in report && report.findings.length > 0 && (
        <section>
          <h3>{t('findings', { count: report.findings.length })}</h3>
          <ul>
            {report.findings.map(({ rule, message }, n) => (
              <li key={`${rule} ${n}`}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      {'newerDrafts' in report && report.newerDrafts.length > 0 && (
        <p>{t('newerDrafts', { base: report.base, versions: report.newerDrafts.join(', ') })}</p>
      )}
    </div>
  );
}

function Errors({ errors }: { readonly errors: Report['errors'] }) {
  const { t } = useTranslation('imports');
  return (
    <DataTable
      caption={t('errors')}
      rows={errors}
      keyOf={({ row, column, code }) => `${row} ${column ?? ''} ${code}`}
      empty=""
      columns={[
        { key: 'row', title: t('row'), isRowHeader: true, cell: ({ row }) => row, width: '80px' },
        { key: 'column', title: t('column'), cell: ({ column }) => column ?? t('wholeRow'), width: '180px' },
        { key: 'value', title: t('value'), cell: ({ value }) => value ?? '–', width: '200px' },
        {
          key: 'message',
          title: t('wrong'),
          cell: ({ message, suggestion }) => (
            <>
              {message}
              {suggestion !== undefined && <span className={styles['meant']}>{t('meant', { suggestion })}</span>}
            </>
          ),
        },
      ]}
    />
  );
}

type Change = { readonly row: number; readonly before: unknown; readonly after: unknown } & (
  { readonly account: string; readonly what: string } | { readonly code: string }
);

function Changes({ report }: { readonly report: Report }) {
  const { t } = useTranslation('imports');
  const changes = report.changes as readonly Change[];
  return (
    <DataTable
      caption={t('changes')}
      rows={changes}
      keyOf={(change) => `${change.row} ${'what' in change ? change.what : ''}`}
      empty=""
      columns={[
        { key: 'row', title: t('row'), cell: ({ row }) => row, width: '80px' },
        {
          key: 'of',
          title: t('of'),
          isRowHeader: true,
          cell: (change) => ('account' in change ? change.account : change.code),
          width: '200px',
        },
        {
          key: 'what',
          title: t('what'),
          cell: (change) => (
            <StatusTag
              tone={change.before === null ? 'good' : 'info'}
              icon={change.before === null ? IconCirclePlus : IconPencil}
            >
              {t(
                `change.${'what' in change ? change.what : change.before === null ? 'unit-added' : 'unit-changed'}` as 'change.unit-added',
              )}
            </StatusTag>
          ),
          width: '190px',
        },
        { key: 'how', title: t('how'), cell: ({ before, after }) => <Facts before={before} after={after} /> },
      ]}
    />
  );
}

type Data = Readonly<Record<string, unknown>>;
const dataOf = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const textOf = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map(textOf).join(', ') || '–';
  if (typeof value === 'object') return Object.values(value).map(textOf).join(' / ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Of what was there only what becomes different; of what is new, all that is said. */
function Facts({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const { t } = useTranslation('imports');
  const [was, becomes] = [dataOf(before), dataOf(after)];
  const names = Object.keys(becomes).filter(
    (name) => textOf(becomes[name]) !== '–' && JSON.stringify(was[name]) !== JSON.stringify(becomes[name]),
  );
  const gone = Object.keys(was).filter((name) => textOf(was[name]) !== '–' && textOf(becomes[name]) === '–');
  return (
    <ul className={styles['facts']}>
      {[...names, ...gone].map((name) => (
        <li key={name}>
          <span className={styles['name']}>{t(`field.${name}` as 'field.name', { defaultValue: name })}</span>{' '}
          {before !== null && <del>{textOf(was[name])}</del>} {textOf(becomes[name])}
        </li>
      ))}
    </ul>
  );
}
