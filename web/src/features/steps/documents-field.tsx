import { Button, CloseButton, Progress } from '@mantine/core';
import { IconFile, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { type Kept, upload } from '../../lib/upload';
import { Note, ProblemNote } from '../../ui/problem-note';
import styles from './steps.module.css';

type Props = {
  readonly instance: number;
  readonly files: readonly Kept[];
  readonly change: (files: readonly Kept[]) => void;
};
type Going = { readonly key: string; readonly name: string; readonly share: number };
/** As the API takes them. */
const KINDS = ['pdf', 'docx', 'xlsx', 'png', 'jpg'];
const MOST = 20;

/** Documents that go with a step: dropped, or chosen by keys. */
export function DocumentsField({ instance, files, change }: Props) {
  const { t } = useTranslation('steps');
  const [language] = useLanguage();
  const name = useId();
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(files);
  const [going, setGoing] = useState<readonly Going[]>([]);
  const [failed, setFailed] = useState<unknown>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const keep = (next: readonly Kept[]): void => {
    latest.current = next;
    change(next);
  };
  const send = async (file: File): Promise<void> => {
    const key = `${file.name} ${crypto.randomUUID()}`;
    const at = (share: number): void =>
      setGoing((all) => [...all.filter((one) => one.key !== key), { key, name: file.name, share }]);
    at(0);
    try {
      keep([...latest.current, await upload({ instance, file, progress: at })]);
    } catch (problem) {
      setFailed(problem);
    } finally {
      setGoing((all) => all.filter((one) => one.key !== key));
    }
  };
  const take = (given: FileList | null): void => {
    setFailed(undefined);
    const room = Math.max(0, MOST - files.length - going.length);
    const all = [...(given ?? [])];
    setRefused(all.slice(room).map((file) => file.name));
    for (const file of all.slice(0, room)) void send(file);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    <div role="group" aria-labelledby={name} className={styles['documents']}>
      <div id={name} className={styles['documentsLabel']}>
        {t('documents')}
      </div>
      {files.length > 0 && (
        <ul className={styles['papers']}>
          {files.map((file) => (
            <li key={file.id}>
              <IconFile size={16} stroke={1.6} aria-hidden />
              <span>
                {file.name} <span className={styles['soft']}>{sizeText(file.size, language)}</span>
              </span>
              <CloseButton
                size="sm"
                aria-label={t('removeFile', { name: file.name })}
                onClick={() => keep(files.filter((one) => one !== file))}
              />
            </li>
          ))}
        </ul>
      )}
      {going.map(({ key, name: file, share }) => (
        <Progress key={key} value={share * 100} aria-label={t('uploading', { name: file })} />
      ))}
      <div className={styles['drop']} onDragOver={(event) => event.preventDefault()} onDrop={dropped}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconUpload size={15} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('chooseFile')}
        </Button>
        <span className={styles['soft']}>{t('dropHere', { kinds: KINDS.join(', ') })}</span>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={KINDS.map((kind) => `.${kind}`).join(',')}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {refused.length > 0 && <Note>{t('tooMany', { most: MOST, names: refused.join(', ') })}</Note>}
      <ProblemNote error={failed} />
    </div>
  );
}
