import type { CookieOptions, Request } from 'express';
import { problem } from '../core/problem.js';
import type { Principal } from './principal.js';
import { digestOf } from './secrets.js';

const asking = new WeakMap<Request, Principal>();

/** Who asks, once the guard has looked. */
export const isAsking = (request: Request, principal: Principal): void => void asking.set(request, principal);

/** Undefined: nobody who is known. */
export const askerOf = (request: Request): Principal | undefined => asking.get(request);

export function principalOf(request: Request): Principal {
  const found = askerOf(request);
  if (!found) throw problem('not-signed-in');
  return found;
}

/** The name of the cookie; with TLS one that no page without it can set. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-dung-han' : 'dung-han');

/** The cookie that makes a browser known to whoever signed in with it last. */
export const deviceCookie = (isSecure: boolean): string => `${cookieName(isSecure)}-device`;

/** The session's cookie is sent by no page of elsewhere; `maxAge` in seconds, undefined where it is taken away. */
export const sessionCookie = (isSecure: boolean, maxAge?: number): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure: isSecure,
  path: '/',
  ...(maxAge !== undefined && { maxAge: maxAge * 1000 }),
});

export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.get('cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

/** The digest of the session that a browser has, whether or not it is good. */
export function sessionOf(request: Request, isSecure: boolean): string | undefined {
  const token = cookieOf(request, cookieName(isSecure));
  return token === undefined ? undefined : digestOf(token);
}
