import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { readConfig } from '../../src/platform/config.js';
import { openDatabase } from '../../src/platform/database.js';
import { Jobs } from '../../src/platform/jobs.js';
import { Mailer } from '../../src/platform/mail.js';
import { CA, CERTIFICATE, KEY } from '../support/certificates.js';
import { startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';

// What an address says of TLS is kept to: nobody whose certificate is not known is told anything.
const folder = mkdtempSync(join(tmpdir(), 'dung-han-tls-'));
const authority = join(folder, 'ca.pem');
beforeAll(() => writeFileSync(authority, CA));
afterAll(() => rmSync(folder, { recursive: true }));
const DATABASE_URL = 'postgresql://an:bi-mat@localhost:1/dung_han';
const ASKS_FOR_TLS = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

type Manner = 'tls at once' | 'tls when asked' | 'no tls';
/** Somebody at the other end: what reached them in clear, and what inside TLS, and how often somebody came and left. */
class Listener {
  clear = '';
  inside = '';
  left = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly manner: Manner,
  ) {
    server.on('connection', (socket) => this.met(socket));
  }

  static async of(manner: Manner): Promise<Listener> {
    const listener = new Listener(createServer(), manner);
    await new Promise<void>((resolve) => listener.server.listen(0, 'localhost', resolve));
    return listener;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private met(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => (this.left += 1));
    if (this.manner === 'tls at once') return this.shake(socket);
    socket.once('data', (first) => {
      const isAsking = first.equals(ASKS_FOR_TLS);
      this.clear += isAsking ? '' : first.toString();
      socket.write(isAsking && this.manner === 'tls when asked' ? 'S' : 'N');
      if (this.manner === 'tls when asked') this.shake(socket);
      else socket.on('data', (more) => (this.clear += more.toString()));
    });
    return undefined;
  }

  private shake(socket: Socket): void {
    const secure = new TLSSocket(socket, { isServer: true, key: KEY, cert: CERTIFICATE });
    secure.on('error', () => undefined);
    secure.once('data', (first: Buffer) => {
      this.inside += first.toString();
      secure.end();
    });
  }
}

async function withListener(manner: Manner, work: (listener: Listener) => Promise<void>): Promise<void> {
  const listener = await Listener.of(manner);
  try {
    await work(listener);
  } finally {
    await listener.stop();
  }
}
const databaseAt = (port: number, question: string): Promise<unknown> =>
  openDatabase(readConfig({ DATABASE_URL: `postgresql://an:bi-mat@localhost:${port}/dung_han?${question}` }));

describe('PostgreSQL', () => {
  test('with sslmode=verify-full is spoken to inside TLS, where its certificate is of the authority that is named', () =>
    withListener('tls when asked', async (listener) => {
      await expect(databaseAt(listener.port, `sslmode=verify-full&sslrootcert=${authority}`)).rejects.toThrow();
      expect([listener.clear, listener.inside]).toEqual(['', expect.stringContaining('dung_han')]);
    }));

  test.each([
    ['whose certificate nobody knows', 'tls when asked', /self-signed|unable to (verify|get)/],
    ['that speaks no TLS', 'no tls', /does not support SSL/],
  ] as const)('%s is told nothing', (_, manner, why) =>
    withListener(manner, async (listener) => {
      await expect(databaseAt(listener.port, 'sslmode=verify-full')).rejects.toThrow(why);
      expect([listener.clear, listener.inside]).toEqual(['', '']);
    }),
  );
});

test('Redis at rediss:// whose certificate nobody knows is told nothing', () =>
  withListener('tls at once', async (listener) => {
    const jobs = new Jobs(readConfig({ DATABASE_URL, REDIS_URL: `rediss://:bi-mat@localhost:${listener.port}` }));
    const queue = jobs.queue('thu');
    await until('the line to be given up', () => listener.left > 0);
    await jobs.close(queue, 100);
    expect([listener.clear, listener.inside]).toEqual(['', '']);
  }));

describe('mail', () => {
  const letter = { to: 'an@example.vn', subject: 'Thử', text: 'Thử' };
  const mailerAt = (url: string): Mailer => {
    const { mail } = readConfig({ DATABASE_URL, SMTP_URL: url, MAIL_FROM: 'dung-han@example.vn' });
    if (!mail) throw new Error('no mail');
    return new Mailer(mail);
  };

  test('at smtps:// of a server whose certificate nobody knows is not sent', () =>
    withListener('tls at once', async (listener) => {
      const mailer = mailerAt(`smtps://an:bi-mat@localhost:${listener.port}`);
      await expect(mailer.send(letter)).rejects.toThrow(/self-signed|unable to (verify|get)/);
      expect([listener.clear, listener.inside]).toEqual(['', '']);
    }));

  test('with requireTLS=true is not sent to a server that offers none', async () => {
    const smtp = await startSmtp();
    await expect(mailerAt(`${smtp.url}?requireTLS=true`).send(letter)).rejects.toThrow(/STARTTLS|TLS/);
    await mailerAt(smtp.url).send(letter);
    expect(smtp.received.length).toBe(1);
    await smtp.stop();
  });
});
