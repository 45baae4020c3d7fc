import { Button } from '@mantine/core';
import { IconMasksTheater, IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, weekdayText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { AtOnce } from './at-once';
import { ClockSteps } from './clock-steps';
import { clockQuery } from '../../lib/clock';
import { JustHappened } from './just-happened';
import { PersonSwitcher } from './person-switcher';
import styles from './sandbox-bar.module.css';
import { Tour } from './tour';
import { TourMenu } from './tour-menu';
import { hasRoom, isFor, isTourShown, keepOpen, openKept, tourFor, type TourName } from './tours';
import { useMoves } from './use-moves';

type Me = {
  readonly name: string;
  readonly displayName: string;
  readonly rights: readonly string[];
  readonly posts: readonly { readonly roles: readonly string[] }[];
  readonly playedBy: string | null;
};
type Props = {
  readonly me: Me;
  /** The address of a piece of work. */
  readonly hrefOf: (instance: number) => string;
  /** Somebody else sits here now: what is shown is theirs. */
  readonly switched: () => Promise<void>;
};

/** Above every page of a sandbox: what day it is there, how time goes on, and who one is. */
export function SandboxBar({ me, hrefOf, switched }: Props) {
  const { t } = useTranslation('sandbox');
  const [language] = useLanguage();
  const { data: clock } = useQuery(clockQuery);
  const moves = useMoves();
  const [isChoosing, choose] = useState(false);
  const [tour, show] = useState<TourName | undefined>(
    () => openKept() ?? (isTourShown() && hasRoom() ? tourFor(me) : undefined),
  );
  useEffect(() => keepOpen(tour), [tour]);
  const mayMove = me.rights.includes('clock.move');
  if (clock?.mode !== 'sandbox') return null;
  return (
    <>
      <section className={`${styles['bar']} not-printed`} aria-label={t('bar')}>
        <p className={styles['date']} data-tour="date">
          <span className={styles['weekday']}>{weekdayText(clock.day, language)}</span>
          <strong className="numbers">{dateText(clock.day)}</strong>
        </p>
        {mayMove ? <ClockSteps clock={clock} moves={moves} /> : <p className={styles['others']}>{t('steps.others')}</p>}
        <div className={styles['who']}>
          <AtOnce switched={switched} />
          <Button
            size="xs"
            variant={me.playedBy === null ? 'default' : 'light'}
            data-tour="people"
            leftSection={<IconMasksTheater size={16} aria-hidden />}
            onClick={() => choose(true)}
          >
            <span className={styles['name']}>
              {me.playedBy === null ? t('play.someone') : t('play.as', { name: me.displayName })}
            </span>
          </Button>
          <TourMenu icon={<IconSchool size={16} aria-hidden />} begin={show} />
        </div>
        <JustHappened moves={moves} hrefOf={hrefOf} />
      </section>
      <PersonSwitcher isOpen={isChoosing} close={() => choose(false)} me={me} switched={switched} />
      {tour && (
        <Tour
          key={tour}
          name={tour}
          may={(step) => isFor(step, me)}
          moves={moves}
          switched={switched}
          close={() => show(undefined)}
        />
      )}
    </>
  );
}
