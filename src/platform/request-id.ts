import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';

const ids = new WeakMap<Request, string>();

/** One id from the request to the log and back to whoever asked; a proxy's own is kept where it is a plain word. */
export function nameRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const id = given !== undefined && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
  ids.set(request, id);
  response.set('X-Request-Id', id);
  next();
}

export const requestIdOf = (request: Request): string => ids.get(request) ?? '–';
