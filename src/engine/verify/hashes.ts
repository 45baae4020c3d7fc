import { calendarFromData, type CalendarData } from '../../core/calendar/calendar.js';
import { sha256, type Json } from '../../core/canonical.js';
import type { Actor, Event } from '../../core/instance.js';
import { contentOf, sealBody } from '../ledger/seal.js';
import type { Sql, Statement } from '../ports.js';
import type { Findings } from './findings.js';
import * as sql from './statements.js';

const PAGE = 500;

/** Definitions and calendars are named by what they say: whoever changes one gives the same name to something else. */
export async function pinnedHashes(db: Sql, findings: Findings): Promise<void> {
  const name = 'definitions and calendars are what their hashes say';
  for await (const { id, body } of pages<{ id: string; body: string }>(db, sql.definitions, ({ id: last }) => [last], [
    '',
  ]))
    findings.see(name, sha256(body) === id, () => `definition ${id}`);
  for await (const { id, body } of pages<{ id: string; body: CalendarData }>(
    db,
    sql.calendars,
    ({ id: last }) => [last],
    [''],
  ))
    findings.see(name, calendarId(body) === id, () => `calendar ${id}`);
}

function calendarId(body: CalendarData): string | undefined {
  try {
    return calendarFromData(body).id;
  } catch {
    return undefined;
  }
}

type Body = Letter & {
  readonly salt: string | null;
  readonly body: Json;
  readonly via: Json;
  readonly digest: string | null;
  readonly outcome: string | null;
};
type Command = Letter & {
  readonly event: Event;
  readonly actor: Actor;
  readonly effectiveAt: number | null;
  readonly expectedSeq: number | null;
  readonly content: string;
};
type Letter = { readonly id: number; readonly key: string; readonly instance: string | null };

/** Words by their salted digest, unless they were erased; commands by what tells a repeated one. */
export async function sealedLetters(db: Sql, findings: Findings): Promise<void> {
  const after = ({ id, key }: Letter): readonly [number, string, number] => [id, key, PAGE];
  const from = [0, '', PAGE] as const;
  for await (const { salt, body, via, digest, outcome, instance, key } of pages<Body>(db, sql.bodies, after, from)) {
    // Of a refused letter only from where it came is kept, which is in no chain.
    const isWhole = salt !== null && outcome === 'moved';
    const isRight = isWhole ? sealBody(body ?? undefined, salt, via).bodyDigest === digest : digest !== null;
    findings.see('words are those that were sent', isRight, () => `${instance}: the words of letter ${key}`);
  }
  for await (const { effectiveAt, expectedSeq, content, ...letter } of pages<Command>(db, sql.commands, after, from)) {
    const chosen = { ...(effectiveAt !== null && { effectiveAt }), ...(expectedSeq !== null && { expectedSeq }) };
    if (contentOf({ ...letter, ...chosen }) !== content)
      findings.wrong(
        'every taken letter has one outcome',
        `${letter.instance}: letter ${letter.key} is not what was sent`,
      );
  }
}

/** Row by row, a page at a time. */
async function* pages<Row>(
  db: Sql,
  statement: Statement,
  after: (last: Row) => readonly unknown[],
  from: readonly unknown[],
): AsyncGenerator<Row> {
  for (let values = from; ;) {
    const rows = await db.query<Row>(statement, values);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    values = after(last);
  }
}
