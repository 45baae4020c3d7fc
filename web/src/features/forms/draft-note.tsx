import { Button, Group } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { differences } from '../../../../src/core/form/differences';
import type { Form } from '../../../../src/core/form/form';
import { useConnected } from '../../lib/connection';
import { dateText, timeText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { answerText } from './answer-text';
import styles from './forms.module.css';
import { placeName } from './paths-in';
import type { DraftDesk, Saved } from './use-draft';
import type { Present } from './use-presence';

/** Whether what was typed is with the server, and since when. */
export function SavedNote({ saved }: { readonly saved: Saved }) {
  const { t } = useTranslation('forms');
  const isConnected = useConnected();
  const isOff = !isConnected && saved.state !== 'saved';
  const Mark = isOff ? IconCloudOff : saved.state === 'saved' ? IconCloudCheck : IconCloudUp;
  const words = isOff
    ? t('keptHere')
    : saved.state === 'saved'
      ? saved.at === null
        ? t('nothingYet')
        : t('savedAt', { time: timeText(saved.at), date: dateText(saved.at) })
      : t(saved.state === 'conflict' ? 'notSaved' : saved.state === 'failed' ? 'notSaved' : 'saving');
  return (
    <>
      <p
        role="status"
        className={styles['saved']}
        data-off={isOff || saved.state === 'conflict' || saved.state === 'failed'}
      >
        <Mark size={17} stroke={1.8} aria-hidden />
        {words}
      </p>
      {saved.state === 'failed' && <ProblemNote error={saved.error} />}
    </>
  );
}

export function OthersNote({ others }: { readonly others: readonly Present[] }) {
  const { t } = useTranslation('forms');
  if (others.length === 0) return null;
  return (
    <p role="status" className={styles['others']}>
      <IconUsers size={17} stroke={1.8} aria-hidden />
      {t('others', { names: others.map(({ displayName }) => displayName).join(', ') })}
    </p>
  );
}

/** Somebody else has written meanwhile: what differs is shown side by side, and nothing is lost before one has chosen. */
export function ConflictNote({ form, desk }: { readonly form: Form; readonly desk: DraftDesk }) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { saved, answers } = desk;
  if (saved.state !== 'conflict') return null;
  const { theirs } = saved;
  const who = theirs.savedBy?.displayName ?? '';
  return (
    <section role="alert" className={styles['conflict']}>
      <h2>{t('conflict', { who })}</h2>
      <table>
        <caption className="only-heard">{t('conflictTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('mine')}</th>
            <th scope="col">{t('theirs', { who })}</th>
          </tr>
        </thead>
        <tbody>
          {differences(form, theirs.answers, answers).map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{placeName(form, path, language)}</th>
              <td>{answerText(form, path, after, language)}</td>
              <td>{answerText(form, path, before, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group gap="sm">
        <Button onClick={desk.keepMine}>{t('keepMine')}</Button>
        <Button variant="default" onClick={desk.takeTheirs}>
          {t('takeTheirs', { who })}
        </Button>
      </Group>
    </section>
  );
}
