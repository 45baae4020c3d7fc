import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

type Props = {
  readonly close: () => void;
  readonly title: string;
  /** While it is being done, or where something was typed, it does not close by a click beside it. */
  readonly isFirm?: boolean;
  readonly size?: string;
  readonly children: ReactNode;
};

/** Something to be answered, over the page. Its heading is no landmark: the page has its own. */
export function Dialog({ close, title, isFirm = false, size = 'md', children }: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened onClose={close} centered size={size} closeOnClickOutside={!isFirm}>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className={styles['head']}>
          <Modal.Title className={styles['title'] ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
