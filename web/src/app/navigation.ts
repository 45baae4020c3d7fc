import { type Icon, IconInbox, IconUserCircle } from '@tabler/icons-react';
import type { Me } from '../features/session/get-me';
import { paths } from './paths';

export type Entry = {
  readonly to: (typeof paths)[keyof typeof paths];
  /** Below `navigation` in locales/…/common.json. */
  readonly text: 'inbox' | 'profile';
  readonly icon: Icon;
  readonly isFor: (me: Me) => boolean;
};

const everybody = (): boolean => true;

/** In the order in which they stand. The first that is for somebody is where their day begins. */
const entries: readonly Entry[] = [
  { to: paths.inbox, text: 'inbox', icon: IconInbox, isFor: ({ rights }) => rights.includes('inbox.read') },
  { to: paths.profile, text: 'profile', icon: IconUserCircle, isFor: everybody },
];

export const entriesFor = (me: Me): readonly Entry[] => entries.filter(({ isFor }) => isFor(me));

export const homeOf = (me: Me): Entry['to'] => entriesFor(me)[0]?.to ?? paths.profile;
