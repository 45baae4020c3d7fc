import { ActionIcon, Button, Checkbox, Menu } from '@mantine/core';
import { IconCircleCheck, IconCircleDot, IconDots, IconFlag, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateText, momentText, timeText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { type Column, DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Act, RoundRow } from './get-round';
import styles from './rounds.module.css';
import { isForMany, isIn, type Sort } from './shelves';

type Props = {
  readonly rows: readonly RoundRow[];
  readonly sort: Sort;
  readonly sortBy: (sort: Sort) => void;
  readonly chosen: ReadonlySet<number>;
  readonly choose: (id: number) => void;
  readonly open: (row: RoundRow) => void;
  readonly act: (row: RoundRow, act: Act) => void;
};

/** A row for each unit: where it stands, by when, with whom it is stuck, what was said last, and what one does about it. */
export function RoundTable({ rows, sort, sortBy, chosen, choose, open, act }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const hasActs = rows.some(({ acts }) => acts.length > 0);
  const isOne = ({ id }: RoundRow): boolean => chosen.has(id);
  const isOfSeveral = new Set(rows.map(({ obligation }) => obligation)).size > 1;
  const columns: readonly Column<RoundRow>[] = [
    ...(rows.some((row) => isForMany(row) || isOne(row))
      ? [
          {
            key: 'chosen',
            title: t('choose'),
            width: '56px',
            isNotPrinted: true,
            cell: (row: RoundRow) =>
              (isForMany(row) || isOne(row)) && (
                <Checkbox
                  aria-label={t('chooseUnit', { unit: nameOf(row, language) })}
                  checked={isOne(row)}
                  onChange={() => choose(row.id)}
                />
              ),
          },
        ]
      : []),
    {
      key: 'unit',
      title: t('unit'),
      sort: 'unit',
      isRowHeader: true,
      width: '19%',
      cell: (row) => (
        <button type="button" className={styles['name']} onClick={() => open(row)}>
          {nameOf(row, language)}
          {isOfSeveral && <span className={styles['soft']}>{said(row.label, language)}</span>}
        </button>
      ),
    },
    { key: 'stage', title: t('stage'), sort: 'stage', width: '156px', cell: (row) => <Stage row={row} /> },
    {
      key: 'due',
      title: t('due'),
      sort: 'due',
      width: '172px',
      cell: ({ term, due, timeliness }) => (
        <span className={styles['stack']}>
          {due !== null && !isCalm({ term, timeliness }) && (
            <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
          )}
          <TermText term={term} at={due} tag={timeliness.tag} isShort />
        </span>
      ),
    },
    { key: 'sent', title: t('sentAt'), sort: 'sent', width: '112px', cell: (row) => <Sent row={row} /> },
    { key: 'stuck', title: t('stuckWith'), cell: (row) => <StuckWith row={row} /> },
    {
      key: 'reminded',
      title: t('lastTold'),
      width: '132px',
      cell: ({ lastReminder }) =>
        lastReminder && (
          <span className={styles['stack']}>
            <time className="numbers" dateTime={lastReminder.at} title={momentText(lastReminder.at)}>
              {dateText(lastReminder.at)}
            </time>
            <span className={styles['soft']}>{said(lastReminder.to, language)}</span>
          </span>
        ),
    },
    ...(hasActs
      ? [
          {
            key: 'acts',
            title: t('acts'),
            width: '124px',
            isNotPrinted: true,
            cell: (row: RoundRow) => <Acts row={row} open={open} act={act} />,
          },
        ]
      : []),
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

export const nameOf = ({ unit }: Pick<RoundRow, 'unit'>, language: 'vi' | 'en'): string =>
  unit.name ? said(unit.name, language) : unit.code;

/** Where it stands, and what stands open beside that. */
export function Stage({ row }: { readonly row: RoundRow }) {
  const [language] = useLanguage();
  const [tone, icon] = isIn('received', row)
    ? (['good', IconCircleCheck] as const)
    : isIn('toReceive', row)
      ? (['warn', IconCircleDot] as const)
      : (['calm', IconCircleDot] as const);
  return (
    <span className={styles['stack']}>
      <StatusTag tone={tone} icon={icon}>
        {said(row.stageLabel, language)}
      </StatusTag>
      {row.marks.map(({ name, label }) => (
        <StatusTag key={name} tone="warn" icon={IconFlag}>
          {said(label, language)}
        </StatusTag>
      ))}
    </span>
  );
}

/** Nothing is late, and nothing done: how many days are left says it all. */
const isCalm = ({ term, timeliness: { tag, level } }: Pick<RoundRow, 'term' | 'timeliness'>): boolean =>
  term !== null && level === 0 && (tag === 'on-track' || tag === 'due-soon');

function Sent({ row: { sentAt, handedIn } }: { readonly row: RoundRow }) {
  const { t } = useTranslation('rounds');
  if (sentAt === null) return null;
  return (
    <span className={styles['stack']}>
      <time className="numbers" dateTime={sentAt}>
        {dateText(sentAt)}
        <span className={styles['soft']}>{timeText(sentAt)}</span>
      </time>
      {handedIn && handedIn.at > sentAt && (
        <span className={styles['soft']}>{t('sentAgain', { at: momentText(handedIn.at) })}</span>
      )}
    </span>
  );
}

/** With whom it is stuck, to be called up. */
export function StuckWith({ row: { turn, contacts, unit } }: { readonly row: RoundRow }) {
  const [language] = useLanguage();
  if (!turn || turn.length === 0) return null;
  const others = contacts.filter((one) => one.unit === unit.code);
  if (others.some(({ phone }) => phone !== null))
    return (
      <span className={styles['stack']}>
        {others.map(({ id, name, phone }) => (
          <span key={id}>
            {name}
            {phone !== null && (
              <a className={styles['phone']} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
                <IconPhone size={14} stroke={1.8} aria-hidden />
                {phone}
              </a>
            )}
          </span>
        ))}
      </span>
    );
  if (others.length > 0) return <People names={others.map(({ name }) => name)} />;
  const names = turn.flatMap(({ label, people }) =>
    people.length > 0 ? people.map(({ name }) => name) : [said(label, language)],
  );
  return <People names={[...new Set(names)]} />;
}

/** Each on a line of their own: a name that breaks in the middle is read twice. */
const People = ({ names }: { readonly names: readonly string[] }) => (
  <span className={styles['people']}>
    {names.map((name) => (
      <span key={name}>{name}</span>
    ))}
  </span>
);

type ActsProps = Pick<Props, 'open' | 'act'> & { readonly row: RoundRow };

/** What is usual is a button of its own; what leads to a document opens it. */
function Acts({ row, open, act }: ActsProps) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  // Whoever writes it in the unit does so on the page of the task.
  const acts = row.acts.filter(({ form, onBehalf }) => form === null || onBehalf);
  const unit = nameOf(row, language);
  return (
    <span className={styles['acts']}>
      {isIn('toReceive', row) && (
        <Button size="compact-sm" onClick={() => open(row)}>
          {t('look')}
          <span className="only-heard">{unit}</span>
        </Button>
      )}
      {acts.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" size={28} aria-label={t('actsOf', { unit })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {acts.map((one) => (
              <Menu.Item key={one.event} onClick={() => act(row, one)}>
                {said(one.label, language)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
