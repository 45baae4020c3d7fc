import { Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from './dialog';
import { DialogFoot } from './dialog-foot';
import { useUnsaved } from './enclosing-dialog';
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
  const [text, setText] = useState('');
  useUnsaved(text.trim() !== '');
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
        <DialogFoot close={close} verb={verb} isBusy={isBusy} isGrave={isGrave} />
      </Stack>
    </form>
  );
}
