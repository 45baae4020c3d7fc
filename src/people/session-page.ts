import { pageAmong } from '../platform/list-query.js';
import { isoOf } from './instant.js';
import type { Principal } from './principal.js';
import type { SessionList, SessionsQuery } from './session.dto.js';
import type { SessionRow } from './session.store.js';

/** Sessions as whoever looks after them sees them, the last used first. */
export function sessionPage(rows: readonly SessionRow[], { via }: Principal, query: SessionsQuery): SessionList {
  const all = rows.map(({ createdAt, seenAt, ...row }) => ({
    ...row,
    isThis: 'session' in via && via.session === row.id,
    createdAt: isoOf(createdAt),
    seenAt: isoOf(seenAt),
  }));
  return pageAmong(all, query, ({ seenAt, id }) => `${seenAt} ${id}`);
}
