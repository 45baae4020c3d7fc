import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from './config.js';
import type { Log } from './log.js';
import { onlyJson } from './only-json.js';
import { ProblemFilter } from './problem.filter.js';
import { readablePath } from './readable-path.js';
import { nameRequest } from './request-id.js';
import { SchemaPipe } from './schema.pipe.js';
import { securityHeaders } from './security-headers.js';

/** A plan with all its files fits; what is larger is refused before it is read. */
const LARGEST_BODY = '4mb';

/** What every request meets, whatever room it goes to. */
export function dressHttp(app: NestExpressApplication, log: Log, { isSecure }: Pick<Config, 'isSecure'>): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(nameRequest);
  app.use(securityHeaders(isSecure));
  app.use(readablePath);
  app.use(onlyJson);
  app.useBodyParser('json', { limit: LARGEST_BODY });
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(new ProblemFilter(log));
}
