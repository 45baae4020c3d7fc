import 'i18next';
import type common from '../locales/vi/common.json';
import type inbox from '../locales/vi/inbox.json';
import type profile from '../locales/vi/profile.json';
import type matrix from '../locales/vi/matrix.json';
import type session from '../locales/vi/session.json';
import type standing from '../locales/vi/standing.json';
import type work from '../locales/vi/work.json';

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
      session: typeof session;
      standing: typeof standing;
      work: typeof work;
    };
  }
}
