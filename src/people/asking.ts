import type { Request } from 'express';
import { problem } from '../core/problem.js';
import type { Principal } from './principal.js';

const asking = new WeakMap<Request, Principal>();

/** Who asks, once the guard has looked. */
export const isAsking = (request: Request, principal: Principal): void => void asking.set(request, principal);

export function principalOf(request: Request): Principal {
  const found = asking.get(request);
  if (!found) throw problem('not-signed-in');
  return found;
}

/** The name of the cookie; with TLS one that no page without it can set. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-dung-han' : 'dung-han');

export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.get('cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}
