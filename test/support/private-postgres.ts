import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from './free-port.js';

/** How a server goes down: told to end at once, told to abort, or killed. */
export type Restart = 'fast' | 'immediate' | 'crash';

export interface PrivatePostgres {
  readonly url: string;
  /** Down, and up again on the same port with the same data. */
  restart(how: Restart): Promise<void>;
  stop(): Promise<void>;
}

/** A server that no other test depends on: in a process of its own, because that is where it can be restarted from. */
export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const port = String(await freePort());
  const child = fork(join(__dirname, 'postgres-server.mjs'), [port], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const url = await answerOf(child);
  return {
    url,
    async restart(how) {
      child.send(how);
      const again = await answerOf(child);
      if (again !== url) throw new Error('the server has come back somewhere else');
    },
    async stop() {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<string> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the server's process ended with ${String(code)}`);
  });
  try {
    const [{ url }] = (await Promise.race([once(child, 'message', { signal }), ended])) as [{ readonly url: string }];
    return url;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}
