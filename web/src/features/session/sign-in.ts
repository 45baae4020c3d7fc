import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Credentials = components['schemas']['SignIn'];

export const signIn = (body: Credentials) => answerOf(api.POST('/api/v1/session', { body }));

/** Where the browser may go on to, and sign out there too; undefined: nowhere. */
export async function signOut(): Promise<string | undefined> {
  const asked = api.DELETE('/api/v1/session');
  await answerOf(asked);
  return (await asked).response.headers.get('location') ?? undefined;
}

/** The code that a sign-in at the provider still owes. */
export const giveCode = (code: string) => answerOf(api.PUT('/api/v1/session/code', { body: { code } }));

export const changePassword = (body: components['schemas']['ChangePassword']) =>
  answerOf(api.PUT('/api/v1/session/password', { body }));

export const askReset = (name: string) => answerOf(api.POST('/api/v1/password-resets', { body: { name } }));

export const resetPassword = (body: components['schemas']['ResetPassword']) =>
  answerOf(api.PUT('/api/v1/password-resets', { body }));
