import { answerOf, api } from '../../lib/api';

/** Goes on as somebody else; null: as oneself again. */
export const switchPerson = (person: string | null) =>
  answerOf(api.POST('/api/v1/sandbox/session', { body: { person } }));
