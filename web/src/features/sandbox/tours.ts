import type { Player } from './get-players';
import type { Move } from './move-clock';

export const tourNames = ['unit', 'secretariat', 'leadership'] as const;
export type TourName = (typeof tourNames)[number];

/** What a step of a tour does when one asks it to: it really happens. */
export type Deed = { readonly kind: 'play'; readonly role: string } | { readonly kind: 'move'; readonly wish: Move };
/** Words below `tours.<name>.<text>`; what it is about is shown by a frame, where it stands on the page. */
export type Step = { readonly text: string; readonly about?: string; readonly deed?: Deed };

const bar = (part: 'date' | 'steps' | 'people' | 'happened'): string => `[data-tour="${part}"]`;
const navigation = 'nav';
const content = '#content';

export const tours = {
  unit: [
    { text: 'welcome', about: bar('date') },
    { text: 'be', about: bar('people'), deed: { kind: 'play', role: 'unit-officer' } },
    { text: 'home', about: content },
    { text: 'pages', about: navigation },
    { text: 'time', about: bar('steps'), deed: { kind: 'move', wish: { by: 'day' } } },
    { text: 'news', about: bar('happened') },
    { text: 'end', about: bar('people') },
  ],
  secretariat: [
    { text: 'be', about: bar('people'), deed: { kind: 'play', role: 'secretariat' } },
    { text: 'home', about: content },
    { text: 'pages', about: navigation },
    { text: 'time', about: bar('steps'), deed: { kind: 'move', wish: { by: 'week' } } },
    { text: 'news', about: bar('happened') },
    { text: 'end', about: bar('people') },
  ],
  leadership: [
    { text: 'be', about: bar('people'), deed: { kind: 'play', role: 'leader' } },
    { text: 'home', about: content },
    { text: 'pages', about: navigation },
    { text: 'time', about: bar('steps'), deed: { kind: 'move', wish: { next: true } } },
    { text: 'end', about: bar('happened') },
  ],
} as const satisfies Readonly<Record<TourName, readonly Step[]>>;

/** Of those who hold such a post: whoever has most overdue, else most to do. */
export function whoPlays(players: readonly Player[], role: string): Player | undefined {
  return players
    .filter(({ posts }) => posts.some(({ roles }) => roles[0] === role))
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

const PLACE = 'dung-han.tour.place';
/** Where one is in a tour: loading the page anew does not begin it again. */
export const keepPlace = (name: TourName, step: number): void => sessionStorage.setItem(PLACE, `${name} ${step}`);
export function placeKept(name: TourName): number {
  const [kept, step = ''] = (sessionStorage.getItem(PLACE) ?? '').split(' ');
  return kept === name && Number(step) < tours[name].length ? Number(step) : 0;
}
