import { IconMessage2 } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { MoreButton } from '../../ui/more-button';
import { ErrorState, LoadingState } from '../../ui/states';
import { StatusTag } from '../../ui/status-tag';
import { Composer } from './composer';
import { type Remark, remarksQuery, talkQuery, type TalkView } from './get-talk';
import { keepWords, keptWords, type Words } from './kept-words';
import { readTalk } from './read-talk';
import { RemarkItem } from './remark-item';
import styles from './talk.module.css';
import { useSeen } from './use-seen';

type Props = {
  /** The task beside which one talks. */
  readonly id: number;
  /** The user name of whoever looks: what they are writing is kept under it. */
  readonly who: string;
};

/** Where messages lead: the address of the work, and this. */
export const TALK_PLACE = 'trao-doi';

/** The conversation beside a task; nothing where there is none, or it is not one's own. */
export function TalkPanel({ id, who }: Props) {
  const { t } = useTranslation('talk');
  const { data: talk } = useQuery(talkQuery(id));
  if (!talk || talk.side === null) return null;
  return (
    <section id={TALK_PLACE} className={styles['panel']} aria-labelledby={`talk-${id}`}>
      <h2 id={`talk-${id}`} className={styles['heading']}>
        {t(talk.side === 'reader' ? 'titleOfTwo' : 'title')}
        {talk.unread > 0 && (
          <StatusTag tone="info" icon={IconMessage2}>
            {t('unread', { count: talk.unread })}
          </StatusTag>
        )}
      </h2>
      <Thread key={id} id={id} who={who} talk={talk} />
    </section>
  );
}

function Thread({ id, who, talk }: Props & { readonly talk: TalkView }) {
  const { t } = useTranslation('talk');
  const [language] = useLanguage();
  const asked = useInfiniteQuery(remarksQuery(id));
  const [words, setWords] = useState<Words>(() => keptWords(who, id));
  const box = useRef<HTMLTextAreaElement>(null);
  const change = (next: Words): void => {
    setWords(next);
    keepWords(who, id, next);
  };
  const remarks = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNewHere = useNewHere(remarks);
  const [isSeen, hold] = useSeen();
  useRead({ id, talk, isSeen, newest: remarks[0]?.id });
  useArrival(asked.data !== undefined);
  if (asked.error && !asked.data) return <ErrorState error={asked.error} retry={asked.refetch} />;
  if (!asked.data) return <LoadingState rows={2} />;
  const known = new Map(remarks.map((one) => [one.id, one]));
  const mayWrite = talk.side === 'unit' || talk.side === 'office';
  const { name, code } =
    talk.side === 'unit'
      ? { name: talk.officeName, code: talk.office ?? '' }
      : { name: talk.unitName, code: talk.unit };
  const reply = (answers: number): void => {
    change({ ...words, answers });
    box.current?.focus();
  };
  return (
    <>
      <MoreButton of={asked}>{t('earlier')}</MoreButton>
      {remarks.length === 0 ? (
        <p className={styles['empty']}>
          <strong>{t('none')}</strong>
          {mayWrite && <> · {t('noneMore')}</>}
        </p>
      ) : (
        <div role="log" aria-label={t('thread')}>
          <ol className={styles['thread']}>
            {[...remarks].reverse().map((remark) => (
              <RemarkItem
                key={remark.id}
                id={id}
                remark={{ ...remark, isNew: isNewHere(remark) }}
                answered={remark.answers === null ? undefined : known.get(remark.answers)}
                reply={mayWrite ? () => reply(remark.id) : undefined}
              />
            ))}
          </ol>
        </div>
      )}
      <div ref={hold} />
      {mayWrite && (
        <Composer
          id={id}
          words={words}
          change={change}
          answered={words.answers === undefined ? undefined : known.get(words.answers)}
          to={name ? said(name, language) : code}
          box={box}
        />
      )}
    </>
  );
}

type Reading = {
  readonly id: number;
  readonly talk: TalkView;
  readonly isSeen: boolean;
  readonly newest: number | undefined;
};

/** What stands on the screen is read; what is new stays marked as long as it stands there. */
function useRead({ id, talk, isSeen, newest }: Reading): void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (upTo: number) => readTalk(id, upTo),
    onSuccess: (now) => {
      client.setQueryData(talkQuery(id).queryKey, now);
      return client.invalidateQueries({ queryKey: ['inbox'] });
    },
  });
  const isUnread = talk.unread > 0;
  useEffect(() => {
    if (isSeen && isUnread && newest !== undefined) mutate(newest);
  }, [isSeen, isUnread, newest, mutate]);
}

/** Whoever was led here by a message is shown it, once it is there. */
function useArrival(isThere: boolean): void {
  useEffect(() => {
    if (isThere && location.hash === `#${TALK_PLACE}`) document.getElementById(TALK_PLACE)?.scrollIntoView();
  }, [isThere]);
}

/** What was new when it came stays marked as long as one is here: it is read at once, and would be marked for nobody. */
function useNewHere(remarks: readonly Remark[]): (remark: Remark) => boolean {
  const [known, setKnown] = useState<ReadonlySet<number>>(new Set());
  const added = remarks.filter(({ id, isNew }) => isNew && !known.has(id));
  if (added.length > 0) setKnown(new Set([...known, ...added.map(({ id }) => id)]));
  return ({ id, isNew }) => isNew || known.has(id);
}
