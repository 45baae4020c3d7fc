import type { Player } from './get-players';
import { groupOf, groupOfRole } from './groups';
import type { Move } from './move-clock';

export const tourNames = ['unit', 'secretariat', 'leadership'] as const;
export type TourName = (typeof tourNames)[number];

export type Played = 'unit-officer' | 'secretariat' | 'leader';
/** What a step of a tour does when one asks it to: it really happens. */
export type Deed = { readonly kind: 'play'; readonly role: Played } | { readonly kind: 'move'; readonly wish: Move };
/** Words below `tours.<name>.<text>`; what it is about is shown by a frame, where it stands on the page. */
export type Step = {
  readonly text: string;
  readonly about?: string;
  readonly deed?: Deed;
  /** Only for whoever moves the clock. */
  readonly isOfTime?: true;
};

const bar = (part: 'date' | 'steps' | 'people' | 'happened'): string => `[data-tour="${part}"]`;
const navigation = 'nav';
const content = '#content';

export const tours = {
  unit: [
    { text: 'welcome', about: bar('date') },
    { text: 'be', about: bar('people'), deed: { kind: 'play', role: 'unit-officer' } },
    { text: 'home', about: content },
    { text: 'pages', about: navigation },
    { text: 'time', about: bar('steps'), deed: { kind: 'move', wish: { by: 'day' } }, isOfTime: true },
    { text: 'news', about: bar('happened'), isOfTime: true },
    { text: 'end', about: bar('people') },
  ],
  secretariat: [
    { text: 'be', about: bar('people'), deed: { kind: 'play', role: 'secretariat' } },
    { text: 'home', about: content },
    { text: 'pages', about: navigation },
    { text: 'time', about: bar('steps'), deed: { kind: 'move', wish: { by: 'week' } }, isOfTime: true },
    { text: 'news', about: bar('happened'), isOfTime: true },
    { text: 'end', about: bar('people') },
  ],
  leadership: [
    { text: 'be', about: bar('people'), deed: { kind: 'play', role: 'leader' } },
    { text: 'home', about: content },
    { text: 'pages', about: navigation },
    { text: 'time', about: bar('steps'), deed: { kind: 'move', wish: { next: true } }, isOfTime: true },
    { text: 'end', about: content },
  ],
} as const satisfies Readonly<Record<TourName, readonly Step[]>>;

/** Whoever looks, as far as a tour goes by it. */
type Viewer = {
  readonly playedBy: string | null;
  readonly rights: readonly string[];
  readonly posts: readonly { readonly roles: readonly string[] }[];
};
const holds = ({ posts }: Viewer, role: string): boolean => posts.some(({ roles }) => roles.includes(role));

/** The one that is about one's own work; whoever has none of these begins with a unit. */
export const tourFor = (me: Viewer): TourName =>
  holds(me, 'leader') ? 'leadership' : holds(me, 'secretariat') ? 'secretariat' : 'unit';
/** Only some move the clock; and nobody is asked to be what they are themselves. */
export function isFor({ isOfTime, deed }: Step, me: Viewer): boolean {
  if (isOfTime && !me.rights.includes('clock.move')) return false;
  return deed?.kind !== 'play' || me.playedBy !== null || !holds(me, deed.role);
}

/** Of those who hold such a post, and none for which one would look for them elsewhere: whoever has most overdue, else most to do. */
export function whoPlays(players: readonly Player[], role: Played): Player | undefined {
  return players
    .filter((one) => groupOf(one) === groupOfRole(role) && one.posts.some(({ roles }) => roles[0] === role))
    .reduce<Player | undefined>((best, one) => (best && !isBusier(one, best) ? best : one), undefined);
}
const isBusier = (a: Player, b: Player): boolean =>
  a.overdue > b.overdue || (a.overdue === b.overdue && a.waiting > b.waiting);

const HIDDEN = 'dung-han.tour';
/** Whether nobody has closed one here yet. */
export const isTourShown = (): boolean => localStorage.getItem(HIDDEN) === null;
/** On a phone it would lie over the page: there it is begun by whoever wants it. */
export const hasRoom = (): boolean => window.matchMedia('(min-width: 62em)').matches;
export const hideTour = (): void => localStorage.setItem(HIDDEN, 'hidden');

const OPEN = 'dung-han.tour.open';
/** The one that is being taken here: to be somebody else, or to load the page anew, does not end it. */
export const keepOpen = (name: TourName | undefined): void =>
  name === undefined ? sessionStorage.removeItem(OPEN) : sessionStorage.setItem(OPEN, name);
export const openKept = (): TourName | undefined => tourNames.find((name) => name === sessionStorage.getItem(OPEN));

const PLACE = 'dung-han.tour.place';
/** Where one is in a tour: loading the page anew does not begin it again. */
export const keepPlace = (name: TourName, step: number): void => sessionStorage.setItem(PLACE, `${name} ${step}`);
export function placeKept(name: TourName): number {
  const [kept, step = ''] = (sessionStorage.getItem(PLACE) ?? '').split(' ');
  return kept === name && Number(step) < tours[name].length ? Number(step) : 0;
}
