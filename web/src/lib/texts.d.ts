import 'i18next';
import type common from '../locales/vi/common.json';
import type inbox from '../locales/vi/inbox.json';
import type profile from '../locales/vi/profile.json';
import type matrix from '../locales/vi/matrix.json';
import type accounts from '../locales/vi/accounts.json';
import type audit from '../locales/vi/audit.json';
import type delegations from '../locales/vi/delegations.json';
import type imports from '../locales/vi/imports.json';
import type clauses from '../locales/vi/clauses.json';
import type calendar from '../locales/vi/calendar.json';
import type lifecycles from '../locales/vi/lifecycles.json';
import type obligations from '../locales/vi/obligations.json';
import type operations from '../locales/vi/operations.json';
import type plans from '../locales/vi/plans.json';
import type units from '../locales/vi/units.json';
import type sandbox from '../locales/vi/sandbox.json';
import type desk from '../locales/vi/desk.json';
import type steps from '../locales/vi/steps.json';
import type session from '../locales/vi/session.json';
import type rounds from '../locales/vi/rounds.json';
import type scores from '../locales/vi/scores.json';
import type forms from '../locales/vi/forms.json';
import type search from '../locales/vi/search.json';
import type talk from '../locales/vi/talk.json';
import type tasks from '../locales/vi/tasks.json';
import type standing from '../locales/vi/standing.json';
import type trend from '../locales/vi/trend.json';
import type work from '../locales/vi/work.json';
import type year from '../locales/vi/year.json';

// One line for each file of locales: a key that is not in it does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    returnNull: false;
    resources: {
      common: typeof common;
      inbox: typeof inbox;
      profile: typeof profile;
      matrix: typeof matrix;
      accounts: typeof accounts;
      audit: typeof audit;
      calendar: typeof calendar;
      clauses: typeof clauses;
      delegations: typeof delegations;
      imports: typeof imports;
      lifecycles: typeof lifecycles;
      obligations: typeof obligations;
      operations: typeof operations;
      plans: typeof plans;
      units: typeof units;
      sandbox: typeof sandbox;
      desk: typeof desk;
      steps: typeof steps;
      session: typeof session;
      rounds: typeof rounds;
      scores: typeof scores;
      forms: typeof forms;
      search: typeof search;
      talk: typeof talk;
      tasks: typeof tasks;
      standing: typeof standing;
      trend: typeof trend;
      work: typeof work;
      year: typeof year;
    };
  }
}
