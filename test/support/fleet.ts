import { build, run, type Running } from './app.js';
import { freePort } from './free-port.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** With it every process shows what it has counted, in production too. */
const METRICS_TOKEN = 'counted-by-the-tests';

const READY = /^(\{"ready":true.*\})$/m;

/** One process of the shipped application, started again whenever it is killed, as a supervisor does. */
export class Member {
  kills = 0;
  /** Those that met a process which had said that it was ready. */
  killsWhenReady = 0;
  /** What processes said that ended by themselves, which none may. */
  readonly fallen: string[] = [];
  private running: Running | undefined;
  private isOver = false;
  /** Kills of one member follow each other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly env: Environment,
  ) {}

  start(): this {
    const running = run(['dist/main.js'], { env: { METRICS_TOKEN, ...this.env } });
    this.running = running;
    void running.ended.then(({ code, signal }) => {
      if (this.isOver || signal === 'SIGKILL') return;
      this.fallen.push(`${this.name} ended with ${String(code ?? signal)}:\n${running.output()}`);
      this.start();
    });
    return this;
  }

  get pid(): number {
    return this.alive().pid;
  }

  /** The next process of this name is starting when it resolves. */
  kill(): Promise<unknown> {
    this.last = this.last.then(async () => {
      const running = this.alive();
      const wasReady = READY.test(running.output());
      running.send('SIGKILL');
      await running.ended;
      this.kills += 1;
      if (wasReady) this.killsWhenReady += 1;
      this.start();
    });
    return this.last;
  }

  /** Where it answers, if it does, once its present process says that it is ready. */
  async ready(): Promise<string | undefined> {
    for (;;) {
      // A kill that is under way first: what it ends is not ready.
      await this.last;
      const running = this.alive();
      try {
        const [, line = '{}'] = await running.says(READY);
        return (JSON.parse(line) as { readonly url?: string }).url;
      } catch (error) {
        await this.last;
        if (running === this.alive()) throw error;
      }
    }
  }

  /** What its present process has counted: the sum of a metric, or of those of its lines that have such labels. */
  async counted(metric: string, labels = '[^}]*'): Promise<number> {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const answer = await fetch(`${await this.ready()}/metrics`, { headers });
    if (!answer.ok) throw new Error(`${this.name} shows no metrics: ${answer.status}`);
    const page = await answer.text();
    const lines = page.matchAll(new RegExp(`^${metric}\\{${labels}\\} (\\d+)`, 'gm'));
    return [...lines].reduce((sum, [, n]) => sum + Number(n), 0);
  }

  send(signal: NodeJS.Signals): void {
    this.alive().send(signal);
  }

  /** What its present process has said. */
  said(): string {
    return this.alive().output();
  }

  async stop(): Promise<void> {
    await this.last;
    this.isOver = true;
    this.alive().send('SIGTERM');
    await this.alive().ended;
  }

  private alive(): Running {
    if (!this.running) throw new Error(`${this.name} was never started`);
    return this.running;
  }
}

export interface Fleet {
  readonly api: Member;
  readonly workers: readonly Member[];
  readonly members: readonly Member[];
  readonly url: string;
  stop(): Promise<void>;
}

/** An API and workers as they ship, each a process of its own, on one database. */
export async function startFleet(
  databaseUrl: string,
  {
    workers = 2,
    env = {},
    workerEnv = {},
  }: { readonly workers?: number; readonly env?: Environment; readonly workerEnv?: Environment } = {},
): Promise<Fleet> {
  build();
  // The same port after every kill: whoever speaks to the API only has to try again.
  const port = await freePort();
  const common = {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'warn',
    SWEEP_SECONDS: '0.05',
    // What a killed worker was delivering is soon taken up by another.
    DELIVERY_LEASE_SECONDS: '5',
    ...env,
  };
  const api = new Member('api', { ...common, ROLE: 'api', PORT: String(port) });
  const hands = Array.from({ length: workers }, (_, i) => {
    const own = { ROLE: 'worker', PORT: '0', DB_POOL_SIZE: i === 0 ? '2' : '4', ...workerEnv };
    return new Member(`worker-${i + 1}`, { ...common, ...own });
  });
  const members = [api, ...hands];
  for (const member of members) member.start();
  return {
    api,
    workers: hands,
    members,
    url: `http://127.0.0.1:${port}`,
    stop: async () => void (await Promise.all(members.map((member) => member.stop()))),
  };
}
