import type { NextFunction, Request, Response } from 'express';
import { problem } from '../core/problem.js';
import { SHEET_TYPES } from './sheet/sheet.js';

/** Where files are sent, as they are: spreadsheets and CSV. */
const IMPORTS = /^\/api\/v1\/imports\//;

/** A body of another kind would be passed over in silence: it is refused instead. */
export function onlyJson(request: Request, _: Response, next: NextFunction): void {
  const isEmpty = request.get('content-length') === '0';
  const accepted = ['application/json', ...(IMPORTS.test(request.path) ? SHEET_TYPES : [])];
  // Null: there is no body at all.
  const isOther = !isEmpty && request.is(accepted) === false;
  next(isOther ? problem('unsupported-media-type', { accepted: accepted.join(', ') }) : undefined);
}
