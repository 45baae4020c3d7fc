import { CloseButton, Progress } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FileField, MOST_FILES } from '../../../../src/core/form/form';
import { sizeText } from '../../lib/format';
import type { GivenFile } from '../../lib/given-files';
import { useLanguage } from '../../lib/i18n';
import { FileDrop } from '../../ui/file-drop';
import { Note, ProblemNote } from '../../ui/problem-note';
import type { AnswerProps } from './answer-props';
import styles from './forms.module.css';
import { elementOf, textOf } from './paths-in';
import { fileQuery, upload } from '../../lib/upload';

type Props = Omit<AnswerProps, 'field'> & { readonly field: FileField; readonly label: string };
type Going = { readonly key: string; readonly name: string; readonly share: number };

const ids = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : [];

/** Attachments: dropped, or chosen by keys; each shows how far it is. */
export function FileAnswer({ field, path, instance, value, error, isNeeded, isLocked, label, change }: Props) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const name = useId();
  const [going, setGoing] = useState<readonly Going[]>([]);
  const [failed, setFailed] = useState<unknown>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const attached = ids(value);
  // Several end at about the same time: each adds to what is there by then.
  const latest = useRef(attached);
  useEffect(() => {
    latest.current = attached;
  });
  const most = field.maxFiles ?? MOST_FILES;

  const send = async (file: File): Promise<void> => {
    const key = `${file.name} ${crypto.randomUUID()}`;
    const at = (share: number): void =>
      setGoing((all) => [...all.filter((one) => one.key !== key), { key, name: file.name, share }]);
    at(0);
    try {
      const { id } = await upload({ instance, file, progress: at });
      latest.current = [...latest.current, id];
      change(latest.current);
    } catch (problem) {
      setFailed(problem);
    } finally {
      setGoing((all) => all.filter((one) => one.key !== key));
    }
  };
  const kinds = field.kinds ?? ['pdf', 'docx', 'xlsx', 'png', 'jpg'];
  const take = (files: readonly GivenFile[]): void => {
    setFailed(undefined);
    const room = Math.max(0, most - attached.length - going.length);
    setRefused(files.slice(room).map(({ file }) => file.name));
    for (const { file } of files.slice(0, room)) void send(file);
  };
  return (
    <div id={elementOf(path)} role="group" aria-labelledby={name} className={styles['files']}>
      <div id={name} className={styles['label']}>
        {label}
        {isNeeded && <span aria-hidden> *</span>}
      </div>
      {field.help && <p className={styles['help']}>{textOf(field.help, language)}</p>}
      {attached.length > 0 && (
        <ul className={styles['attached']}>
          {attached.map((id) => (
            <Attached
              key={id}
              id={id}
              remove={isLocked ? undefined : () => change(attached.filter((one) => one !== id))}
            />
          ))}
        </ul>
      )}
      {going.map(({ key, name: file, share }) => (
        <div key={key} className={styles['going']}>
          <span>{t('uploading', { name: file })}</span>
          <Progress value={share * 100} aria-label={t('uploading', { name: file })} />
        </div>
      ))}
      {!isLocked && attached.length + going.length < most && (
        <FileDrop
          choose={
            <>
              {t('chooseFile')}
              <span className="only-heard">{label}</span>
            </>
          }
          hint={t('dropHere', { kinds: kinds.join(', '), most })}
          accept={kinds.map((kind) => `.${kind}`).join(',')}
          isMany={most > 1}
          take={take}
        />
      )}
      {error !== undefined && <p className={styles['error']}>{error}</p>}
      {refused.length > 0 && <Note>{t('tooMany', { most, names: refused.join(', ') })}</Note>}
      <ProblemNote error={failed} />
    </div>
  );
}

export function Attached({ id, remove }: { readonly id: number; readonly remove: (() => void) | undefined }) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { data } = useQuery(fileQuery(id));
  const name = data?.name ?? t('file', { id });
  return (
    <li>
      <IconFile size={18} stroke={1.6} aria-hidden />
      <a href={`/api/v1/files/${id}/content`} download>
        {name}
      </a>
      {data && <span className={styles['help']}>{sizeText(data.size, language)}</span>}
      {remove && <CloseButton aria-label={t('removeFile', { name })} onClick={remove} />}
    </li>
  );
}
