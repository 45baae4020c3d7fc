import { join } from 'node:path';
import { freePort } from './free-port.js';
import { checkout, run, type Running } from './app.js';

export type Somebody = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly amr?: readonly string[];
  readonly acr?: string;
  /** Seconds since they last gave their password there. */
  readonly provedAgo?: number;
};
export type Lie = 'nonce' | 'issuer' | 'audience' | 'time' | 'signature' | 'none' | 'silence' | 'nonsense';

/** A provider that is not there before it is started, and can be ended. */
export class TestProvider {
  private running: Running | undefined;
  private people: Readonly<Record<string, Somebody>> = {};

  private constructor(
    private readonly port: number,
    private readonly clients: readonly object[],
  ) {}

  static async of(clients: readonly object[]): Promise<TestProvider> {
    return new TestProvider(await freePort(), clients);
  }

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.running = run([join(checkout, 'test', 'support', 'oidc-provider.mjs')], {
      env: { PORT: String(this.port), ISSUER: this.issuer, CLIENTS: JSON.stringify(this.clients) },
    });
    await this.running.says(/the provider is ready/);
  }

  async stop(): Promise<void> {
    this.running?.send('SIGKILL');
    await this.running?.ended;
  }

  /** From now on it knows them as this. */
  async knows(people: Readonly<Record<string, Somebody>>): Promise<void> {
    this.people = { ...this.people, ...people };
    await this.told({ people: this.people });
  }

  /** So it answers at its token endpoint for as long as `work` goes on. */
  async lying<Result>(lie: Lie, work: () => Promise<Result>): Promise<Result> {
    await this.told({ lie });
    try {
      return await work();
    } finally {
      await this.told({});
    }
  }

  private async told(what: object): Promise<void> {
    const { status } = await fetch(`${this.issuer}/control`, { method: 'PUT', body: JSON.stringify(what) });
    if (status !== 204) throw new Error(`the provider was told ${JSON.stringify(what)} and answered ${status}`);
  }
}

/** A browser: it keeps cookies for each site, and goes where it is sent one step at a time. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();
  private readonly strict = new Set<string>();

  /** `isFromElsewhere`: by a link or a redirect of another site, with which no strict cookie is sent. */
  get(address: string, isFromElsewhere = false): Promise<Response> {
    return this.go(address, {}, isFromElsewhere);
  }

  /** A form of the page that it is at. */
  post(address: string, form: Readonly<Record<string, string>>): Promise<Response> {
    return this.go(address, { method: 'POST', body: new URLSearchParams(form) }, false);
  }

  private async go(address: string, asked: RequestInit, isFromElsewhere: boolean): Promise<Response> {
    const { origin } = new URL(address);
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    const cookie = [...jar]
      .filter(([name]) => !isFromElsewhere || !this.strict.has(name))
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const headers: Record<string, string> = cookie === '' ? {} : { cookie };
    const response = await fetch(address, { ...asked, redirect: 'manual', headers });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/; SameSite=Strict/i.test(set)) this.strict.add(name);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** What a page at this address sends with its requests. */
  headersFor(address: string): { readonly cookie: string } {
    const jar = this.cookies.get(new URL(address).origin) ?? new Map<string, string>();
    return { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

/** Where an answer sends the browser on to. */
export function nextOf(response: Response, from: string): string {
  const to = response.headers.get('location');
  if (to === null) throw new Error(`${from} answered ${response.status} and leads nowhere`);
  return new URL(to, from).href;
}

/** From the button to the address that the provider sends the browser back to: as this person, who signs in there. */
export async function atProvider(browser: Browser, begin: string, as: string): Promise<string> {
  const { origin } = new URL(begin);
  let at = nextOf(await browser.get(begin), begin);
  for (let step = 0; step < 10 && new URL(at).origin !== origin; step += 1) {
    const asked = new URL(at);
    if (asked.pathname.startsWith('/interaction/')) asked.searchParams.set('as', as);
    at = nextOf(await browser.get(asked.href), asked.href);
  }
  return at;
}
