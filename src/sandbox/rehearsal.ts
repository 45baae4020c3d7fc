import type { Instant } from '../core/calendar/calendar.js';
import { HistoryDigest } from '../core/history-digest.js';
import type { Planned, Player, Trouble } from './people.js';
import type { Ground, News, Stage } from './stage.js';

/** Whoever watches: every move, as it becomes known. */
type Watch = (news: readonly News[], now: Instant) => void;
export type Course = {
  readonly stage: Stage;
  readonly people: Player;
  readonly from: Instant;
  readonly to: Instant;
  readonly watch?: Watch;
};

export type Played = {
  /** Moments at which something was due, and letters that people wrote. */
  readonly wakes: number;
  readonly letters: number;
  readonly troubles: readonly Trouble[];
};

/** The rehearsal (diễn tập): a plan begins and is lived until the end date. No clock of this world is read. */
export async function rehearse({ stage, from, ...course }: Course): Promise<Played> {
  await stage.moveTo(from);
  await stage.begin(from);
  return live({ ...course, ground: stage, from });
}

export type Life = Omit<Course, 'stage'> & {
  readonly ground: Ground;
  /** Asked before each step: whoever stops stands at the moment that was reached. */
  readonly isOver?: () => boolean;
};

/**
 * The next thing is either what is due or what somebody does; it happens, all that follows from it happens, and people
 * look at what has moved. Until the end date.
 */
export async function live({ ground, people, from, to, watch, isOver = () => false }: Life): Promise<Played> {
  let [wakes, letters] = [0, 0];
  const look = async (now: Instant): Promise<void> => {
    const news = await ground.news();
    people.hear(news);
    watch?.(news, now);
  };
  await ground.settle(from);
  await look(from);
  while (!isOver()) {
    const act = people.next();
    const until = Math.min(act?.at ?? to, to);
    const due = await ground.nextDue(until);
    if (due !== undefined) {
      wakes += 1;
      await ground.moveTo(due);
      await ground.settle(due);
      await look(due);
    } else if (act && act.at <= to) {
      letters += await say(ground, people, act);
      await look(act.at);
    } else {
      await ground.moveTo(to);
      break;
    }
  }
  return { wakes, letters, troubles: people.troubles };
}

async function say(ground: Ground, people: Player, act: Planned): Promise<number> {
  const letter = people.letter(act);
  await ground.moveTo(act.at);
  const heard = letter && (await ground.send(letter));
  people.done(act, heard);
  if (heard) await ground.settle(act.at);
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
