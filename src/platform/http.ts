import type { NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Problem } from '../core/problem.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { accessLog } from './access-log.js';
import { Answers } from './answers.interceptor.js';
import type { Config } from './config.js';
import { limitByAddress } from './limit-by-address.js';
import { inTime } from './in-time.js';
import { Limits } from './limits.js';
import { KnownQuery } from './known-query.interceptor.js';
import type { Log } from './log.js';
import { onlyJson } from './only-json.js';
import { ProblemFilter } from './problem.filter.js';
import { readablePath } from './readable-path.js';
import { nameRequest } from './request-id.js';
import { SchemaPipe } from './schema.pipe.js';
import { securityHeaders } from './security-headers.js';
import { LARGEST_FILE, SHEET_TYPES } from './sheet/sheet.js';
import { TimeLimit } from './time-limit.interceptor.js';

/** A plan with all its files fits; what is larger is refused before it is read. */
const LARGEST_BODY = '4mb';

type Around = {
  /** Sees to it that a command is done once by its key. */
  readonly once: NestInterceptor;
  /** Writes down who was shown what is open to few. */
  readonly views: NestInterceptor;
  /** Writes down what is refused to whom. */
  readonly refusals: { note(request: Request, refused: Problem): Promise<void> };
};

/** What every request meets, whatever room it goes to. */
export function dressHttp(
  app: NestExpressApplication,
  log: Log,
  config: Config,
  { once, views, refusals }: Around,
): void {
  app.disable('x-powered-by');
  // A tag that Express makes by itself says nothing of a version: If-Match refuses it. Files bring their own.
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustProxy);
  app.use(nameRequest);
  app.use(accessLog(log, config.logAddress));
  app.use(securityHeaders(config.isSecure));
  app.use(inTime(config.receiveSeconds));
  app.use(limitByAddress(app.get(Limits)));
  app.use(readablePath);
  app.use(onlyJson);
  app.useBodyParser('json', { limit: LARGEST_BODY });
  // As they are: who takes a file looks into it. Elsewhere none comes this far.
  app.useBodyParser('raw', { type: [...SHEET_TYPES], limit: LARGEST_FILE });
  // From outside in: what takes too long under a key goes on, and is there when it is asked for again; a look at a kept answer
  // is a look.
  app.useGlobalInterceptors(new TimeLimit(config.requestSeconds), new KnownQuery(), views, once, new Answers());
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter(log, (request, refused) => refusals.note(request, refused)));
}
