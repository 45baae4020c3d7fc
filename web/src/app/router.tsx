import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../features/session/get-me';
import { ofSheet, standingQuery } from '../features/standing/get-standing';
import { isSort, type Shelf, shelves, type Sort } from '../features/rounds/shelves';
import {
  isSort as isScoreSort,
  type Shelf as ScoreShelf,
  shelves as scoreShelves,
  type Sort as ScoreSort,
} from '../features/scores/scores';
import { type Bucket, buckets } from '../features/tasks/buckets';
import { isMonth } from '../features/tasks/months';
import { isDay } from '../lib/format';
import { clockQuery } from '../lib/clock';
import { loadTexts } from '../lib/i18n';
import { isProblem } from '../lib/problem';
import { LoadingState } from '../ui/states';
import { adminRoutes } from './admin-routes';
import { AllFailed, NotFound, PageFailed } from './failed';
import { homeOf } from './navigation';
import { paths } from './paths';

type Context = { readonly client: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

/** Before a page: the texts of these features, `web/src/locales/*\/<feature>.json`. */
const texts =
  (...features: readonly string[]) =>
  (): Promise<void> =>
    loadTexts(features);

type Wanted = { readonly returnTo?: string | undefined; readonly error?: string | undefined };
const wanted = ({ returnTo, error }: Readonly<Record<string, unknown>>): Wanted => ({
  ...(typeof returnTo === 'string' && { returnTo }),
  ...(typeof error === 'string' && { error }),
});

const door = createRoute({
  getParentRoute: () => root,
  id: 'door',
  beforeLoad: texts('session'),
  component: lazyRouteComponent(() => import('./routes/door'), 'Door'),
  errorComponent: AllFailed,
});
const signIn = createRoute({
  getParentRoute: () => door,
  path: paths.signIn,
  validateSearch: wanted,
  component: lazyRouteComponent(() => import('./routes/sign-in-page'), 'SignInPage'),
});
const forgotPassword = createRoute({
  getParentRoute: () => door,
  path: paths.forgotPassword,
  component: lazyRouteComponent(() => import('./routes/forgot-password-page'), 'ForgotPasswordPage'),
});
const resetPassword = createRoute({
  getParentRoute: () => door,
  path: paths.resetPassword,
  component: lazyRouteComponent(() => import('./routes/reset-password-page'), 'ResetPasswordPage'),
});

/** Behind the door: somebody is signed in, or is sent there first and comes back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context: { client }, location }) => {
    // Beside it, so that a sandbox's bar stands from the first moment and moves nothing.
    const clock = client.prefetchQuery(clockQuery);
    const me = await client.ensureQueryData(meQuery).catch((error: unknown) => {
      if (!isProblem(error, 'not-signed-in')) throw error;
      const { error: said } = wanted(location.search);
      const search = { returnTo: location.href === paths.home ? undefined : location.href };
      throw redirect({ to: paths.signIn, search: said === undefined ? search : wanted(location.search) });
    });
    await clock;
    return { me };
  },
  component: lazyRouteComponent(() => import('./inside'), 'Inside'),
  errorComponent: AllFailed,
});

/** Everybody begins where their work is: the first entry of their navigation. */
const home = createRoute({
  getParentRoute: () => inside,
  path: paths.home,
  beforeLoad: ({ context: { me } }) => {
    throw redirect({ to: homeOf(me), replace: true });
  },
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: paths.inbox,
  validateSearch: ({ unit, unread }: Readonly<Record<string, unknown>>): { unit?: string; unread?: boolean } => ({
    ...(typeof unit === 'string' && { unit }),
    ...(unread === true && { unread }),
  }),
  beforeLoad: texts('inbox'),
  component: lazyRouteComponent(() => import('./routes/inbox-page'), 'InboxPage'),
});
const message = createRoute({
  getParentRoute: () => inside,
  path: paths.message,
  beforeLoad: texts('inbox'),
  component: lazyRouteComponent(() => import('./routes/message-page'), 'MessagePage'),
});
const profile = createRoute({
  getParentRoute: () => inside,
  path: paths.profile,
  beforeLoad: texts('profile', 'delegations', 'session'),
  component: lazyRouteComponent(() => import('./routes/profile-page'), 'ProfilePage'),
});

const desk = createRoute({
  getParentRoute: () => inside,
  path: paths.desk,
  beforeLoad: texts('desk', 'work', 'scores'),
  component: lazyRouteComponent(() => import('./routes/desk-page'), 'DeskPage'),
});

type Day = { readonly ngay?: string | undefined };
const givesDay = (text: unknown): text is string => typeof text === 'string' && isDay(text);
/** A past day that a page is looked at as of. */
const asOf = ({ ngay }: Readonly<Record<string, unknown>>): Day => (givesDay(ngay) ? { ngay } : {});
const leadership = createRoute({
  getParentRoute: () => inside,
  path: paths.leadership,
  validateSearch: (search: Readonly<Record<string, unknown>>): Day & { readonly 'man-hinh'?: 1 } => ({
    ...asOf(search),
    ...(search['man-hinh'] === 1 && { 'man-hinh': 1 }),
  }),
  beforeLoad: texts('standing'),
  loaderDeps: ({ search: { ngay } }) => ({ ngay }),
  // Asked for while the page's own scripts come.
  loader: ({ context: { client }, deps: { ngay }, preload }) => {
    if (!preload) void client.prefetchQuery(standingQuery(ofSheet(ngay)));
  },
  component: lazyRouteComponent(() => import('./routes/leadership-page'), 'LeadershipPage'),
});
const standingItems = createRoute({
  getParentRoute: () => inside,
  path: paths.standingItems,
  validateSearch: (
    search: Readonly<Record<string, unknown>>,
  ): Day & { readonly so?: string; readonly donVi?: string } => ({
    ...asOf(search),
    ...(typeof search['donVi'] === 'string' && { donVi: search['donVi'] }),
    ...(typeof search['so'] === 'string' && { so: search['so'] }),
  }),
  beforeLoad: texts('standing'),
  component: lazyRouteComponent(() => import('./routes/standing-items-page'), 'StandingItemsPage'),
});
const explanations = createRoute({
  getParentRoute: () => inside,
  path: paths.explanations,
  beforeLoad: texts('standing'),
  component: lazyRouteComponent(() => import('./routes/explanations-page'), 'ExplanationsPage'),
});

type MatrixSearch = Day & {
  readonly nam?: number;
  readonly ky?: string;
  readonly tu?: string;
  readonly den?: string;
  readonly nghiaVu?: readonly string[];
};
const matrix = createRoute({
  getParentRoute: () => inside,
  path: paths.matrix,
  validateSearch: (search: Readonly<Record<string, unknown>>): MatrixSearch => {
    const { nam, ky, tu, den, nghiaVu } = search;
    return {
      ...asOf(search),
      ...(typeof nam === 'number' && { nam }),
      ...(typeof ky === 'string' && { ky }),
      ...(givesDay(tu) && givesDay(den) && tu <= den && { tu, den }),
      ...(Array.isArray(nghiaVu) && { nghiaVu: nghiaVu.map(String) }),
    };
  },
  beforeLoad: texts('matrix'),
  component: lazyRouteComponent(() => import('./routes/matrix-page'), 'MatrixPage'),
});

const trend = createRoute({
  getParentRoute: () => inside,
  path: paths.trend,
  validateSearch: ({ buoc, theo }: Readonly<Record<string, unknown>>): { buoc?: string; theo?: string } => ({
    ...(typeof buoc === 'string' && { buoc }),
    ...(typeof theo === 'string' && { theo }),
  }),
  beforeLoad: texts('trend'),
  component: lazyRouteComponent(() => import('./routes/trend-page'), 'TrendPage'),
});
const year = createRoute({
  getParentRoute: () => inside,
  path: paths.year,
  validateSearch: ({ nam, dang }: Readonly<Record<string, unknown>>): { nam?: number; dang?: 'bars' | 'list' } => ({
    ...(typeof nam === 'number' && { nam }),
    ...((dang === 'bars' || dang === 'list') && { dang }),
  }),
  beforeLoad: texts('year'),
  component: lazyRouteComponent(() => import('./routes/year-page'), 'YearPage'),
});
const obligations = createRoute({
  getParentRoute: () => inside,
  path: paths.obligations,
  beforeLoad: texts('obligations'),
  component: lazyRouteComponent(() => import('./routes/obligations-page'), 'ObligationsPage'),
});
const obligation = createRoute({
  getParentRoute: () => inside,
  path: paths.obligation,
  beforeLoad: texts('obligations', 'work'),
  component: lazyRouteComponent(() => import('./routes/obligation-page'), 'ObligationPage'),
});

const task = createRoute({
  getParentRoute: () => inside,
  path: paths.task,
  beforeLoad: texts('steps', 'work', 'forms', 'talk'),
  component: lazyRouteComponent(() => import('./routes/task-page'), 'TaskPage'),
});

const isOneOf = <Word extends string>(words: readonly Word[], word: unknown): word is Word =>
  words.some((one) => one === word);

type TasksWanted = { readonly bucket?: Bucket; readonly unit?: string };
const tasks = createRoute({
  getParentRoute: () => inside,
  path: paths.tasks,
  validateSearch: ({ bucket, unit }: Readonly<Record<string, unknown>>): TasksWanted => ({
    ...(isOneOf(buckets, bucket) && { bucket }),
    ...(typeof unit === 'string' && { unit }),
  }),
  beforeLoad: texts('tasks', 'work'),
  component: lazyRouteComponent(() => import('./routes/tasks-page'), 'TasksPage'),
});

type MonthWanted = { readonly month?: string; readonly view?: 'agenda' | 'grid' };
const dueDates = createRoute({
  getParentRoute: () => inside,
  path: paths.dueDates,
  validateSearch: ({ month, view }: Readonly<Record<string, unknown>>): MonthWanted => ({
    ...(isMonth(month) && { month }),
    ...(isOneOf(['agenda', 'grid'], view) && { view }),
  }),
  beforeLoad: texts('tasks'),
  component: lazyRouteComponent(() => import('./routes/calendar-page'), 'CalendarPage'),
});

const search = createRoute({
  getParentRoute: () => inside,
  path: paths.search,
  // What looks like a number comes as one.
  validateSearch: ({ q }: Readonly<Record<string, unknown>>): { readonly q?: string } =>
    (typeof q === 'string' && q !== '') || typeof q === 'number' ? { q: String(q) } : {},
  beforeLoad: texts('search'),
  component: lazyRouteComponent(() => import('./routes/search-page'), 'SearchPage'),
});

const form = createRoute({
  getParentRoute: () => inside,
  path: paths.form,
  beforeLoad: texts('forms', 'work'),
  component: lazyRouteComponent(() => import('./routes/form-page'), 'FormPage'),
});
const receipt = createRoute({
  getParentRoute: () => inside,
  path: paths.receipt,
  beforeLoad: texts('forms'),
  component: lazyRouteComponent(() => import('./routes/receipt-page'), 'ReceiptPage'),
});

type RoundWanted = { readonly loc?: Shelf; readonly sap?: Sort; readonly mo?: number | undefined };
const round = createRoute({
  getParentRoute: () => inside,
  path: paths.round,
  validateSearch: ({ loc, sap, mo }: Readonly<Record<string, unknown>>): RoundWanted => ({
    ...(isOneOf(shelves, loc) && { loc }),
    ...(isSort(sap) && { sap }),
    ...(typeof mo === 'number' && { mo }),
  }),
  beforeLoad: texts('rounds', 'work', 'forms', 'talk', 'scores'),
  component: lazyRouteComponent(() => import('./routes/round-page'), 'RoundPage'),
});
const roundAnswers = createRoute({
  getParentRoute: () => inside,
  path: paths.roundAnswers,
  validateSearch: ({
    muc,
    viec,
  }: Readonly<Record<string, unknown>>): { readonly muc?: string; readonly viec?: string } => ({
    ...(typeof muc === 'string' && { muc }),
    ...(typeof viec === 'string' && { viec }),
  }),
  beforeLoad: texts('rounds', 'work', 'forms'),
  component: lazyRouteComponent(() => import('./routes/round-answers-page'), 'RoundAnswersPage'),
});

type ScoresWanted = {
  readonly loc?: ScoreShelf;
  readonly sap?: ScoreSort;
  readonly dang?: 'don-vi' | 'tieu-chi';
  readonly mo?: number | undefined;
};
const roundScores = createRoute({
  getParentRoute: () => inside,
  path: paths.roundScores,
  validateSearch: ({ loc, sap, dang, mo }: Readonly<Record<string, unknown>>): ScoresWanted => ({
    ...(isOneOf(scoreShelves, loc) && { loc }),
    ...(isScoreSort(sap) && { sap }),
    ...(isOneOf(['don-vi', 'tieu-chi'], dang) && { dang }),
    ...(typeof mo === 'number' && { mo }),
  }),
  beforeLoad: texts('scores', 'rounds', 'work', 'forms'),
  component: lazyRouteComponent(() => import('./routes/round-scores-page'), 'RoundScoresPage'),
});

const tree = root.addChildren([
  door.addChildren([signIn, forgotPassword, resetPassword]),
  inside.addChildren([
    home,
    desk,
    tasks,
    form,
    receipt,
    round,
    roundAnswers,
    roundScores,
    dueDates,
    search,
    ...adminRoutes(inside),
    task,
    inbox,
    message,
    profile,
    leadership,
    standingItems,
    explanations,
    matrix,
    trend,
    year,
    obligations,
    obligation,
  ]),
]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingMs: 300,
    // What has come is shown at once, also when its wait has just been.
    defaultPendingMinMs: 0,
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: PageFailed,
  });

export type AppRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
