import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { chosenFiles, droppedFiles, type GivenFile } from '../lib/given-files';
import styles from './file-drop.module.css';

type Props = {
  /** What is to be put here: kinds, how many, what happens then. */
  readonly hint: ReactNode;
  /** What the button says. */
  readonly choose: ReactNode;
  /** `.pdf,.docx` */
  readonly accept: string;
  readonly isMany?: boolean;
  /** The button asks for a folder, with all that is in it. */
  readonly isFolder?: boolean;
  readonly isBusy?: boolean;
  /** All that were given: whoever takes only some says which. */
  readonly take: (files: readonly GivenFile[]) => void;
};

/** Files are dropped here, or chosen by the button, which keys reach as well. */
export function FileDrop({ hint, choose, accept, isMany = false, isFolder = false, isBusy = false, take }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const given = (files: readonly GivenFile[]): void => {
    if (files.length > 0) take(files);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    if (!isBusy) void droppedFiles(event.dataTransfer).then(given);
  };
  return (
    <div
      className={styles['drop']}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={dropped}
    >
      <Button
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden />}
        loading={isBusy}
        onClick={() => input.current?.click()}
      >
        {choose}
      </Button>
      <span className={styles['hint']}>{hint}</span>
      <input
        ref={input}
        type="file"
        hidden
        multiple={isMany}
        accept={accept}
        {...(isFolder && { webkitdirectory: '' })}
        onChange={(event) => {
          const files = chosenFiles(event.currentTarget.files);
          event.currentTarget.value = '';
          given(files);
        }}
      />
    </div>
  );
}
