import { answerOf, api } from '../../lib/api';

export const settle = (id: number, remark: number, settled: boolean) =>
  answerOf(
    api.PUT('/api/v1/instances/{id}/remarks/{remark}/settled', { params: { path: { id, remark } }, body: { settled } }),
  );
