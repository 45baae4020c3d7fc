import type { ReactNode } from 'react';
import styles from './shelf-bar.module.css';

type LinkProps = {
  readonly className: string | undefined;
  readonly 'aria-current'?: 'true';
  readonly children: ReactNode;
};
type Props<Shelf extends string> = {
  readonly label: string;
  readonly shelves: readonly { readonly shelf: Shelf; readonly words: string; readonly count: number }[];
  readonly chosen: Shelf;
  readonly as: (shelf: Shelf, props: LinkProps) => ReactNode;
};

/** What of a table is shown, with how many each holds; what holds nobody is left out, but for the whole and what is chosen. */
export function ShelfBar<Shelf extends string>({ label, shelves, chosen, as }: Props<Shelf>) {
  return (
    <nav className={styles['shelves']} aria-label={label}>
      {shelves
        .filter(({ shelf, count }) => count > 0 || shelf === chosen || shelf === 'all')
        .map(({ shelf, words, count }) => (
          <span key={shelf}>
            {as(shelf, {
              className: styles['shelf'],
              ...(shelf === chosen && { 'aria-current': 'true' }),
              children: (
                <>
                  {words} <span className="numbers">{count}</span>
                </>
              ),
            })}
          </span>
        ))}
    </nav>
  );
}
