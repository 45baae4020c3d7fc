import { answerOf, api } from '../../lib/api';

/** A bookmark of one's own. */
export const readTalk = (id: number, upTo: number) =>
  answerOf(api.POST('/api/v1/instances/{id}/talk/read', { params: { path: { id } }, body: { upTo } }));
