import { canonical } from '../../src/core/canonical.js';
import { toIso } from '../../src/core/calendar/day.js';
import type { Entry } from '../../src/core/instance.js';
import type { People } from '../../src/sandbox/people.js';
import { historyDigest, rehearse, type Played } from '../../src/sandbox/rehearsal.js';
import type { NoticeCount, Stage, Verified } from '../../src/sandbox/stage.js';

export type Told = Played & {
  readonly digest: string;
  readonly histories: ReadonlyMap<string, readonly Entry[]>;
  readonly notices: readonly string[];
  readonly verified: Verified;
};

/** Plays a rehearsal to its end and keeps everything that can be compared. */
export async function tell(stage: Stage, people: People, from: number, to: number): Promise<Told> {
  const played = await rehearse({ stage, people, from, to });
  const histories = new Map<string, readonly Entry[]>();
  const { digest } = await historyDigest(stage, ({ standing, entries }) => histories.set(standing.key, entries));
  return { ...played, digest, histories, notices: counted(await stage.notices()), verified: await stage.verify() };
}

const counted = (notices: readonly NoticeCount[]): string[] => notices.map(canonical).sort();

const words = (entry: Entry | undefined): string =>
  entry === undefined ? 'nothing' : `${toIso(entry.at)} ${entry.kind} ${entry.event.type}\n    ${canonical(entry)}`;

/** The first entry in which two histories differ, in words; undefined when there is none. */
export function difference(a: Told, b: Told): string | undefined {
  const keys = [...new Set([...a.histories.keys(), ...b.histories.keys()])];
  const first = keys
    .flatMap((key) => firstIn(key, a.histories.get(key) ?? [], b.histories.get(key) ?? []))
    // What went wrong first in time comes before what merely followed from it.
    .sort((x, y) => x.at - y.at)[0];
  return first && `${first.key}#${first.seq}\n  ${words(first.one)}\n  ${words(first.other)}`;
}

type Differing = { key: string; seq: number; at: number; one: Entry | undefined; other: Entry | undefined };
function firstIn(key: string, a: readonly Entry[], b: readonly Entry[]): Differing[] {
  const length = Math.max(a.length, b.length);
  for (let seq = 0; seq < length; seq += 1) {
    const [one, other] = [a[seq], b[seq]];
    if (canonical(one) === canonical(other)) continue;
    return [{ key, seq, at: Math.min(one?.at ?? Infinity, other?.at ?? Infinity), one, other }];
  }
  return [];
}
