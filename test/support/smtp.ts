import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { until } from './until.js';

export type Received = { readonly to: string; readonly raw: string; readonly text: string };

/** A mail server that keeps what it is given. */
export async function startSmtp(): Promise<{
  readonly url: string;
  readonly received: readonly Received[];
  /** The nth letter, once it has come. */
  letter(n: number): Promise<Received>;
  stop(): Promise<void>;
}> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const [, body = ''] = raw.split(/\r\n\r\n(.*)/s);
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        received.push({ to, raw, text: Buffer.from(body, 'base64').toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    letter: (n) => until(`letter ${n}`, () => received[n - 1]),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
