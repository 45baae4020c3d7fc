import { answerOf, api } from '../../lib/api';

/** Only from the other way round: whoever sees an old page undoes nothing that they have not seen. */
export const settle = (id: number, remark: number, settled: boolean) =>
  answerOf(
    api.PUT('/api/v1/instances/{id}/remarks/{remark}/settled', {
      params: { path: { id, remark }, header: { 'If-Match': settled ? '"open"' : '"settled"' } },
      body: { settled },
    }),
  );
