import 'reflect-metadata';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { AppModule } from './app.module.js';
import { type FirstAccount, FirstAccounts } from './people/first-accounts.service.js';
import { QueueBell } from './engine/jobs/bell.js';
import { Idempotency } from './people/idempotency.interceptor.js';
import { Refusals } from './people/refusals.js';
import { NoteViews } from './people/restricted-views.interceptor.js';
import { StartSettings } from './audit/start-settings.service.js';
import { modeOf } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { dressHttp } from './platform/http.js';
import { createLog, NestLog } from './platform/log.js';
import { migrate } from './platform/migrate.js';
import { serveApiDocument } from './platform/openapi/openapi.js';
import { PatientAdapter } from './platform/patient-adapter.js';
import { readWebFiles } from './platform/web-files.js';
import { webPages } from './platform/web-pages.js';
import { PlanVersions } from './plans/plan-versions.service.js';
import { FirstLife, type LivedSoFar } from './sandbox/first-life.service.js';
import { termStart } from './plans/term-start.js';

export interface Serving {
  /** Undefined where nothing is listened to: a worker without a health page. */
  readonly url: string | undefined;
  /** Whether the queue was there when it was first spoken to; without it all goes on, seconds later. */
  readonly hasQueue: boolean;
  /**
   * Until people may come in: a sandbox first lives what it is to have lived, and `told` hears of every day of it.
   * Undefined: it was stopped before.
   */
  readonly welcome: (told?: (soFar: LivedSoFar) => void) => Promise<Welcome | undefined>;
  /** Takes no new request, lets running ones and active jobs end, then closes the database. */
  stop(): Promise<void>;
}
export interface Welcome {
  /** The accounts that this start has made, with their passwords: to be shown once, and never logged. */
  readonly firstAccounts: readonly FirstAccount[];
  /** Whether any plan runs here. */
  readonly hasPlan: boolean;
}

/** The whole application in this process; who calls owns its signals and its end. */
export async function serve(config: Config): Promise<Serving> {
  const log = createLog(config.logLevel, config.logFormat);
  await migrate(config, { mode: modeOf(config), startAt: termStart(config.planDir) });
  const options = { logger: new NestLog(log), abortOnError: false, bodyParser: false, return503OnClosing: true };
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.for(config, log),
    new PatientAdapter(config),
    options,
  );
  dressHttp(app, log, config, { once: app.get(Idempotency), views: app.get(NoteViews), refusals: app.get(Refusals) });
  if (config.role !== 'worker') {
    serveApiDocument(app);
    app.use(webPages(readWebFiles(config.webDir)));
  }
  await app.init();
  await app.get(StartSettings).note();
  const meeting = app.get(QueueBell).meets();
  const url = await listen(app, config);
  return {
    url,
    hasQueue: await meeting,
    welcome: (told) => welcome(app, config, told),
    stop: () => app.close(),
  };
}

async function listen(app: INestApplication, { port, host }: Config): Promise<string | undefined> {
  if (port === undefined) return undefined;
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return urlOf(app);
}

async function welcome(
  app: INestApplication,
  { role, lived, clock }: Config,
  told?: (soFar: LivedSoFar) => void,
): Promise<Welcome | undefined> {
  if (role === 'worker') return { firstAccounts: [], hasPlan: false };
  if (lived === 'half-year' && !(await app.get(FirstLife).live(told))) return undefined;
  return {
    // Whoever has something to do by then.
    firstAccounts: await app.get(FirstAccounts).make(clock === 'sandbox'),
    hasPlan: await app.get(PlanVersions).isAnyActive(),
  };
}

function urlOf(app: INestApplication): string {
  const { address, family, port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
