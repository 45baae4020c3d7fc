import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { WEB_FILE, WEB_PAGE } from './access-log.js';
import { isKnown } from './etag.rules.js';
import { webPolicy } from './security-headers.js';
import { isWebFile, type WebFile, type WebFiles } from './web-files.js';

/** What programs ask for: there is no page under these. */
const PROGRAMS = /^\/(api|health|metrics)(\/|$)/;
/** A file beside the page, such as an icon: there or not, and never a page. */
const BESIDE = /^\/[^/]+\.[a-z0-9]+$/i;
const GETS = ['GET', 'HEAD'];
const A_YEAR = 'public, max-age=31536000, immutable';

/**
 * The web application: its files, and its one page under every address that is nobody else's, because which page that is
 * the application finds out by itself (docs/adr/0032-page-policy.md).
 */
export function webPages({ files, page }: WebFiles): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { path } = request;
    if (!GETS.includes(request.method) || PROGRAMS.test(path)) return next();
    const file = files.get(path);
    if (file) return sendFile(request, response, file);
    if (isWebFile(path) || BESIDE.test(path) || !request.accepts('html')) return next();
    request.route = { path: WEB_PAGE };
    const nonce = randomBytes(18).toString('base64');
    const text = Buffer.from(page.join(nonce));
    response.set({ 'Content-Security-Policy': webPolicy(nonce), 'Content-Type': 'text/html; charset=utf-8' });
    send(request, response, text);
  };
}

function sendFile(request: Request, response: Response, { type, tag, plain, packed }: WebFile): void {
  request.route = { path: WEB_FILE };
  // Ours is the order, the smallest first, among what whoever asks can read.
  const encoding = [...packed.keys()].find((one) => request.acceptsEncodings(one) !== false);
  const body = (encoding && packed.get(encoding)) ?? plain;
  const etag = encoding === undefined ? `"${tag}"` : `"${tag}-${encoding}"`;
  response.set({
    'Cache-Control': isWebFile(request.path) ? A_YEAR : 'no-cache',
    'Content-Type': type,
    ETag: etag,
    ...(packed.size > 0 && { Vary: 'Accept-Encoding' }),
    ...(encoding !== undefined && { 'Content-Encoding': encoding }),
  });
  if (isKnown(request.get('if-none-match'), etag)) return void response.status(304).end();
  send(request, response, body);
}

function send(request: Request, response: Response, body: Buffer): void {
  response.set('Content-Length', String(body.length));
  response.end(request.method === 'HEAD' ? undefined : body);
}
