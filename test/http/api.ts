import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { ADMIN, bearer, giveEverybody } from '../support/accounts.js';
import { startApp, type App } from '../support/app.js';
import { filesIn, type Files } from '../support/plan-files.js';
import { useDatabase } from '../support/postgres.js';

export type Answer<Body> = { readonly status: number; readonly headers: Headers; readonly body: Body };
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly requestId: string;
  readonly [fact: string]: unknown;
};
type Headed = Readonly<Record<string, string>>;

/** The API as somebody calls it: the administrator, unless it is said who. */
export class Api {
  constructor(
    readonly url: string,
    private readonly who: string | null = ADMIN,
    private readonly headed: Headed = {},
  ) {}

  as(who: string | null): Api {
    return new Api(this.url, who);
  }

  /** Nobody's token, but these headers with every request. */
  with(headers: Headed): Api {
    return new Api(this.url, null, headers);
  }

  patch<Body>(path: string, body: unknown, headers: Headed = {}): Promise<Answer<Body>> {
    return this.send<Body>('PATCH', path, body, headers);
  }

  get<Body>(path: string, headers: Headed = {}): Promise<Answer<Body>> {
    return this.ask<Body>(path, { headers });
  }

  delete<Body>(path: string, headers: Headed = {}): Promise<Answer<Body>> {
    return this.ask<Body>(path, { method: 'DELETE', headers });
  }

  put<Body>(path: string, body: unknown, headers: Headed = {}): Promise<Answer<Body>> {
    return this.send<Body>('PUT', path, body, headers);
  }

  post<Body>(path: string, body: unknown = {}, headers: Headed = {}): Promise<Answer<Body>> {
    return this.send<Body>('POST', path, body, headers);
  }

  /** A file as it is, as the body. */
  file<Body>(path: string, file: Buffer | string, type = 'text/csv'): Promise<Answer<Body>> {
    return this.ask<Body>(path, {
      method: 'POST',
      body: typeof file === 'string' ? file : new Uint8Array(file),
      headers: { 'content-type': type },
    });
  }

  /** A document beside a task, as a browser sends it. */
  upload<Body>(path: string, file: Buffer, name: string, key: string): Promise<Answer<Body>> {
    return this.ask<Body>(path, {
      method: 'POST',
      body: new Uint8Array(file),
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
        'idempotency-key': key,
      },
    });
  }

  /** Any method, with a body where there is one. */
  call<Body>(method: string, path: string, body?: unknown, headers: Headed = {}): Promise<Answer<Body>> {
    return body === undefined
      ? this.ask<Body>(path, { method, headers })
      : this.send<Body>(method, path, body, headers);
  }

  private send<Body>(method: string, path: string, body: unknown, headers: Headed): Promise<Answer<Body>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.ask<Body>(path, { method, body: text, headers: { 'content-type': 'application/json', ...headers } });
  }

  private async ask<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const address = /^\/(api\/|health\/|metrics$|$)/.test(path) ? path : `/api/v1${path}`;
    const response = await fetch(`${this.url}${address}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(this.who !== null && bearer(this.who)), ...this.headed, ...init.headers },
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  }
}

const tinyRoot = join(__dirname, '..', 'fixtures', 'plans', 'tiny');
export const tinyDir = join(tinyRoot, 'plans', 'tiny');
/** The server of these tests has the lifecycles and calendars of the tiny plan, and no plan to begin with. */
export const noPlan = { PLAN_DIR: join(tinyRoot, 'plans', 'none') };
export const tinyPlan = { PLAN_DIR: tinyDir };
export const tinyFiles = (): Files => filesIn(tinyRoot);
export const textOf = (file: string): string => readFileSync(join(tinyRoot, file), 'utf8');

/** The people of the tiny plan, also before it runs. */
const tinyPeople = ['an', 'ba', 'chi', 'dung', 'em'];

/** Everybody whom the running plans name may call the API, and an administrator. */
export async function letIn(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select distinct id from person');
  await giveEverybody(pool, [...new Set([...tinyPeople, ...rows.map(({ id }) => id)])]);
}

/** The application of one test file on a database of its own. */
export function useApp(
  env: Readonly<Record<string, string>>,
): () => Api & { readonly app: App; readonly pool: pg.Pool } {
  const db = useDatabase();
  let running: (Api & { readonly app: App; readonly pool: pg.Pool }) | undefined;
  beforeAll(async () => {
    const app = await startApp(db().url, env);
    await letIn(db().pool);
    running = Object.assign(new Api(app.url), { app, pool: db().pool });
  }, 180_000);
  afterAll(() => running?.app.stop());
  return () => {
    if (!running) throw new Error('the application runs only inside tests');
    return running;
  };
}

export const dayOf = (iso: string | null): string => (iso ?? '').slice(0, 10);
