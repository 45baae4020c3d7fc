import type { NextFunction, Request, Response } from 'express';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** From where a request came: the audit trail keeps it beside what the request did. */
export type Via = {
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
  /** In a sandbox: who really acts, where they go on as somebody else. */
  readonly playedBy?: string;
};

const ids = new WeakMap<Request, string>();
const underWay = new AsyncLocalStorage<Via & { playedBy?: string }>();

/** One id from the request to the log and back to whoever asked; a proxy's own is kept where it is a plain word. */
export function nameRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const id = given !== undefined && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
  ids.set(request, id);
  response.set('X-Request-Id', id);
  const agent = (request.get('user-agent') ?? '').slice(0, 300);
  underWay.run({ requestId: id, address: request.ip ?? '–', agent }, next);
}

export const requestIdOf = (request: Request): string => ids.get(request) ?? '–';

/** The request that the caller's work belongs to; undefined: nobody's, as at a start or at the command line. */
export const viaNow = (): Via | undefined => underWay.getStore();

/** What is done for several requests at once is told as nobody's. */
export const ofNoRequest = <T>(work: () => T): T => underWay.exit(work);

/** Known once the guard has looked: what the request does is told with it. */
export function isPlayedBy(name: string): void {
  const via = underWay.getStore();
  if (via) via.playedBy = name;
}
