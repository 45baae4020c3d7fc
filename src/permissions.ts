import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { permissionsPage } from './people/permissions-page.js';
import { routesOf, type Route } from './people/route-table.js';
import { readConfig } from './platform/config.js';
import { createLog } from './platform/log.js';

const nowhere = readConfig({ DATABASE_URL: 'postgresql://nobody@localhost/nothing' });
const routes = routesOf(AppModule.for(nowhere, createLog('silent')));

/** The routes of the whole application. */
export const allRoutes = (): readonly Route[] => routes;

export const permissionsText = (): string => permissionsPage(routes);
