import type { Entry } from '../core/instance.js';
import type { Envelope, Recorder, Sql } from './ports.js';

type Beside = {
  /** The rows of the instances that moved. */
  readonly ids: ReadonlyMap<string, number>;
  /** The words that travelled with letters, by addressee and key. */
  readonly bodies?: ReadonlyMap<string, Envelope['body']>;
  /** What is enclosed for recorders, alike. */
  readonly enclosures?: ReadonlyMap<string, Envelope['enclosed']>;
};

export const bodyKey = ({ to, key }: { readonly to: string; readonly key: string }): string => `${to} ${key}`;

/** Modules write their own rows beside the transitions, in their transaction: each is called once for all that concerns it. */
export async function record(
  sql: Sql,
  recorders: readonly Recorder[],
  entries: readonly Entry[],
  { ids, bodies = new Map(), enclosures = new Map() }: Beside,
): Promise<void> {
  for (const recorder of recorders) {
    const rows = entries
      .filter(({ event }) => recorder.events === 'any' || recorder.events.includes(event.type))
      .map((entry) => {
        const letter = bodyKey({ to: entry.instance, key: entry.key });
        const [body, enclosed] = [bodies.get(letter), enclosures.get(letter)];
        return {
          instanceId: ids.get(entry.instance) ?? 0,
          entry,
          ...(body !== undefined && { body }),
          ...(enclosed !== undefined && { enclosed }),
        };
      });
    if (rows.length > 0) await recorder.record(sql, rows);
  }
}

/** A recorder could not follow what time or mail had done: no caller is there to be told, so the instance is set aside. */
export class NotRecorded extends Error {
  constructor(cause: unknown) {
    super(`a recorder failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'NotRecorded';
    if (cause instanceof Error && cause.stack !== undefined) this.stack = `${this.message}\n${cause.stack}`;
  }
}

/** What the database says of itself is heard as it is; whatever else a recorder throws is its own. */
export const asNotRecorded = (error: unknown): unknown =>
  typeof (error as { code?: unknown } | null)?.code === 'string' ? error : new NotRecorded(error);
