#!/usr/bin/env node
// The command line. Builds when needed; a command that asks for the database gets the embedded one, for its duration.
import { checkout, dataDir, leave as leaveUnprepared, prepare } from './prepare.mjs';

await prepare().catch(leaveUnprepared);
process.env.DUNG_HAN_HOME ||= checkout;
process.env.LOG_LEVEL ||= 'warn';

let server;
const host = {
  /** DATABASE_URL, or the embedded server: started, or joined where `npm start` already runs it. */
  async databaseUrl() {
    if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
    const { sandboxSettings, startPostgres } = await import('./postgres.mjs');
    server ??= startPostgres({ dir: dataDir(), log: console.error });
    process.env.DATABASE_URL = (await server).url;
    sandboxSettings(dataDir());
    return process.env.DATABASE_URL;
  },
};

async function leave(code) {
  const running = await server?.catch(() => undefined);
  await running?.stop();
  process.exit(code);
}
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => void leave(code));
}

const { run } = await import('../dist/cli.js');
await run(process.argv.slice(2), host).then(leave, (error) => {
  console.error(error);
  return leave(70);
});
