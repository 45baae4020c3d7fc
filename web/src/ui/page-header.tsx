import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page-header.module.css';

/** The first page of a visit begins at the top, as every page does; those after it begin at their heading. */
let hasBegun = false;

type Props = {
  readonly title: string;
  /** Above the title: where this stands, such as a link back. */
  readonly above?: ReactNode;
  /** Below it: one line of what this is. */
  readonly lead?: ReactNode;
  /** Beside it: what can be done with the whole page, the most usual first. */
  readonly actions?: ReactNode;
  /** The title of the browser's window, where it says more. */
  readonly windowTitle?: string;
};

/** The heading of a page: one for each, drawn at once, also while its content is still asked for. */
export function PageHeader({ title, above, lead, actions, windowTitle = title }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasBegun) heading.current?.focus({ preventScroll: true });
    hasBegun = true;
  }, []);
  return (
    <header className={styles['header']}>
      <title>{`${windowTitle} · ${t('product')}`}</title>
      {above !== undefined && <div className={styles['above']}>{above}</div>}
      <div className={styles['row']}>
        <div className={styles['words']}>
          <h1 className={styles['title']} tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {lead !== undefined && <div className={styles['lead']}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={`${styles['actions']} not-printed`}>{actions}</div>}
      </div>
    </header>
  );
}
