import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import styles from './desk.module.css';
import type { QueueItem } from './get-queue';
import { QueueCard, type Viewer } from './queue-card';

type Props = {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly icon: Icon;
  readonly total: number;
  readonly items: readonly QueueItem[];
  readonly viewer: Viewer;
  readonly act: (item: QueueItem) => ReactNode;
};

/** So many are seen at once; the rest with one press. */
const FEW = 8;

/** One list of the desk: on paper all of it. */
export function QueueColumn({ id, title, lead, empty, icon: Mark, total, items, viewer, act }: Props) {
  const { t } = useTranslation('desk');
  const [language] = useLanguage();
  const [isAll, setIsAll] = useState(false);
  return (
    <section className={styles['column']} data-none={items.length === 0} aria-labelledby={id}>
      <h2 id={id} className={styles['title']} tabIndex={-1}>
        <Mark size={18} stroke={1.7} aria-hidden />
        {title}
      </h2>
      <p className={styles['lead']}>{lead}</p>
      {items.length === 0 ? (
        <p className={styles['none']}>{empty}</p>
      ) : (
        <ul className={styles['cards']}>
          {items.map((item, index) => (
            <li key={item.id} data-later={!isAll && index >= FEW}>
              <QueueCard item={item} viewer={viewer} act={act(item)} />
            </li>
          ))}
        </ul>
      )}
      {items.length > FEW && !isAll && (
        <div className={`${styles['more']} not-printed`}>
          <Button variant="subtle" size="compact-sm" onClick={() => setIsAll(true)}>
            {t('showAll', { number: numberText(items.length, language) })}
          </Button>
        </div>
      )}
      {total > items.length && (
        <p className={styles['lead']}>{t('first', { number: numberText(items.length, language) })}</p>
      )}
    </section>
  );
}
