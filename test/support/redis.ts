import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { until } from './until.js';

const isInstalled = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
if (!isInstalled && process.env['CI']) throw new Error('redis-server is missing, and with CI=true nothing is skipped');

/** Suites that need Redis are skipped by name where there is none; never under CI. */
export const describeWithRedis = isInstalled ? describe : describe.skip;

export interface TestRedis {
  readonly url: string;
  flushAll(): Promise<void>;
  /** Ends it as a restart of the machine would, and starts it again on the same port; what was in memory is gone. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const dir = mkdtempSync(join(tmpdir(), 'dung-han-redis-'));
  let server = await launch(port, dir, url);
  return {
    url,
    flushAll: () => ask(url, (client) => client.flushall()).then(() => undefined),
    async restart() {
      await end(server);
      server = await launch(port, dir, url);
    },
    async stop() {
      await end(server);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, dir: string, url: string): Promise<ChildProcess> {
  const flags = { port, bind: '127.0.0.1', dir, save: '', appendonly: 'no', 'maxmemory-policy': 'noeviction' };
  const server = spawn(
    'redis-server',
    Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: 'ignore' },
  );
  await until('Redis to answer', async () => {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    return ask(url, (client) => client.ping()).catch(() => false as const);
  });
  return server;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

async function ask<Answer>(url: string, question: (client: Redis) => Promise<Answer>): Promise<Answer> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    client.disconnect();
  }
}

/** A Redis server of this file's own. */
export function useRedis(): () => TestRedis {
  let redis: TestRedis | undefined;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  return () => {
    if (redis === undefined) throw new Error('Redis exists only inside tests');
    return redis;
  };
}
