import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me } from '../features/session/get-me';
import { instanceQuery } from '../features/work/get-instance';
import { type Entry, entriesFor, entryOf } from './navigation';
import styles from './navigation-bars.module.css';

type Props = { readonly me: Me };

/** Where in the navigation the page stands: of a task that depends on whose it is, which its page asks for. */
function useEntry(me: Me): Entry['to'] | undefined {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const id = Number(/^\/viec\/(\d+)/.exec(path)?.[1] ?? 0);
  const { data } = useQuery({ ...instanceQuery(id), enabled: false });
  return entryOf(me, path, data?.data);
}
const ifCurrent = (is: boolean) => (is ? ({ 'aria-current': 'page' } as const) : {});
/** What an entry marks of itself is its own page alone. */
const ownPage = { exact: true, includeSearch: false } as const;

/** On a desk: always there. */
export function SideNavigation({ me }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={`${styles['side']} not-printed`} aria-label={t('navigationLabel')}>
      <List entries={entriesFor(me)} current={useEntry(me)} />
    </nav>
  );
}

/** As many as a thumb finds without looking. */
const AT_HAND = 5;

/** On a phone: below, and what is more than fits behind the last. */
export function BottomNavigation({ me }: Props) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const current = useEntry(me);
  const entries = entriesFor(me);
  const fits = entries.length <= AT_HAND;
  const atHand = fits ? entries : entries.slice(0, AT_HAND - 1);
  return (
    <>
      <nav className={`${styles['bottom']} not-printed`} aria-label={t('navigationLabel')}>
        {atHand.map(({ to, text, icon: Mark }) => (
          <Link key={to} to={to} className={styles['thumb']} activeOptions={ownPage} {...ifCurrent(to === current)}>
            <Mark size={22} stroke={1.7} aria-hidden />
            <span>{t(`thumb.${text}`, { defaultValue: t(`navigation.${text}`) })}</span>
          </Link>
        ))}
        {!fits && (
          <UnstyledButton className={styles['thumb']} onClick={open} aria-haspopup="dialog">
            <IconMenu2 size={22} stroke={1.7} aria-hidden />
            <span>{t('more')}</span>
          </UnstyledButton>
        )}
      </nav>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="bottom"
        title={t('navigationLabel')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <List entries={entries} current={current} choose={close} />
      </Drawer>
    </>
  );
}

type ListProps = {
  readonly entries: readonly Entry[];
  readonly current: Entry['to'] | undefined;
  readonly choose?: () => void;
};

function List({ entries, current, choose }: ListProps) {
  const { t } = useTranslation();
  return (
    <ul className={styles['list']}>
      {entries.map(({ to, text, icon: Mark }) => (
        <li key={to}>
          <Link
            to={to}
            className={styles['entry']}
            activeOptions={ownPage}
            {...ifCurrent(to === current)}
            onClick={choose}
          >
            <Mark size={20} stroke={1.7} aria-hidden />
            <span>{t(`navigation.${text}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
