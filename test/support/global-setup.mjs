import { randomUUID } from 'node:crypto';

/** Gives the tests a PostgreSQL server, unless TEST_DATABASE_URL names one. */
export default async function setup() {
  process.env.TEST_TEMPLATE ??= `template_${randomUUID().slice(0, 8)}`;
  if (process.env.TEST_DATABASE_URL) return;
  const { temporaryPostgres, unsynced } = await import('../../scripts/postgres.mjs');
  globalThis.testServer = await temporaryPostgres(unsynced);
  process.env.TEST_DATABASE_URL = globalThis.testServer.url;
}
