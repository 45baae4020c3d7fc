import {
  IconAlertTriangle,
  IconClipboardCheck,
  IconGavel,
  IconHourglassLow,
  type Icon,
  IconInbox,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { CounterTile } from '../../ui/counter-tile';
import type { Tone } from '../../ui/tone';
import styles from './desk.module.css';
import type { Queue, QueueItem } from './get-queue';
import type { Viewer } from './queue-card';
import { QueueColumn } from './queue-column';

type Name = 'toDecide' | 'toReceive' | 'toAppraise' | 'waiting' | 'overdue';
type Column = { readonly name: Name; readonly tone: Tone; readonly icon: Icon };

/** In the order in which a day goes: what only the office can set going, what came, what is owed. */
const columns: readonly Column[] = [
  { name: 'toDecide', tone: 'warn', icon: IconGavel },
  { name: 'toReceive', tone: 'info', icon: IconInbox },
  { name: 'toAppraise', tone: 'info', icon: IconClipboardCheck },
  { name: 'waiting', tone: 'calm', icon: IconHourglassLow },
  { name: 'overdue', tone: 'bad', icon: IconAlertTriangle },
];

type Props = {
  readonly queue: Queue;
  /** What may be done about it, in place. */
  readonly viewer: Viewer;
  readonly act: (item: QueueItem) => ReactNode;
};

/** The day of the secretariat: counts first, each leading to its list, and the lists, the most urgent on top. */
export function QueueBoard({ queue, viewer, act }: Props) {
  const { t } = useTranslation('desk');
  const [language] = useLanguage();
  const listOf = (name: Name) => {
    if (name !== 'waiting') return { ...queue[name], items: [...queue[name].items].sort(byUrgency) };
    // What was returned is with the unit as well; it is told by its stage.
    const { waiting, returned } = queue;
    const items = [...returned.items, ...waiting.items].sort(byUrgency);
    return { total: waiting.total + returned.total, items };
  };
  return (
    <>
      <nav aria-label={t('counts')} className="not-printed">
        <ul className={styles['tiles']}>
          {columns.map(({ name, tone, icon }) => {
            const { total } = listOf(name);
            return (
              <li key={name}>
                <CounterTile
                  count={total}
                  label={t(name)}
                  icon={icon}
                  tone={total === 0 ? 'calm' : tone}
                  as={(inside) => <a href={`#${name}`} {...inside} />}
                />
              </li>
            );
          })}
        </ul>
      </nav>
      <div className={styles['board']}>
        {columns.map(({ name, icon }) => {
          const { total, items } = listOf(name);
          return (
            <QueueColumn
              key={name}
              id={name}
              title={t('columnTitle', { name: t(name), number: numberText(total, language) })}
              lead={t(`${name}Lead`)}
              empty={t(`${name}None`)}
              icon={icon}
              total={total}
              items={items}
              viewer={viewer}
              act={act}
            />
          );
        })}
      </div>
    </>
  );
}

/** What is owed by its deadline, then the rest: what was handed in is not urgent by its old one. */
const byUrgency = (a: QueueItem, b: QueueItem): number => urgency(a).localeCompare(urgency(b), 'en');
const urgency = ({ term, due, at }: QueueItem): string => (term ? `0 ${due ?? '9'}` : `1 ${at}`);
