import { setTimeout as pause } from 'node:timers/promises';
import { toIso } from '../../src/core/calendar/day.js';
import type { Instant } from '../../src/core/calendar/calendar.js';
import type { Entry } from '../../src/core/instance.js';
import { ADMIN, bearer } from './accounts.js';
import type { Heard, News, NoticeCount, Said, Stage, Verified } from '../../src/sandbox/stage.js';

export type ServedSettings = {
  /** The API's address; it may be away for a while at any moment. */
  readonly url: string;
  /** The same database, looked at directly: what is due, what has moved, whether all is well. */
  readonly behind: Stage;
  /** Which moves of the clock are commands to the API. The others happen behind its back, as time does, and are the workers' to find. */
  readonly isCommand?: (step: number) => boolean;
  /** Whoever disturbs: told when a step of the rehearsal begins, and waited for. */
  readonly onStep?: (step: number) => Promise<void> | void;
  /** How long something that went away is waited for, in milliseconds. */
  readonly patience?: number;
};

type Answer = { readonly status: number; readonly replayed: boolean; readonly body: { readonly code?: string } };

/** A rehearsal whose people are clients of the API: they know keys and addresses, and try again until they are answered. */
export class ServedStage implements Stage {
  /** Requests that were sent once more, and those of them that had been answered before. */
  retried = 0;
  replayed = 0;
  steps = 0;
  private readonly ids = new Map<string, number>();

  constructor(private readonly settings: ServedSettings) {}

  /** The API activates the plan of its folder when it starts. */
  async begin(): Promise<void> {
    await this.ask('GET', '/health/ready');
  }

  async moveTo(instant: Instant): Promise<void> {
    const { isCommand = () => true, onStep, behind } = this.settings;
    this.steps += 1;
    await onStep?.(this.steps);
    if (!isCommand(this.steps)) return behind.moveTo(instant);
    const { status, body } = await this.ask('POST', '/api/v1/sandbox/clock', { to: toIso(instant) });
    if (status !== 200) throw new Error(`the clock was not moved: ${status} ${JSON.stringify(body)}`);
  }

  async send({ to, key, actor, event, effectiveAt, body, enclosed }: Said): Promise<Heard> {
    if (actor.kind !== 'person') throw new Error(`${actor.kind} speaks to no API`);
    const { type, ...fields } = event;
    const wish = {
      event: type,
      fields,
      ...(effectiveAt !== undefined && { effectiveAt: toIso(effectiveAt) }),
      ...words(body),
      ...(enclosed !== undefined && { form: { answers: (enclosed as { readonly answers: object }).answers } }),
    };
    const path = `/api/v1/instances/${await this.idOf(to)}/events`;
    const { status, body: said, replayed } = await this.ask('POST', path, wish, { key, by: actor.id });
    if (replayed) this.replayed += 1;
    if (status === 200) return { outcome: 'moved' };
    return { outcome: status === 403 ? 'forbidden' : 'refused', ...(said.code !== undefined && { code: said.code }) };
  }

  nextDue(upTo: Instant): Promise<Instant | undefined> {
    return this.settings.behind.nextDue(upTo);
  }
  settle(upTo: Instant): Promise<void> {
    return this.settings.behind.settle(upTo);
  }
  news(): Promise<readonly News[]> {
    return this.settings.behind.news();
  }
  histories(): AsyncIterable<News> {
    return this.settings.behind.histories();
  }
  notices(): Promise<readonly NoticeCount[]> {
    return this.settings.behind.notices();
  }
  verify(): Promise<Verified> {
    return this.settings.behind.verify();
  }

  private async idOf(key: string): Promise<number> {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const { body } = await this.ask('GET', `/api/v1/instances?key=${encodeURIComponent(key)}`);
    const { id } = body as { readonly id?: number };
    if (id === undefined) throw new Error(`${key} is not there: ${JSON.stringify(body)}`);
    this.ids.set(key, id);
    return id;
  }

  /** Asks until there is an answer; an API that is away, or whose database is, gives none. */
  private async ask(
    method: string,
    path: string,
    wish?: object,
    { key, by = ADMIN }: { key?: string; by?: string } = {},
  ): Promise<Answer> {
    const { url, patience = 120_000 } = this.settings;
    for (const end = performance.now() + patience; ; this.retried += 1) {
      try {
        const response = await fetch(`${url}${path}`, {
          method,
          signal: AbortSignal.timeout(60_000),
          headers: {
            ...bearer(by),
            'Content-Type': 'application/json',
            ...(key !== undefined && { 'Idempotency-Key': key }),
          },
          ...(wish !== undefined && { body: JSON.stringify(wish) }),
        });
        const body = (await response.json()) as Answer['body'];
        if (response.status < 500)
          return { status: response.status, body, replayed: response.headers.get('idempotency-replayed') === 'true' };
        if (performance.now() > end) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
      } catch (error) {
        if (performance.now() > end) throw error;
      }
      // It says nothing when it is back.
      await pause(25);
    }
  }
}

/**
 * An entry as far as it is the same whoever stored it: over HTTP what travels beside a letter says from where it came and is
 * salted by chance, so every letter has a digest of its own and the chain differs (`verify` checks both, and the words), and
 * people's keys are told apart from the engine's.
 */
export const unsalted = ({ hash: _, bodyDigest: __, key, actor, ...entry }: Entry): object => ({
  ...entry,
  key: key.replace(/^key:/, ''),
  actor: actor.kind === 'system' && actor.id !== 'clock' ? 'whoever activated the plan' : actor,
});

/** What the letter says of its form, the API says by itself. */
function words(body: Said['body']): { readonly body?: unknown } {
  if (typeof body !== 'object' || !('form' in body)) return body === undefined ? {} : { body };
  const { form: _, ...rest } = body as Readonly<Record<string, unknown>>;
  return Object.keys(rest).length === 0 ? {} : { body: rest };
}
