import type { NextFunction, Request, Response } from 'express';
import { problem } from '../core/problem.js';
import { SHEET_TYPES } from './sheet/sheet.js';

/** Where files are sent, as they are: spreadsheets and CSV; and attachments, which are known by their content alone. */
const IMPORTS = /^\/api\/v1\/imports\//;
const ATTACHMENTS = /^\/api\/v1\/instances\/\d+\/files$/;
/** Whether it comes with an attachment, which nobody reads into memory. */
export const takesAttachment = ({ method, path }: Pick<Request, 'method' | 'path'>): boolean =>
  method === 'POST' && ATTACHMENTS.test(path);
const othersAt = (path: string): readonly string[] => {
  if (IMPORTS.test(path)) return SHEET_TYPES;
  return ATTACHMENTS.test(path) ? ['application/octet-stream'] : [];
};

/** A body of another kind would be passed over in silence: it is refused instead. */
export function onlyJson(request: Request, _: Response, next: NextFunction): void {
  const isEmpty = request.get('content-length') === '0';
  const accepted = ['application/json', ...othersAt(request.path)];
  // Null: there is no body at all.
  const isOther = !isEmpty && request.is(accepted) === false;
  next(isOther ? problem('unsupported-media-type', { accepted: accepted.join(', ') }) : undefined);
}
