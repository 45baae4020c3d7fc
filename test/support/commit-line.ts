import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where the line breaks: with the wish to commit, before the server has read it, or with the answer that it did. */
export type Break = 'before the commit' | 'after the commit';

export interface CommitLine {
  /** The same database, by way of this line. */
  readonly url: string;
  /** The next transaction that commits loses its connection there. */
  breakNext(where: Break): void;
  /** How many connections have been broken. */
  broken(): number;
  close(): Promise<void>;
}

// As they stand in the protocol: a simple query of that text, and the tag of its completion.
const WISH = Buffer.from('commit\0');
const ANSWER = Buffer.from('COMMIT\0');

/** A line to PostgreSQL that can break at the worst of moments: when nobody knows whether the commit has happened. */
export async function startCommitLine(databaseUrl: string): Promise<CommitLine> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let next: Break | undefined;
  let broken = 0;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const end = (): void => [near, far].forEach((socket) => open.delete(socket.destroy()));
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', end);
    }
    const relay = (from: Socket, to: Socket, mark: Buffer, where: Break): void => {
      let tail = Buffer.alloc(0);
      from.on('data', (data: Buffer) => {
        const seen = Buffer.concat([tail, data]);
        tail = seen.subarray(-mark.length + 1);
        if (next !== where || !seen.includes(mark)) return void to.write(data);
        next = undefined;
        broken += 1;
        end();
      });
    };
    relay(near, far, WISH, 'before the commit');
    relay(far, near, ANSWER, 'after the commit');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    breakNext: (where) => void (next = where),
    broken: () => broken,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
