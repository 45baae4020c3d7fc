import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoundRow } from './get-round';
import styles from './rounds.module.css';
import { isIn, type Shelf, shelves } from './shelves';

type LinkProps = {
  readonly className: string | undefined;
  readonly 'aria-current'?: 'true';
  readonly children: ReactNode;
};
type Props = {
  readonly rows: readonly RoundRow[];
  readonly chosen: Shelf;
  readonly as: (shelf: Shelf, props: LinkProps) => ReactNode;
};

/** What of the table is shown, with how many each holds; what holds nobody is left out. */
export function ShelfBar({ rows, chosen, as }: Props) {
  const { t } = useTranslation('rounds');
  const counted = shelves.map((shelf) => [shelf, rows.filter((row) => isIn(shelf, row)).length] as const);
  return (
    <nav className={styles['shelves']} aria-label={t('shelves.label')}>
      {counted
        .filter(([shelf, n]) => n > 0 || shelf === chosen || shelf === 'all')
        .map(([shelf, n]) => (
          <span key={shelf}>
            {as(shelf, {
              className: styles['shelf'],
              ...(shelf === chosen && { 'aria-current': 'true' }),
              children: (
                <>
                  {t(`shelves.${shelf}`)} <span className="numbers">{n}</span>
                </>
              ),
            })}
          </span>
        ))}
    </nav>
  );
}
