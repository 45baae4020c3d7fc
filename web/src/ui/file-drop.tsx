import { Button } from '@mantine/core';
import { IconFolder, IconUpload } from '@tabler/icons-react';
import { type ChangeEvent, type DragEvent, type ReactNode, useRef, useState } from 'react';
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
  /** What a second button says, which asks for a folder with all that is in it. */
  readonly chooseFolder?: ReactNode;
  readonly isBusy?: boolean;
  /** All that were given: whoever takes only some says which. */
  readonly take: (files: readonly GivenFile[]) => void;
};

/** Files are dropped here, or chosen by the button, which keys reach as well. */
export function FileDrop({ hint, choose, accept, isMany = false, chooseFolder, isBusy = false, take }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const given = (files: readonly GivenFile[]): void => {
    if (files.length > 0) take(files);
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = chosenFiles(event.currentTarget.files);
    event.currentTarget.value = '';
    given(files);
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
      {chooseFolder !== undefined && (
        <>
          <Button
            variant="default"
            leftSection={<IconFolder size={16} aria-hidden />}
            disabled={isBusy}
            onClick={() => folder.current?.click()}
          >
            {chooseFolder}
          </Button>
          <input ref={folder} type="file" hidden {...{ webkitdirectory: '' }} onChange={chosen} />
        </>
      )}
      <span className={styles['hint']}>{hint}</span>
      <input ref={input} type="file" hidden multiple={isMany} accept={accept} onChange={chosen} />
    </div>
  );
}
