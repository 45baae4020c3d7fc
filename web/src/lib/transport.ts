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
    const response = await heard(request.clone());
    const obstacle = await obstacleIn(request, response);
    if (obstacle) {
      if (await gate(obstacle)) continue;
      return response;
    }
    const seconds = tries < MOST_TRIES ? secondsToWait(request, response) : undefined;
    if (seconds === undefined) return response;
    await pause(seconds * 1000, request.signal);
  }
}

async function heard(request: Request): Promise<Response> {
  for (;;) {
    try {
      return await fetch(request.clone());
    } catch (error) {
      if (request.signal.aborted) throw error;
      await connectionBack();
    }
  }
}

async function obstacleIn(request: Request, response: Response): Promise<Obstacle | undefined> {
  if (response.status !== 401 && response.status !== 403) return undefined;
  if (AT_THE_DOOR.test(new URL(request.url).pathname)) return undefined;
  const { code } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { readonly code?: string };
  return code === 'not-signed-in' || code === 'sign-in-again' || code === 'code-needed' ? code : undefined;
}

/** The server is busy, or the same command is still under way: soon there is an answer. */
function secondsToWait(request: Request, { status, headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  const mayPass = status === 503 || (status === 409 && request.headers.has('idempotency-key'));
  return mayPass && seconds <= LONGEST_WAIT ? seconds : undefined;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
