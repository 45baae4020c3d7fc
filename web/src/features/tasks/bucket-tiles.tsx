import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconHourglassLow,
  type Icon,
  IconInbox,
  IconInfoCircle,
  IconPencil,
  IconSend,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { CounterTile } from '../../ui/counter-tile';
import { ErrorState, LoadingState } from '../../ui/states';
import type { Tone } from '../../ui/tone';
import { type Bucket, buckets } from './buckets';
import { countsQuery } from './get-tasks';
import styles from './tasks.module.css';

const looks: Readonly<Record<Bucket, readonly [Tone, Icon]>> = {
  'awaiting-receipt': ['info', IconInbox],
  doing: ['info', IconPencil],
  'due-soon': ['warn', IconHourglassLow],
  overdue: ['bad', IconAlertTriangle],
  returned: ['warn', IconArrowBackUp],
  sent: ['good', IconSend],
  done: ['good', IconCircleCheck],
  'for-information': ['calm', IconInfoCircle],
};

type Props = { readonly unit: string | undefined; readonly chosen: Bucket | undefined };

/** How many tasks each box holds; each opens its list, and once more all of them. */
export function BucketTiles({ unit, chosen }: Props) {
  const { t } = useTranslation('tasks');
  const [language] = useLanguage();
  const { data, error, refetch } = useQuery(countsQuery({ unit }));
  if (error && !data)
    return (
      <div className={styles['noTiles']}>
        <ErrorState error={error} retry={refetch} />
      </div>
    );
  if (!data) return <LoadingState rows={buckets.length} height={84} places={styles['tiles']} />;
  return (
    <nav aria-label={t('boxes')}>
      <ul className={styles['tiles']}>
        {data.buckets.map(({ bucket, label, count }) => {
          const [tone, icon] = looks[bucket];
          const isChosen = bucket === chosen;
          return (
            <li key={bucket}>
              <CounterTile
                count={count}
                label={said(label, language)}
                icon={icon}
                tone={count === 0 ? 'calm' : tone}
                isChosen={isChosen}
                as={(inside) => (
                  <Link
                    to={paths.tasks}
                    search={{ ...(unit !== undefined && { unit }), ...(!isChosen && { bucket }) }}
                    replace
                    {...inside}
                  />
                )}
              />
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
