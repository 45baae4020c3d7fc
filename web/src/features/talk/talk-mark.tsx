import { IconMessage2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { talkQuery } from './get-talk';
import styles from './talk.module.css';
import { TALK_PLACE } from './talk-panel';

/** How much one has not read beside a task, and the way there; nothing where that is nothing. */
export function TalkMark({ id }: { readonly id: number }) {
  const { t } = useTranslation('talk');
  const { data } = useQuery(talkQuery(id));
  if (!data || data.unread === 0) return null;
  return (
    <Link to={paths.task} params={{ id: String(id) }} hash={TALK_PLACE} className={styles['mark']}>
      <IconMessage2 size={16} aria-hidden />
      {t('unread', { count: data.unread })}
    </Link>
  );
}
