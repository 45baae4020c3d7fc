import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog';
import { ProblemNote } from './problem-note';

type Props = {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly children?: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  readonly isGrave?: boolean;
  /** A reason is asked for, and goes along. */
  readonly reason?: { readonly label: string; readonly isNeeded: boolean; readonly hint?: string };
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly confirm: (reason: string) => void;
};

/** Asks once more before something that cannot be taken back, or that somebody will want to know the reason of. */
export function ConfirmDialog({ isOpen, close, title, isBusy, ...rest }: Props) {
  return (
    isOpen && (
      <Dialog close={isBusy ? () => undefined : close} title={title} isFirm={isBusy}>
        <Asked close={close} isBusy={isBusy} {...rest} />
      </Dialog>
    )
  );
}

function Asked({
  close,
  children,
  verb,
  isGrave = false,
  reason,
  isBusy,
  error,
  confirm,
}: Omit<Props, 'isOpen' | 'title'>) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    confirm(text.trim());
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        {children !== undefined && <div>{children}</div>}
        {reason && (
          <Textarea
            data-autofocus
            label={reason.label}
            description={reason.hint}
            required={reason.isNeeded}
            autosize
            minRows={3}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <ProblemNote error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} disabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button type="submit" color={isGrave ? 'red.9' : undefined} loading={isBusy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
