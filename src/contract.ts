import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { readConfig } from './platform/config.js';
import { createLog } from './platform/log.js';
import { apiDocument } from './platform/openapi/openapi.js';
import type { Document } from './platform/openapi/shapes.js';

/** The description of the whole API, without anything running: nothing is started, and no database is asked. */
export async function contract(): Promise<Document> {
  const nowhere = readConfig({ DATABASE_URL: 'postgresql://nobody@localhost/nothing' });
  const app = await NestFactory.create(AppModule.for(nowhere, createLog('silent')), { preview: true, logger: false });
  return apiDocument(app);
}
