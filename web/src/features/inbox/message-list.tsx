import { IconArrowBigUpLines, IconMail, IconMailOpened } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { momentText } from '../../lib/format';
import { MoreButton } from '../../ui/more-button';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { StatusTag } from '../../ui/status-tag';
import { type Message, messagesQuery, type Wish } from './get-messages';
import styles from './message-list.module.css';

/** The messages of a unit: what nobody has read yet stands out, and is named so. */
export function MessageList(wish: Wish) {
  const { t } = useTranslation('inbox');
  const asked = useInfiniteQuery(messagesQuery(wish));
  const { data, error, refetch } = asked;
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={6} height={64} />;
  const messages = data.pages.flatMap(({ items }) => items);
  if (messages.length === 0)
    return (
      <EmptyState icon={IconMailOpened} title={t(wish.isUnread ? 'allRead' : 'none')}>
        {t(wish.isUnread ? 'allReadMore' : 'noneMore')}
      </EmptyState>
    );
  return (
    <>
      <ul className={styles['list']}>
        {messages.map((message) => (
          <Row key={message.id} message={message} />
        ))}
      </ul>
      <MoreButton of={asked} mt="md">
        {t('older')}
      </MoreButton>
    </>
  );
}

function Row({ message: { id, subject, text, at, readAt, level, by } }: { readonly message: Message }) {
  const { t } = useTranslation('inbox');
  const isUnread = readAt === null;
  const Mark = isUnread ? IconMail : IconMailOpened;
  return (
    <li className={styles['row']} data-unread={isUnread}>
      <Mark size={20} stroke={isUnread ? 2 : 1.5} aria-hidden className={styles['mark']} />
      <div className={styles['body']}>
        <Link to={paths.message} params={{ id: String(id) }} className={styles['subject']}>
          {isUnread && <span className="only-heard">{t('unreadMark')}</span>}
          {subject}
        </Link>
        <p className={styles['text']}>{by ? t('saidBy', { who: by.name ?? by.id, text }) : text}</p>
        {level > 0 && (
          <StatusTag tone="bad" icon={IconArrowBigUpLines}>
            {t('escalation', { level })}
          </StatusTag>
        )}
      </div>
      <time dateTime={at} className={`${styles['at']} numbers`}>
        {momentText(at)}
      </time>
    </li>
  );
}
