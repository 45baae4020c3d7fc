import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { until } from './until.js';

export const checkout = join(__dirname, '..', '..');

type Environment = Readonly<Record<string, string | undefined>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process under test, with all that it has said so far. */
export interface Running {
  readonly pid: number;
  output(): string;
  /** The first match in what it says. Fails when the process ends without having said it. */
  says(pattern: RegExp, within?: number): Promise<RegExpMatchArray>;
  send(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export interface SpawnOptions {
  readonly env?: Environment;
  readonly cwd?: string;
  /** Node, unless another one is named. */
  readonly program?: string;
  /** As root: runs as this ordinary user. */
  readonly uid?: number;
  readonly gid?: number;
}

const started: Running[] = [];

/** No test leaves a process behind, however it ended. */
afterAll(async () => {
  for (const running of started.splice(0)) {
    running.send('SIGKILL');
    await running.ended;
  }
});

/** Tests ask more often than any person: those of the limits set their own. */
const UNLIMITED = { LIMIT_ADDRESS: '0', LIMIT_ACCOUNT: '0', LIMIT_WRITES: '0', LIMIT_DEAR: '0' };

/** Only what the test says: a variable of the developer's own shell changes no test. */
const environmentOf = (env: Environment): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  CI: process.env['CI'],
  ...UNLIMITED,
  // An empty beginning, but for the tests of what a sandbox has lived.
  SANDBOX_LIVED: 'none',
  ...env,
});

export function run(
  args: readonly string[],
  { env = {}, cwd = checkout, program = process.execPath, uid, gid }: SpawnOptions = {},
): Running {
  const child = spawn(program, args, {
    cwd,
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  let end: Ended | undefined;
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve((end = { code, signal })));
  });
  const running: Running = {
    pid: pidOf(child),
    output: () => output,
    ended,
    says: (pattern, within = 90_000) =>
      until(
        `${String(pattern)} from ${args.join(' ')}`,
        () => {
          const found = pattern.exec(output);
          if (found) return found;
          if (end) throw new Error(`${args.join(' ')} ended with ${end.code ?? end.signal}:\n${output}`);
          return undefined;
        },
        within,
      ).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${output}`);
      }),
    send: (signal) => void child.kill(signal),
  };
  started.push(running);
  return running;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the process did not start');
  return child.pid;
}

let isBuilt = false;

/** What ships is what is tested: dist, built from the sources as they are now. */
export function build(): void {
  if (isBuilt) return;
  const { status, stderr } = spawnSync(process.execPath, [join(checkout, 'scripts', 'build.mjs')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  isBuilt = true;
}

export interface App extends Running {
  readonly url: string;
  /** Ends it as an operator would, and waits. */
  stop(): Promise<Ended>;
}

/** As production needs one: 32 bytes. */
const SECRET_KEY = randomBytes(32).toString('base64');

/** The shipped application on a database, on a port of its own; ROLE, REDIS_URL and the rest through `env`. */
export async function startApp(databaseUrl: string, env: Environment = {}): Promise<App> {
  build();
  const running = run(['dist/main.js'], {
    env: { DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn', SECRET_KEY, ...env },
  });
  const [, line = ''] = await running.says(/^(\{"ready":true.*\})$/m);
  const { url } = JSON.parse(line) as { readonly url: string };
  return {
    ...running,
    url,
    stop() {
      running.send('SIGTERM');
      return running.ended;
    },
  };
}
