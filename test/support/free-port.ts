import { createServer } from 'node:net';

// Below the range from which systems give ports to whoever connects to somebody: a port of that range may be taken by
// any connection while its server is down for a moment.
const FIRST = 10_000;
const LAST = 32_000;
let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

/** A port of 127.0.0.1 that nobody listens on at this moment, and that is a server's to come back to. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = (next = next < LAST ? next + 1 : FIRST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
