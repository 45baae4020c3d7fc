import type { Instant } from '../core/calendar/calendar.js';
import { HistoryDigest } from '../core/history-digest.js';
import { type People, type Planned, type Trouble } from './people.js';
import type { News, Stage } from './stage.js';

export type Course = {
  readonly stage: Stage;
  readonly people: People;
  readonly from: Instant;
  readonly to: Instant;
  /** Whoever watches: every move, as it becomes known. */
  readonly watch?: (news: readonly News[], now: Instant) => void;
};

export type Played = {
  /** Moments at which something was due, and letters that people wrote. */
  readonly wakes: number;
  readonly letters: number;
  readonly troubles: readonly Trouble[];
};

/**
 * The rehearsal (diễn tập): the next thing is either what is due or what somebody does; it happens, all that follows
 * from it happens, and people look at what has moved. Until the end date. No clock of this world is read.
 */
export async function rehearse({ stage, people, from, to, watch }: Course): Promise<Played> {
  let wakes = 0;
  let letters = 0;
  const look = async (now: Instant): Promise<void> => {
    const news = await stage.news();
    people.hear(news);
    watch?.(news, now);
  };
  await stage.moveTo(from);
  await stage.begin(from);
  await stage.settle(from);
  await look(from);
  for (;;) {
    const act = people.next();
    const until = Math.min(act?.at ?? to, to);
    const due = await stage.nextDue(until);
    if (due !== undefined) {
      wakes += 1;
      await stage.moveTo(due);
      await stage.settle(due);
      await look(due);
    } else if (act && act.at <= to) {
      letters += await say(stage, people, act);
      await look(act.at);
    } else break;
  }
  await stage.moveTo(to);
  return { wakes, letters, troubles: people.troubles };
}

async function say(stage: Stage, people: People, act: Planned): Promise<number> {
  const letter = people.letter(act);
  await stage.moveTo(act.at);
  const heard = letter && (await stage.send(letter));
  people.done(act, heard);
  if (heard) await stage.settle(act.at);
  return heard ? 1 : 0;
}

/** SHA-256 over all histories; every entry passes by whoever wants to see it. */
export async function historyDigest(
  stage: Stage,
  see: (one: News) => void = () => undefined,
): Promise<{ readonly digest: string; readonly entries: number }> {
  const digest = new HistoryDigest();
  for await (const one of stage.histories()) {
    one.entries.forEach((entry) => digest.add(entry));
    see(one);
  }
  return { digest: digest.hex(), entries: digest.n };
}
