import { Button } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { LoadingState } from '../../ui/states';
import { wordsOf } from './entry-words';
import { EventDialog } from './event-dialog';
import { type Instance, latestQuery } from './get-instance';
import { isMine, type Viewer } from './whose';
import styles from './work.module.css';

type Props = { readonly instance: Instance; readonly etag: string | undefined; readonly viewer: Viewer };

/** As long as leadership waits for an explanation (giải trình), what it asks stands above the work, and the answer is one press away. */
export function Explanation({ instance, etag, viewer }: Props) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const [isAnswering, setAnswering] = useState(false);
  const event = instance.possible.find((one) => one.event === 'explanation.give');
  const {
    data: asked,
    error,
    refetch,
  } = useQuery({ ...latestQuery(instance.id, 'explanation.ask'), enabled: event !== undefined });
  if (!event) return null;
  if (error && asked === undefined) return <ProblemNote error={error} retry={refetch} />;
  if (asked === undefined) return <LoadingState rows={1} />;
  if (asked === null) return null;
  const words = wordsOf(asked.body);
  return (
    <section className={styles['explain']} aria-labelledby="explain">
      <h2 id="explain" className={styles['heading']}>
        <IconMessageQuestion size={18} aria-hidden /> {said(asked.label, language)}
      </h2>
      {words !== undefined && <p className={styles['quoted']}>{words}</p>}
      <p className={styles['why']}>
        {asked.actor.name ?? asked.actor.id} · {momentText(asked.at)}
      </p>
      {isMine(viewer, instance.plan, event) ? (
        <Button mt="sm" onClick={() => setAnswering(true)}>
          {said(event.label, language)}
        </Button>
      ) : (
        <p>{t('explanationAwaited')}</p>
      )}
      {isAnswering && <EventDialog instance={instance} etag={etag} event={event} close={() => setAnswering(false)} />}
    </section>
  );
}
