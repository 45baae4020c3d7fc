import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Nothing from elsewhere, nothing inline, nobody's frame: an answer that a browser takes for a page can do nothing. */
const NOTHING = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
/** The pages of the API bring their own scripts and styles; Swagger UI writes some of its styles into the page. */
const PAGES = {
  ...NOTHING,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
};

/**
 * A page of the web application: scripts and styles of ours alone, known by a word of this one answer, and whatever those
 * scripts load. A file that somebody has uploaded here is no script, though it comes from the same address.
 */
export const webPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';');

/**
 * What every answer tells a browser. Nobody keeps a copy, because what one may see another may not: a program that keeps
 * an answer by itself asks by its tag. TLS for half a year from now on, where it is reached over TLS.
 */
export function securityHeaders(isSecure: boolean): RequestHandler {
  const dressed = (directives: Readonly<Record<string, string[]>>): RequestHandler =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: isSecure ? { maxAge: 15_768_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
    });
  const plain = dressed(NOTHING);
  const pages = dressed(PAGES);
  return (request: Request, response: Response, next: NextFunction): void => {
    const isPage = request.path.startsWith('/api/docs');
    response.set('Cache-Control', isPage ? 'no-cache' : 'no-store');
    const headers = isPage ? pages : plain;
    headers(request, response, next);
  };
}
