import type { NextFunction, Request, Response } from 'express';
import { problem } from '../core/problem.js';

/** More than any address of ours has, and as much as everybody on the way hands on (RFC 9110 §4.1). */
const LONGEST = 8_000;

/** An address that is too long, or has a “%” that encodes nothing, is told as such, before a router stumbles over it. */
export function readablePath(request: Request, _: Response, next: NextFunction): void {
  if (request.originalUrl.length > LONGEST) return next(problem('address-too-long', { most: LONGEST }));
  next(isReadable(request.path) ? undefined : problem('bad-path'));
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
