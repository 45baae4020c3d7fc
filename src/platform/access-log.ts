import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { LogAddress } from './limit-settings.js';
import type { Log } from './log.js';
import { neighbourhoodOf } from './network.js';
import { requestIdOf } from './request-id.js';

/** Whose request it was: the account's id, which names nobody, and how it was known. */
export type Caller = { readonly account: string; readonly via: 'session' | 'token' };

const callers = new WeakMap<Request, Caller>();
/** Said once it is known who asks. */
export const isCalledBy = (request: Request, caller: Caller): void => void callers.set(request, caller);

/**
 * The pattern of the route that was met, such as `/api/v1/instances/:id`; undefined: none was. Never the address itself:
 * names of people stand in addresses, and whatever somebody types behind the question mark.
 */
export function routeOf(request: Request): string | undefined {
  const { route } = request as { readonly route?: { readonly path?: unknown } };
  return typeof route?.path === 'string' ? route.path : undefined;
}

/** A page of the web application, or a file of it: by these names in the log. */
export const WEB_PAGE = '/*';
export const WEB_FILE = '/assets/*';

/** Asked every few seconds by those who watch, from inside. */
export const isWatched = (path: string): boolean => /^\/(health\/(live|ready)|metrics)\/?$/.test(path);

/** One line for each request, when its answer has gone out or was given up: nothing that somebody sent stands in it. */
export function accessLog(log: Log, logAddress: LogAddress): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    const { socket } = request;
    const before = socket.bytesWritten;
    const address = shown(request.ip, logAddress);
    response.once('close', () => {
      const route = routeOf(request);
      const facts = {
        requestId: requestIdOf(request),
        method: request.method,
        ...(route !== undefined && { route }),
        status: response.statusCode,
        ms: Math.round((performance.now() - began) * 10) / 10,
        bytes: socket.bytesWritten - before,
        ...callers.get(request),
        ...(address !== undefined && { address }),
        ...(!response.writableFinished && { aborted: true }),
      };
      log[isWatched(route ?? '') || route === WEB_FILE ? 'debug' : 'info'](facts, 'request');
    });
    next();
  };
}

function shown(address: string | undefined, how: LogAddress): string | undefined {
  if (address === undefined || how === 'none') return undefined;
  return how === 'full' ? address : neighbourhoodOf(address);
}
