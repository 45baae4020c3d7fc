import { connectionBack } from './connection';

/** Why a request has to wait for its person. */
export type Obstacle = 'not-signed-in' | 'sign-in-again' | 'code-needed';
/** Asks the person to sign in, over the page that they are on. False: they would not. */
export type Gate = (obstacle: Obstacle) => Promise<boolean>;

let gate: Gate = () => Promise.resolve(false);
/** Said once, by the application. */
export function keepGate(by: Gate): void {
  gate = by;
}

/** What is asked while nobody is signed in yet answers by itself. */
const AT_THE_DOOR = /^\/api\/v1\/(session|session\/ways|session\/code|password-resets)$/;
const MOST_TRIES = 4;
const LONGEST_WAIT = 10;

/**
 * Sends a request until there is an answer to it. A lost connection and an expired session only make it wait: it is sent
 * again as it was, with the same Idempotency-Key, and so is done once however often it was sent.
 */
export async function send(request: Request): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await heard(request);
    const code = response.ok ? undefined : await codeOf(response);
    if (isObstacle(code) && !AT_THE_DOOR.test(new URL(request.url).pathname)) {
      if (await gate(code)) continue;
      return response;
    }
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    if (!passing.includes(code ?? '') || tries >= MOST_TRIES || !(seconds <= LONGEST_WAIT)) return response;
    await pause(seconds * 1000, request.signal);
  }
}

/** What the page has asked for already, before there was any script (index.html): each is taken once. */
const { begun } = globalThis as { readonly begun?: Map<string, Promise<Response>> };

function begunFor({ method, url }: Request): Promise<Response> | undefined {
  const { pathname, search } = new URL(url);
  const answer = method === 'GET' ? begun?.get(pathname + search) : undefined;
  if (answer) begun?.delete(pathname + search);
  return answer;
}

async function heard(request: Request): Promise<Response> {
  for (;;) {
    try {
      return await (begunFor(request) ?? fetch(request.clone()));
    } catch (error) {
      if (request.signal.aborted) throw error;
      await connectionBack();
    }
  }
}

async function codeOf(response: Response): Promise<string | undefined> {
  const said: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return (said as { readonly code?: string } | undefined)?.code;
}

const obstacles: readonly string[] = ['not-signed-in', 'sign-in-again', 'code-needed'] satisfies Obstacle[];
const isObstacle = (code: string | undefined): code is Obstacle => code !== undefined && obstacles.includes(code);

/** The server is busy, or this very command is still under way: soon there is an answer. */
const passing = ['database-away', 'took-too-long', 'instance-busy', 'key-under-way'];

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
