import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';
import { EnclosingDialog } from './enclosing-dialog';
import { usePageBehind } from './use-page-behind';

type Props = {
  readonly close: () => void;
  readonly title: string;
  /** While it is being done, or where something was typed, it does not close by a click beside it. */
  readonly isFirm?: boolean;
  readonly size?: string;
  readonly children: ReactNode;
};

/**
 * Something to be answered, over the page. Its heading is no landmark: the page has its own. What was typed in it
 * (`useUnsaved`) is not lost by Escape or its cross.
 */
export function Dialog({ close, title, isFirm = false, size = 'md', children }: Props) {
  const { t } = useTranslation();
  usePageBehind();
  const below = useContext(EnclosingDialog);
  const [isUnsaved, setUnsaved] = useState(false);
  const [isCovered, setCovered] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const within = useMemo(() => ({ setUnsaved, setCovered }), []);
  useEffect(() => {
    below?.setCovered(true);
    return () => below?.setCovered(false);
  }, [below]);
  return (
    <Modal.Root
      opened
      onClose={isUnsaved ? () => setAsked(true) : close}
      centered
      size={size}
      closeOnClickOutside={!isFirm}
      closeOnEscape={!isCovered}
    >
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className={styles['head']}>
          <Modal.Title className={styles['title'] ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body>
          <EnclosingDialog value={within}>
            {children}
            {isAsked && <Unsaved stay={() => setAsked(false)} leave={close} />}
          </EnclosingDialog>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Unsaved({ stay, leave }: { readonly stay: () => void; readonly leave: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog close={stay} title={t('unsaved.close')} isFirm>
      <Stack gap="md">
        <div>{t('unsaved.typed')}</div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={stay} data-autofocus>
            {t('unsaved.stay')}
          </Button>
          <Button color="red.9" onClick={leave}>
            {t('unsaved.drop')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
