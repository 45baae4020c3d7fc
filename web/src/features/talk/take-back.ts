import { answerOf, api } from '../../lib/api';

export const takeBack = (id: number, remark: number) =>
  answerOf(api.DELETE('/api/v1/instances/{id}/remarks/{remark}', { params: { path: { id, remark } } }));
