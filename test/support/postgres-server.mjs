// A PostgreSQL server of one test's own, which its parent may restart: asked by messages, answered by messages.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, until } from '../../scripts/process.mjs';
import { startPostgres } from '../../scripts/postgres.mjs';

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT', crash: 'SIGKILL' };

const dir = mkdtempSync(join(tmpdir(), 'dung-han-private-'));
// As root the server runs as somebody else, who must be able to enter.
chmodSync(dir, 0o755);
let server = await startPostgres({ dir, port: Number(process.argv[2]) });
process.send({ url: server.url });

async function restart(how) {
  const { pid } = server;
  process.kill(pid, SIGNALS[how]);
  if (!(await until(() => !isAlive(pid), { within: 20_000, every: 5 }))) throw new Error(`${pid} does not end`);
  server = await startPostgres({ dir });
  return server.url;
}

async function stop() {
  process.kill(server.pid, SIGNALS.immediate);
  await until(() => !isAlive(server.pid), { within: 20_000, every: 5 });
  rmSync(dir, { recursive: true, force: true });
  process.exit(0);
}

process.on('message', (how) => void (how === 'stop' ? stop() : restart(how).then((url) => process.send({ url }))));
// Whoever asked for the server is gone.
process.on('disconnect', () => void stop());
