import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem, problem, type ProblemCode, unfit } from '../core/problem.js';
import { routeOf } from './access-log.js';
import { allowedMethods } from './allowed-methods.js';
import { isCancelled, isDatabaseAway } from './database-away.js';
import { type Language, languageOf } from './language.js';
import type { Log } from './log.js';
import { requestIdOf } from './request-id.js';
import { type Facts, fieldWords, problemWords } from './words.js';

/** Where a problem's type leads: its own page of words. */
export const PROBLEMS_PATH = '/api/v1/problems';
const RETRY_SECONDS = 3;
const unset: readonly ProblemCode[] = ['mail-not-configured', 'totp-not-configured'];

/** Whatever goes wrong leaves as `application/problem+json` (RFC 9457), and nothing of the inside leaves with it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param noted hears of what is refused before whoever asked does; it never fails */
  constructor(
    private readonly log: Log,
    private readonly noted: (request: Request, refused: Problem) => Promise<void> = () => Promise.resolve(),
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const found = problemOf(error, request);
    await this.noted(request, found);
    this.answer(error, found, host);
  }

  private answer(error: unknown, found: Problem, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const requestId = requestIdOf(request);
    const about = { requestId, method: request.method, route: routeOf(request) };
    // What nobody has set up here is no fault of the code: where it was asked for helps nobody.
    if (unset.includes(found.code)) this.log.warn(about, found.code);
    else if (found.status >= 500) this.log.error({ err: error, ...about }, found.code);
    // A stream that has begun cannot take its status back: cut it, so that nobody takes half for the whole.
    if (response.headersSent) return void response.destroy();
    if (found.code === 'method-not-allowed') response.set('Allow', allowedMethods(request).join(', '));
    const retryAfter = secondsUntil(found);
    if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
    const language = languageOf(request.get('accept-language'));
    const { title, detail } = problemWords(found.code, language, { ...found.facts, requestId });
    response
      .status(found.status)
      .set({ 'Cache-Control': 'no-store', 'Content-Language': language, Vary: 'Accept-Language' })
      .type('application/problem+json')
      .send(
        JSON.stringify({
          ...found.facts,
          ...fieldsIn(found, language),
          type: `${PROBLEMS_PATH}/${found.code}`,
          title,
          status: found.status,
          detail,
          instance: request.originalUrl,
          code: found.code,
          requestId,
        }),
      );
  }
}

/** Each field that is wrong says so itself. */
export function fieldsIn({ facts: { errors } }: Problem, language: Language): { readonly errors?: readonly Facts[] } {
  if (!Array.isArray(errors)) return {};
  // Rows of a file and answers of a form have words of their own.
  const isPlain = ({ expected, message }: Facts): boolean => typeof expected === 'string' && message === undefined;
  return {
    errors: (errors as Facts[]).map((wrong) =>
      isPlain(wrong) ? { ...wrong, message: fieldWords(wrong, language) } : wrong,
    ),
  };
}

/** When it is worth asking again. */
function secondsUntil({ code, status, facts: { seconds } }: Problem): number | undefined {
  if (status === 429 && typeof seconds === 'number') return seconds;
  return status === 503 || code === 'key-under-way' ? RETRY_SECONDS : undefined;
}

/** Ours as they are; the framework's and the body parser's by their status; all else is a bug of ours. */
export function problemOf(error: unknown, request?: Request): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return problem('database-away');
  if (isCancelled(error)) return problem('took-too-long');
  const status =
    error instanceof HttpException ? error.getStatus() : Number((error as { status?: unknown } | null)?.status);
  if (status === 404) return nowhere(request);
  if (status === 413) return problem('payload-too-large');
  if (status === 415) return problem('unsupported-media-type', { accepted: 'application/json' });
  return status >= 400 && status < 500 ? unfit('body', 'json') : problem('internal');
}

/** No such address; or one that takes other methods. */
function nowhere(request: Request | undefined): Problem {
  const allowed = request ? allowedMethods(request) : [];
  if (!request || allowed.length === 0) return problem('not-found');
  return problem('method-not-allowed', { method: request.method, allowed: [...allowed] });
}
