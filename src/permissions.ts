import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { permissionsPage } from './people/permissions-page.js';
import { routesOf, type Route } from './people/route-table.js';
import { readConfig } from './platform/config.js';
import { createLog } from './platform/log.js';

/** The routes of the whole application. */
export const allRoutes = (): readonly Route[] =>
  routesOf(AppModule.for(readConfig({ DATABASE_URL: 'postgresql://nobody@localhost/nothing' }), createLog('silent')));

export const permissionsText = (): string => permissionsPage(allRoutes());
