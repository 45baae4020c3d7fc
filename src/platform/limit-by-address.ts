import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isWatched } from './access-log.js';
import type { Limits } from './limits.js';
import { networkOf } from './network.js';
import { isWebFile } from './web-files.js';

/**
 * Every request counts for the address that it comes from, before anything is read of it. Not the files of the web
 * application: a page has dozens of them, they lie in memory, and a browser asks for each once.
 */
export function limitByAddress(limits: Limits): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isWatched(request.path) || isWebFile(request.path)) return next();
    limits.count(response, [['address', networkOf(request.ip ?? '–')]]).then(() => next(), next);
  };
}
