import type { NextFunction, Request, Response } from 'express';
import { problem } from '../core/problem.js';

/** An address with a “%” that encodes nothing is told as such, before a router stumbles over it. */
export function readablePath(request: Request, _: Response, next: NextFunction): void {
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
