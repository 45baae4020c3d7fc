import { IconAlertTriangle, IconCircleCheck, IconClock, IconClockExclamation, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { CounterTile } from '../../ui/counter-tile';
import type { Tone } from '../../ui/tone';
import type { Quadrant, Standing } from './get-standing';
import styles from './standing.module.css';

type Props = Pick<Standing, 'counts' | 'labels'> & { readonly asOf?: string | undefined };
type Name = Exclude<keyof Standing['counts'], 'total'>;

const four: readonly (readonly [Name, Quadrant, Icon, Tone])[] = [
  ['doneOnTime', 'done-on-time', IconCircleCheck, 'good'],
  ['doneLate', 'done-late', IconClockExclamation, 'warn'],
  ['openInTime', 'open-in-time', IconClock, 'info'],
  ['openOverdue', 'open-overdue', IconAlertTriangle, 'bad'],
];
const besides: readonly (readonly [Name, Quadrant])[] = [
  ['doneUntimed', 'done-untimed'],
  ['exempt', 'exempt'],
  ['notAssessable', 'not-assessable'],
];

/** The four numbers in the words of leadership; what is none of them stands in a line below. Each opens what it counts. */
export function Figures({ counts, labels, asOf }: Props) {
  const { t } = useTranslation('standing');
  const [language] = useLanguage();
  const rest = besides.filter(([name]) => counts[name] > 0);
  return (
    <section aria-label={t('numbers')}>
      <div className={styles['figures']}>
        {four.map(([name, quadrant, icon, tone]) => (
          <CounterTile
            key={name}
            count={counts[name]}
            label={said(labels[name], language)}
            icon={icon}
            tone={tone}
            as={(inside) => <Link to={paths.standingItems} search={{ so: quadrant, ngay: asOf }} {...inside} />}
          />
        ))}
      </div>
      <p className={styles['besides']}>
        {t('total', { number: numberText(counts.total, language) })}
        {rest.map(([name, quadrant]) => (
          <span key={name}>
            {' · '}
            <Link to={paths.standingItems} search={{ so: quadrant, ngay: asOf }}>
              {said(labels[name], language)}: {numberText(counts[name], language)}
            </Link>
          </span>
        ))}
      </p>
    </section>
  );
}
