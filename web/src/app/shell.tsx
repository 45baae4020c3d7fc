import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '../features/session/get-me';
import { Brand } from '../ui/brand';
import { BottomNavigation, SideNavigation } from './navigation-bars';
import { paths } from './paths';
import { PersonMenu } from './person-menu';
import styles from './shell.module.css';
import { Switches } from './switches';

type Props = {
  readonly me: Me;
  /** Above everything, on every page: the bar of a sandbox, the news that the connection is lost. */
  readonly above?: ReactNode;
  /** In the middle of the header: where one searches. */
  readonly search?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of every page behind the door. */
export function Shell({ me, above, search, children }: Props) {
  const { t } = useTranslation();
  // As navigation-bars.module.css has it: the other of the two is not made at all.
  const isNarrow = useMediaQuery('(max-width: 61.99em)', undefined, { getInitialValueInEffect: false });
  return (
    <div className={styles['shell']}>
      <a href="#content" className={`${styles['skip']} not-printed`}>
        {t('skip')}
      </a>
      {above}
      <header className={`${styles['header']} not-printed`}>
        <Link to={paths.home} className={styles['home']} aria-label={t('productHome')}>
          <Brand isSmall />
        </Link>
        <div className={styles['search']}>{search}</div>
        <div className={styles['tools']}>
          <Switches />
          <PersonMenu me={me} />
        </div>
      </header>
      <div className={styles['body']}>
        {!isNarrow && <SideNavigation me={me} />}
        <main id="content" className={styles['main']} tabIndex={-1}>
          {children}
        </main>
      </div>
      {isNarrow && <BottomNavigation me={me} />}
    </div>
  );
}
