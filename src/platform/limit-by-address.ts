import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Limits } from './limits.js';
import { networkOf } from './network.js';

/** Whoever watches asks often, and from inside. */
const WATCHED = /^\/(health\/(live|ready)|metrics)\/?$/;

/** Every request counts for the address that it comes from, before anything is read of it. */
export function limitByAddress(limits: Limits): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (WATCHED.test(request.path)) return next();
    limits.count(response, [['address', networkOf(request.ip ?? '–')]]).then(() => next(), next);
  };
}
