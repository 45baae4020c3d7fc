import { IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './help-link.module.css';

type Props = {
  readonly open: () => void;
  readonly children: ReactNode;
  readonly hasIcon?: boolean;
};

/** Words that tell more when they are pressed, over the page: nobody leaves what they are doing. */
export const HelpLink = ({ open, children, hasIcon = false }: Props) => (
  <button type="button" className={styles['help']} aria-haspopup="dialog" onClick={open}>
    {hasIcon && <IconFileText size={15} stroke={1.7} aria-hidden />}
    {children}
  </button>
);
