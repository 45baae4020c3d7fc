import { answerOf, api } from '../../lib/api';

/** Its secret is shown once; it is in use when a code of it was given. */
export const beginAuthenticator = () => answerOf(api.POST('/api/v1/session/totp'));
export const confirmAuthenticator = (code: string) => answerOf(api.PUT('/api/v1/session/totp', { body: { code } }));
export const removeAuthenticator = (code: string) =>
  answerOf(api.DELETE('/api/v1/session/totp', { params: { query: { code } } }));
