import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

type Props = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a page with a heading of its own, on a sheet of its own. */
export function Section({ title, lead, actions, children }: Props) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['top']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {actions !== undefined && <div className="not-printed">{actions}</div>}
      </div>
      {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      <div className={styles['body']}>{children}</div>
    </section>
  );
}
