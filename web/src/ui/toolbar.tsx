import type { ReactNode } from 'react';
import styles from './toolbar.module.css';

/** Between the heading and a list: what is shown of it. */
export const Toolbar = ({ children }: { readonly children: ReactNode }) => (
  <div className={`${styles['bar']} not-printed`}>{children}</div>
);
