import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

export interface Proxy {
  /** The same address, by way of the proxy. */
  readonly url: string;
  /** Ends every connection and refuses new ones, as a server that went away. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A line to a server that a test can cut while the server itself lives on, and that may change what the server says, or listen to what it is asked. */
export async function startProxy(
  target: string,
  heard: (said: Buffer) => Buffer = (said) => said,
  asked: (line: object, said: Buffer) => void = () => undefined,
): Promise<Proxy> {
  const to = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(to.port), to.hostname);
    const both = [near, far];
    for (const socket of both) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => both.forEach((one) => open.delete(one.destroy())));
    }
    const line = new Transform({ transform: (said: Buffer, _, done) => done(null, heard(said)) });
    near.on('data', (said: Buffer) => asked(near, said));
    near.pipe(far).pipe(line).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const drop = (): void => open.forEach((socket) => void socket.destroy());
  return {
    url: url.href,
    cut() {
      isCut = true;
      drop();
    },
    mend: () => void (isCut = false),
    close() {
      drop();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
