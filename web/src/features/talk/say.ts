import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Saying = components['schemas']['NewRemark'];

/** Under the key of the wish: sent again after a reload, it is said once. */
export const say = (id: number, body: Saying, key: string) =>
  answerOf(
    api.POST('/api/v1/instances/{id}/remarks', {
      params: { path: { id } },
      body,
      headers: { 'Idempotency-Key': key },
    }),
  );
