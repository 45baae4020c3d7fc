import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { type Column, DataTable } from '../../ui/data-table';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Item } from './get-standing';
import styles from './standing.module.css';
import { TurnText } from './turn-text';
import { unitText } from './unit-text';

type Props = {
  readonly caption: string;
  readonly items: readonly Item[] | undefined;
  /** Where there is nothing. */
  readonly empty: string;
  readonly error?: unknown;
  readonly retry?: () => unknown;
  /** With how it stands, where the list is of several kinds. */
  readonly hasTag?: boolean;
};

/** Work, the most urgent first: what, whose, by when, and with whom it is stuck. */
export function ItemList({ caption, items, empty, error, retry, hasTag = false }: Props) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  const columns: readonly Column<Item>[] = [
    { key: 'what', title: t('what'), cell: (item) => <What item={item} hasTag={hasTag} /> },
    { key: 'unit', title: t('unit'), width: '24%', cell: ({ unit }) => unitText(unit, language) },
    { key: 'due', title: t('due'), width: '17%', cell: (item) => <ItemDue item={item} /> },
    {
      key: 'turn',
      title: t('turn'),
      width: '27%',
      cell: ({ turn, unit }) => <TurnText turn={turn} unit={unit.code} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
      error={error}
      {...(retry && { retry })}
      empty={<p className={styles['none']}>{empty}</p>}
    />
  );
}

function What({ item, hasTag }: { readonly item: Item; readonly hasTag: boolean }) {
  const [language] = useLanguage();
  const { timeliness } = item;
  return (
    <span className={styles['what']}>
      <Link to={paths.task} params={{ id: String(item.id) }}>
        {inPeriod(said(item.label, language), item.period)}
      </Link>
      <span className={styles['soft']}>{said(item.stageLabel, language)}</span>
      {hasTag && (
        <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
      )}
    </span>
  );
}

const ItemDue = ({ item: { term, due, timeliness } }: { readonly item: Item }) => (
  <TermText term={term} at={due} tag={timeliness.tag} isShort />
);
