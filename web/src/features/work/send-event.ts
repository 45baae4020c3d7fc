import { answerOf, api, ifMatch, newKey } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Wish = {
  readonly id: number;
  /** Of what was looked at. */
  readonly etag: string | undefined;
  readonly sent: components['schemas']['SendEvent'];
};

/** Does something with an instance as it was looked at, and with nothing newer. */
export const sendEvent = ({ id, etag, sent }: Wish) =>
  answerOf(
    api.POST('/api/v1/instances/{id}/events', {
      params: { path: { id }, header: { 'Idempotency-Key': newKey() } },
      headers: ifMatch(etag),
      body: sent,
    }),
  );
