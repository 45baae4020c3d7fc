import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { loadTexts } from '../lib/i18n';
import { paths } from './paths';

type Search = Readonly<Record<string, unknown>>;
/** Of an address only what it may say, and of its kind. */
const words = <Name extends string>(search: Search, ...names: readonly Name[]): { [Key in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
  ) as { [Key in Name]?: string };
const numbers = <Name extends string>(search: Search, ...names: readonly Name[]): { [Key in Name]?: number } =>
  Object.fromEntries(names.flatMap((name) => (Number.isInteger(search[name]) ? [[name, search[name]]] : []))) as {
    [Key in Name]?: number;
  };

const texts =
  (...features: readonly string[]) =>
  (): Promise<void> =>
    loadTexts(features);

/** The pages of whoever keeps the plans and the machine: below `inside`, each loaded when it is asked for. */
export const adminRoutes = <Inside extends AnyRoute>(inside: Inside) => {
  const plans = createRoute({
    getParentRoute: () => inside,
    path: paths.plans,
    beforeLoad: texts('plans'),
    component: lazyRouteComponent(() => import('./routes/admin/plans-page'), 'PlansPage'),
  });
  const planVersion = createRoute({
    getParentRoute: () => inside,
    path: paths.planVersion,
    validateSearch: (search: Search): { tab?: string } => words(search, 'tab'),
    beforeLoad: texts('plans'),
    component: lazyRouteComponent(() => import('./routes/admin/plan-version-page'), 'PlanVersionPage'),
  });
  const planObligation = createRoute({
    getParentRoute: () => inside,
    path: paths.planObligation,
    beforeLoad: texts('plans'),
    component: lazyRouteComponent(() => import('./routes/admin/obligation-page'), 'ObligationPage'),
  });
  const planNewObligation = createRoute({
    getParentRoute: () => inside,
    path: paths.planNewObligation,
    beforeLoad: texts('plans'),
    component: lazyRouteComponent(() => import('./routes/admin/obligation-page'), 'NewObligationPage'),
  });
  const planCompare = createRoute({
    getParentRoute: () => inside,
    path: paths.planCompare,
    beforeLoad: texts('plans'),
    component: lazyRouteComponent(() => import('./routes/admin/plan-compare-page'), 'PlanComparePage'),
  });
  const lifecycles = createRoute({
    getParentRoute: () => inside,
    path: paths.lifecycles,
    validateSearch: (search: Search): { plan?: string; version?: number; series?: boolean } => ({
      ...words(search, 'plan'),
      ...numbers(search, 'version'),
      ...(search['series'] === true && { series: true }),
    }),
    beforeLoad: texts('lifecycles'),
    component: lazyRouteComponent(() => import('./routes/admin/lifecycles-page'), 'LifecyclesPage'),
  });
  const lifecycle = createRoute({
    getParentRoute: () => inside,
    path: paths.lifecycle,
    validateSearch: (search: Search): { instance?: number } => numbers(search, 'instance'),
    beforeLoad: texts('lifecycles'),
    component: lazyRouteComponent(() => import('./routes/admin/lifecycle-page'), 'LifecyclePage'),
  });
  const calendar = createRoute({
    getParentRoute: () => inside,
    path: paths.calendar,
    validateSearch: (search: Search): { plan?: string; version?: number; year?: number } => ({
      ...words(search, 'plan'),
      ...numbers(search, 'version', 'year'),
    }),
    beforeLoad: texts('calendar', 'plans'),
    component: lazyRouteComponent(() => import('./routes/admin/calendar-page'), 'CalendarPage'),
  });
  const units = createRoute({
    getParentRoute: () => inside,
    path: paths.units,
    validateSearch: (search: Search): { plan?: string; version?: number; tab?: string } => ({
      ...words(search, 'plan', 'tab'),
      ...numbers(search, 'version'),
    }),
    beforeLoad: texts('units', 'plans', 'imports'),
    component: lazyRouteComponent(() => import('./routes/admin/units-page'), 'UnitsPage'),
  });
  const accounts = createRoute({
    getParentRoute: () => inside,
    path: paths.accounts,
    validateSearch: (search: Search): { tab?: string } => words(search, 'tab'),
    beforeLoad: texts('accounts', 'delegations', 'imports'),
    component: lazyRouteComponent(() => import('./routes/admin/accounts-page'), 'AccountsPage'),
  });
  const account = createRoute({
    getParentRoute: () => inside,
    path: paths.account,
    beforeLoad: texts('accounts'),
    component: lazyRouteComponent(() => import('./routes/admin/account-page'), 'AccountPage'),
  });
  const operations = createRoute({
    getParentRoute: () => inside,
    path: paths.operations,
    beforeLoad: texts('operations'),
    component: lazyRouteComponent(() => import('./routes/admin/operations-page'), 'OperationsPage'),
  });
  const audit = createRoute({
    getParentRoute: () => inside,
    path: paths.audit,
    validateSearch: (search: Search): { kind?: string; actor?: string; subject?: string; from?: string; to?: string } =>
      words(search, 'kind', 'actor', 'subject', 'from', 'to'),
    beforeLoad: texts('audit'),
    component: lazyRouteComponent(() => import('./routes/admin/audit-page'), 'AuditPage'),
  });
  return [
    plans,
    planVersion,
    planObligation,
    planNewObligation,
    planCompare,
    lifecycles,
    lifecycle,
    calendar,
    units,
    accounts,
    account,
    operations,
    audit,
  ] as const;
};
