import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { wordsOf } from './entry-words';
import { EventDialog } from './event-dialog';
import { type Entry, type Instance, latestQuery } from './get-instance';
import { isMine, type Viewer } from './whose';
import styles from './work.module.css';

type Props = { readonly instance: Instance; readonly etag: string | undefined; readonly viewer: Viewer };

const ASK = 'extension.ask';
const ANSWERS = ['deadline.extend', 'extension.refuse'];

/** More time is asked for where the deadline stands, and so is seen what came of it. */
export function MoreTime({ instance, etag, viewer }: Props) {
  const [language] = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const { data: last, error, refetch } = useQuery(latestQuery(instance.id, ASK, ...ANSWERS));
  const event = instance.possible.find((one) => one.event === ASK && isMine(viewer, instance.plan, one));
  return (
    <>
      {error && last === undefined && <ProblemNote error={error} retry={refetch} />}
      {last && <Answer entry={last} />}
      {event && (
        <Button
          mt="sm"
          variant="default"
          leftSection={<IconCalendarPlus size={16} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {said(event.label, language)}
        </Button>
      )}
      {event && isAsking && (
        <EventDialog instance={instance} etag={etag} event={event} close={() => setAsking(false)} />
      )}
    </>
  );
}

function Answer({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('work');
  const { event, fields, body, at, actor } = entry;
  const day = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? dateText(value) : '–';
  };
  const sentence =
    event === ASK
      ? t('timeAsked', { day: day('wished') })
      : event === 'extension.refuse'
        ? t('timeRefused')
        : t('timeGiven', { day: day('to') });
  const words = wordsOf(body);
  return (
    <div className={styles['answer']} data-event={event}>
      <p>{sentence}</p>
      {words !== undefined && <p className={styles['quoted']}>{words}</p>}
      <p className={styles['why']}>
        {actor.name ?? actor.id} · {momentText(at)}
      </p>
    </div>
  );
}
