import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { takesAttachment } from './only-json.js';

const LATE = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/**
 * A request has arrived within these seconds, or is hung up on. An attachment is not: the server itself waits for it longer
 * (patient-adapter.ts), since it is large and the lines of offices are slow.
 */
export function inTime(seconds: number): RequestHandler {
  return (request: Request, _: Response, next: NextFunction): void => {
    if (takesAttachment(request)) return next();
    const timer = setTimeout(() => {
      if (request.complete) return;
      request.socket.end(LATE);
      request.socket.destroySoon();
    }, seconds * 1000);
    const arrived = (): void => clearTimeout(timer);
    request.once('end', arrived).once('close', arrived);
    return next();
  };
}
