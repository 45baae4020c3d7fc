import { Button, Group } from '@mantine/core';
import { IconArrowRight, IconCheck, IconMailOpened } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { momentText } from '../../lib/format';
import type { Message } from './get-messages';
import styles from './message-view.module.css';
import { useMarkRead } from './use-mark-read';

/** Where in the work it was: what tells of talk leads there (features/talk). */
const placeOf = (template: string): string => (template === 'talk' ? 'trao-doi' : '');

/** One message. Looking at it is not reading it: that is said by a button. */
export function MessageView({
  message: { id, text, at, readAt, instanceId, template, by },
}: {
  readonly message: Message;
}) {
  const { t } = useTranslation('inbox');
  const marking = useMarkRead();
  return (
    <article className={styles['message']}>
      <p className={`${styles['at']} numbers`}>
        <time dateTime={at}>{momentText(at)}</time>
        {by && ` · ${by.name ?? by.id}`}
      </p>
      <div className={styles['text']}>{text}</div>
      <Group gap="sm" className="not-printed">
        <Button
          renderRoot={(props) => (
            <Link to={paths.task} params={{ id: String(instanceId) }} hash={placeOf(template)} {...props} />
          )}
          rightSection={<IconArrowRight size={16} aria-hidden />}
        >
          {t('openWork')}
        </Button>
        {readAt === null ? (
          <Button
            variant="default"
            leftSection={<IconMailOpened size={16} aria-hidden />}
            loading={marking.isPending}
            onClick={() => marking.mutate(id)}
          >
            {t('markRead')}
          </Button>
        ) : (
          <span className={styles['read']}>
            <IconCheck size={16} aria-hidden />
            {t('readAt', { at: momentText(readAt) })}
          </span>
        )}
      </Group>
    </article>
  );
}
