import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import type { Item } from './get-standing';
import styles from './standing.module.css';
import { shortUnitText } from './unit-text';

type Post = NonNullable<Item['turn']>[number];

/** With whom it is stuck: the people by name where one may know them, else their post; and where they sit. */
export function TurnText({ turn, unit }: Pick<Item, 'turn'> & { readonly unit: string }) {
  const { t } = useTranslation('standing');
  if (turn === null) return <span className={styles['soft']}>{t('turnUnknown')}</span>;
  if (turn.length === 0) return <span className={styles['soft']}>{t('turnNobody')}</span>;
  return (
    <ul className={styles['turn']}>
      {turn.map((post) => (
        <li key={`${post.role} ${post.unit.code} ${post.seat}`}>
          <PostText post={post} isElsewhere={post.unit.code !== unit} />
        </li>
      ))}
    </ul>
  );
}

type PostProps = { readonly post: Post; readonly isElsewhere: boolean };

function PostText({ post: { label, unit, people }, isElsewhere }: PostProps) {
  const [language] = useLanguage();
  const who = people.map(({ name }) => name).join(', ');
  return (
    <>
      {who === '' ? said(label, language) : <strong>{who}</strong>}
      <span className={styles['soft']}>
        {who !== '' && ` · ${said(label, language)}`}
        {isElsewhere && ` · ${shortUnitText(unit, language)}`}
      </span>
    </>
  );
}
