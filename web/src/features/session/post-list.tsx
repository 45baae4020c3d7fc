import { IconArrowsExchange, IconBriefcase } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Me } from './get-me';
import styles from './post-list.module.css';

/** The posts of a person, first their own, then those that were lent to them. */
export function PostList({ posts }: { readonly posts: Me['posts'] }) {
  const { t } = useTranslation();
  if (posts.length === 0) return <p className={styles['none']}>{t('noPosts')}</p>;
  return (
    <ul className={styles['list']}>
      {posts.map(({ plan, unit, seat, onBehalfOf }) => {
        const Mark = onBehalfOf === undefined ? IconBriefcase : IconArrowsExchange;
        return (
          <li key={`${plan} ${unit} ${seat} ${onBehalfOf ?? ''}`} data-lent={onBehalfOf !== undefined}>
            <Mark size={16} stroke={1.7} aria-hidden />
            <span>
              {t(`seats.${seat}`, { defaultValue: seat })} · {unit === '*' ? t('everyUnit') : unit}
              {onBehalfOf !== undefined && (
                <span className={styles['behalf']}>{t('onBehalfOf', { name: onBehalfOf })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
