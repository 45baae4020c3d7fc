import type { MigrationInterface } from 'typeorm';
import { Engine1700000000001 } from './1700000000001-engine.js';
import { Plans1700000000002 } from './1700000000002-plans.js';
import { Inbox1700000000003 } from './1700000000003-inbox.js';
import { Reading1700000000004 } from './1700000000004-reading.js';
import { People1700000000005 } from './1700000000005-people.js';
import { Accounts1700000000006 } from './1700000000006-accounts.js';
import { Audit1700000000007 } from './1700000000007-audit.js';
import { Oidc1700000000008 } from './1700000000008-oidc.js';
import { Imports1700000000009 } from './1700000000009-imports.js';
import { Idempotency1700000000010 } from './1700000000010-idempotency.js';
import { Forms1700000000012 } from './1700000000012-forms.js';
import { Monitoring1700000000013 } from './1700000000013-monitoring.js';
import { Files1700000000014 } from './1700000000014-files.js';
import { Live1700000000015 } from './1700000000015-live.js';
import { Search1700000000016 } from './1700000000016-search.js';
import { Played1700000000019 } from './1700000000019-played.js';
import { Trail1700000000020 } from './1700000000020-trail.js';
import { Talk1700000000021 } from './1700000000021-talk.js';
import { ReadingFast1700000000022 } from './1700000000022-reading-fast.js';

/** In the order in which they run; a migration that was released is never changed. */
export const migrations: (new () => MigrationInterface)[] = [
  Engine1700000000001,
  Plans1700000000002,
  Inbox1700000000003,
  Reading1700000000004,
  People1700000000005,
  Accounts1700000000006,
  Audit1700000000007,
  Oidc1700000000008,
  Imports1700000000009,
  Idempotency1700000000010,
  Forms1700000000012,
  Monitoring1700000000013,
  Files1700000000014,
  Live1700000000015,
  Search1700000000016,
  Played1700000000019,
  Trail1700000000020,
  Talk1700000000021,
  ReadingFast1700000000022,
];
