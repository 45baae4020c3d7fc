import type { NextFunction, Request, Response } from 'express';
import { problem } from '../core/problem.js';

/** A body of another kind would be passed over in silence: it is refused instead. */
export function onlyJson(request: Request, _: Response, next: NextFunction): void {
  const isEmpty = request.get('content-length') === '0';
  // Null: there is no body at all.
  const isOther = !isEmpty && request.is('application/json') === false;
  next(isOther ? problem('unsupported-media-type', { accepted: 'application/json' }) : undefined);
}
