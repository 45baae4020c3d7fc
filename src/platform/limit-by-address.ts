import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isWatched } from './access-log.js';
import type { Limits } from './limits.js';
import { networkOf } from './network.js';

/** Every request counts for the address that it comes from, before anything is read of it. */
export function limitByAddress(limits: Limits): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isWatched(request.path)) return next();
    limits.count(response, [['address', networkOf(request.ip ?? '–')]]).then(() => next(), next);
  };
}
