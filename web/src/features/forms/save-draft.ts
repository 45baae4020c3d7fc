import { answerOf, api, ifMatch, newKey, taggedAnswerOf } from '../../lib/api';
import type { Answers } from '../../../../src/core/form/form';
import type { FormOf } from './get-form';

type Saving = FormOf & { readonly answers: Answers; readonly etag: string | undefined };

/** Nobody's words are written over unseen: whoever has not seen the last draft is refused (412). */
export const saveDraft = ({ id, form, answers, etag }: Saving) =>
  taggedAnswerOf(
    api.PUT('/api/v1/instances/{id}/forms/{form}/draft', {
      params: { path: { id, form }, header: { 'If-Match': etag ?? '"0"', 'Idempotency-Key': newKey() } },
      headers: ifMatch(etag),
      body: { answers },
    }),
  );

/** Somebody has it open, and learns who else has. */
export const beat = ({ id, form }: FormOf, more: { readonly field?: string; readonly leaving?: boolean }) =>
  answerOf(
    api.POST('/api/v1/instances/{id}/forms/{form}/presence', {
      params: { path: { id, form }, header: { 'Idempotency-Key': newKey() } },
      body: { leaving: false, ...more },
    }),
  );
