import type { ReactNode } from 'react';
import { Brand } from '../../ui/brand';
import styles from './doorway.module.css';

type Props = { readonly switches: ReactNode; readonly children: ReactNode };

/** The house from outside: what one sees before signing in. */
export function Doorway({ switches, children }: Props) {
  return (
    <div className={styles['door']}>
      <header className={styles['top']}>
        <Brand />
        <div className={styles['switches']}>{switches}</div>
      </header>
      <main className={styles['main']}>
        <div className={styles['card']}>{children}</div>
      </main>
    </div>
  );
}
