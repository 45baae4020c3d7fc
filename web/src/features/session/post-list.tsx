import { IconArrowsExchange, IconBriefcase } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Me } from './get-me';
import { useSeatText } from './seat-text';
import styles from './post-list.module.css';

/** The posts of a person, first their own, then those that were lent to them. */
export function PostList({ posts }: { readonly posts: Me['posts'] }) {
  const { t } = useTranslation();
  const seatText = useSeatText();
  if (posts.length === 0) return <p className={styles['none']}>{t('noPosts')}</p>;
  return (
    <ul className={styles['list']}>
      {posts.map((post) => {
        const { plan, unit, seat, onBehalfOf, onBehalfOfName } = post;
        const Mark = onBehalfOf === undefined ? IconBriefcase : IconArrowsExchange;
        return (
          <li key={`${plan} ${unit} ${seat} ${onBehalfOf ?? ''}`} data-lent={onBehalfOf !== undefined}>
            <Mark size={16} stroke={1.7} aria-hidden />
            <span>
              {seatText(post)}
              {onBehalfOf !== undefined && (
                <span className={styles['behalf']}>{t('onBehalfOf', { name: onBehalfOfName ?? onBehalfOf })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
