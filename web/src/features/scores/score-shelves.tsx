import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreRow } from './get-scores';
import { isOn, type Shelf, shelves } from './scores';
import styles from './scores.module.css';

type LinkProps = {
  readonly className: string | undefined;
  readonly 'aria-current'?: 'true';
  readonly children: ReactNode;
};
type Props = {
  readonly rows: readonly ScoreRow[];
  readonly chosen: Shelf;
  readonly as: (shelf: Shelf, props: LinkProps) => ReactNode;
};

/** What of the table is shown, with how many each holds; what holds nobody is left out. */
export function ScoreShelves({ rows, chosen, as }: Props) {
  const { t } = useTranslation('scores');
  return (
    <nav className={styles['shelves']} aria-label={t('shelves.label')}>
      {shelves
        .map((shelf) => [shelf, rows.filter((row) => isOn(shelf, row)).length] as const)
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
