/** How far one kind of work was behind at a look, in milliseconds of real time, and since when it has come no nearer. */
export type Behind = {
  readonly item: string;
  readonly age: number;
  /** The least that it was behind since it was rebased, and when that was. */
  readonly best: number;
  readonly since: number;
};
/** The moment of a look and how long ago the last one was, by a clock that never goes back. */
export type Look = { readonly at: number; readonly elapsed: number; readonly limit: number };

/** A look is not taken at the very moment at which the clock is read. */
const SLACK = 1_000;

/**
 * Work that is behind and does not catch up, whatever its oldest item is called: a backlog whose head moves grows all the
 * same. What comes in old all at once (a process that starts an hour after a deadline, a clock set forward, the letters of
 * a late wave) is given its time from then on, as long as it catches up by a tenth of the limit within the limit.
 */
export function looked(before: Behind | undefined, now: Pick<Behind, 'item' | 'age'>, look: Look): Behind {
  const isNew = before === undefined || look.elapsed > look.limit || now.age > before.age + look.elapsed + SLACK;
  const isNearer = !isNew && now.age <= before.best - look.limit / 10;
  return isNew || isNearer ? { ...now, best: now.age, since: look.at } : { ...before, ...now };
}

/** How long it has been waiting, where that is too long: older than the limit, and no nearer for as long. */
export function tooLong({ age, since }: Behind, { at, elapsed, limit }: Look): number | undefined {
  return age + elapsed > limit && at - since > limit ? age + elapsed : undefined;
}

/** Moments at which a clock was seen that does not follow real time: when, in real time, an instant was passed. */
export class Passed {
  private seen: { readonly clock: number; readonly real: number }[] = [];

  see(clock: number, real: number): void {
    const last = this.seen.at(-1);
    if (last === undefined || clock > last.clock) this.seen.push({ clock, real });
    if (this.seen.length > MOST) this.seen = this.seen.filter((_, index) => index % 2 === 1);
  }

  /** The first moment at which the clock was seen at or past the instant. */
  since(instant: number): number | undefined {
    return this.seen.find(({ clock }) => clock >= instant)?.real;
  }

  /** Nothing older than the instant waits any more. */
  forget(before: number): void {
    const last = this.seen.at(-1);
    this.seen = this.seen.filter((one) => one.clock >= before || one === last);
  }
}
/** Whoever moves the clock while work is stuck is remembered more and more coarsely. */
const MOST = 1_000;
