import { CalendarError } from '../core/calendar/calendar-error.js';
import type { Calendar, Day, Instant } from '../core/calendar/calendar.js';
import { dayOf, startOfDay } from '../core/calendar/day.js';
import { sha256 } from '../core/canonical.js';
import type { Definition } from '../core/definition/definition.js';
import type { Entry } from '../core/instance.js';
import type { RehearsalFile, Span, UnitsFile } from '../core/plan/schema.js';
import { fits, Repertoire, type NamedAct } from './acts.js';
import { Agenda } from './agenda.js';
import { eventOf } from './carried.js';
import { Cast } from './cast.js';
import { draw } from './dice.js';
import { actAnchors, afterwards, dayIn, inOffice } from './moments.js';
import { paperFor } from './papers.js';
import type { Heard, News, Said, Standing } from './stage.js';

export type Play = {
  readonly rehearsal: RehearsalFile;
  readonly units: UnitsFile;
  readonly definitions: Pick<ReadonlyMap<string, Definition>, 'get'>;
  readonly calendar: Calendar;
  readonly seed: number;
  /** How often somebody is late who could be, 0–1. */
  readonly lateness: number;
  /** Somebody real plays this person: nobody else does. */
  readonly except?: string | undefined;
};

/** Whoever a life is lived by. */
export type Player = Pick<People, 'hear' | 'next' | 'letter' | 'done' | 'troubles'>;

/** What somebody will do, unless the instance moves before. */
export type Planned = { readonly at: Instant; readonly instance: string; readonly act: NamedAct; readonly nth: number };

/** An act that did not happen: nobody to do it, a date that cannot be said, a refusal. */
export type Trouble = Pick<Planned, 'at' | 'instance'> & { readonly act: string; readonly code: string };

/** How an act stands on an instance: since when it fits, how often it has come to fit, whether it was done since. */
type Hold = {
  readonly since: Instant;
  readonly nth: number;
  readonly fits: boolean;
  readonly used: boolean;
  readonly done: number;
};
type Memo = {
  standing: Standing;
  readonly definition: Definition;
  readonly acts: readonly NamedAct[];
  readonly holds: Map<string, Hold>;
  /** The last moment that this instance's people know of. */
  heardAt: Instant;
  unit: string;
  /** What was decided last, and the moment from which it counts: other news must not put it off. */
  choices: Map<string, { readonly sign: string; readonly after: Instant }>;
};

const NEVER: Hold = { since: 0, nth: 0, fits: false, used: false, done: 0 };

/**
 * Synthetic people (người diễn tập): from what has happened to each instance to the next act and its exact moment.
 * They know histories and nothing else, so the same histories make them do the same, wherever these are stored.
 */
export class People {
  readonly troubles: Trouble[] = [];
  private readonly cast: Cast;
  private readonly repertoire: Repertoire;
  private readonly memos = new Map<string, Memo>();
  private readonly agenda = new Agenda<Planned>();
  private awakeFrom: Instant = 0;

  constructor(private readonly play: Play) {
    this.cast = new Cast(play.units, play.rehearsal, play.except);
    this.repertoire = new Repertoire(play.rehearsal);
  }

  hear(news: readonly News[]): void {
    for (const { standing, entries } of news) {
      const memo = this.memoOf(standing);
      entries.forEach((entry) => notice(memo, entry));
      memo.standing = standing;
      if (standing.status === 'running') this.plan(memo);
      else this.forget(standing.key);
    }
  }

  /** They have slept until now: what they would have done before, they do after it, in office hours. */
  wake(now: Instant): void {
    this.awakeFrom = now;
    for (const memo of this.memos.values()) this.plan(memo);
  }

  next(): Planned | undefined {
    return this.agenda.next()?.item;
  }

  /** The letter for a planned act, from how the instance stands now; undefined when it cannot be written. */
  letter(planned: Planned): Said | undefined {
    const { act, nth, instance, at } = planned;
    const memo = this.known(instance);
    const { definition, standing } = memo;
    const { context } = standing.snapshot;
    const hold = memo.holds.get(act.name) ?? NEVER;
    const day = dayOf(at);
    try {
      const anchors = actAnchors(context, { entered: this.enteredAt(memo, act, hold), now: at });
      const { plan } = definition;
      const { unit, period } = context;
      const successor = this.cast.successor(unit, day);
      const filling = { plan, unit, successor, period: period.id, year: String(period.year), n: String(nth) };
      const spec = definition.events[act.event];
      const event = eventOf(act, spec, { anchors, calendar: this.play.calendar, filling });
      const actor = this.cast.actor(definition, act.by, { standing, event, day, dice: this.dice(planned, 'who') });
      if (!actor) return this.trouble(planned, 'nobody');
      const early =
        act.effective &&
        inOffice(
          dayIn(act.effective, anchors, this.play.calendar, this.dice(planned, 'effective-day')),
          this.dice(planned, 'effective'),
        );
      const isAsked = spec?.reason === 'required' || early !== undefined;
      const words = act.reason?.vi ?? (isAsked ? 'Diễn tập.' : undefined);
      const paper = paperFor(definition, act.event, { standing, actor, day, seed: this.play.seed });
      return {
        to: instance,
        key: keyOf(act, nth),
        actor,
        event,
        salt: sha256(`${this.play.seed}\n${instance}\n${act.name}\n${nth}`).slice(0, 32),
        ...(early !== undefined && { effectiveAt: Math.min(early, at) }),
        ...((words !== undefined || paper) && {
          body: { ...(words !== undefined && { reason: words }), ...(paper && { form: paper.words }) },
        }),
        ...(paper && { enclosed: paper.enclosed }),
      };
    } catch (error) {
      if (error instanceof CalendarError) return this.trouble(planned, error.code);
      throw error;
    }
  }

  /** What became of a planned act. Undefined: it could not be done. How often it was done, histories tell. */
  done(planned: Planned, heard: Heard | undefined): void {
    const memo = this.known(planned.instance);
    const hold = memo.holds.get(planned.act.name) ?? NEVER;
    memo.holds.set(planned.act.name, { ...hold, used: true });
    memo.heardAt = Math.max(memo.heardAt, planned.at);
    if (heard && heard.outcome !== 'moved') this.trouble(planned, heard.code ?? heard.outcome);
    this.plan(memo);
  }

  /** Whom an open instance waits for: whoever would do the likeliest act that fits, silent or not. */
  awaited(key: string): NamedAct | undefined {
    const memo = this.memos.get(key);
    return memo?.acts
      .filter(({ name, unitEnded }) => !unitEnded && memo.holds.get(name)?.fits)
      .reduce<NamedAct | undefined>((best, act) => (best && best.chance >= act.chance ? best : act), undefined);
  }

  private memoOf(standing: Standing): Memo {
    const known = this.memos.get(standing.key);
    if (known) return known;
    const definition = this.play.definitions.get(standing.definition);
    if (!definition) throw new Error(`no definition ${standing.definition}`);
    const acts = this.repertoire.of(standing.definition, definition);
    const { unit } = standing.snapshot.context;
    const memo: Memo = { standing, definition, acts, holds: new Map(), heardAt: 0, unit, choices: new Map() };
    this.memos.set(standing.key, memo);
    return memo;
  }

  private known(key: string): Memo {
    const memo = this.memos.get(key);
    if (!memo) throw new Error(`nobody knows ${key}`);
    return memo;
  }

  private forget(key: string): void {
    this.memos.delete(key);
    this.agenda.set(key, undefined);
  }

  private plan(memo: Memo): void {
    const before = memo.choices;
    memo.choices = new Map();
    const first = this.firstOf(memo, before, ({ unitEnded }) => !unitEnded);
    const handOver = this.firstOf(memo, before, ({ unitEnded }) => unitEnded === true);
    this.agenda.set(memo.standing.key, this.sooner(memo, first, handOver));
  }

  /** A unit that has ceased has nobody left to act before the hand-over; nor does the hand-over wait for them. */
  private sooner({ unit }: Memo, first: Planned | undefined, handOver: Planned | undefined): Planned | undefined {
    if (!first || !handOver) return first ?? handOver;
    const ceased = this.cast.ceased(unit);
    const isGone = ceased !== undefined && first.act.by.startsWith('unit.') && first.at >= startOfDay(ceased);
    return isGone || handOver.at < first.at ? handOver : first;
  }

  /** The first act of the file that fits, that the dice want, and whose day is known. */
  private firstOf(memo: Memo, before: Memo['choices'], such: (act: NamedAct) => boolean): Planned | undefined {
    for (const act of memo.acts) {
      const planned = such(act) && this.isWilling(memo, act) ? this.planned(memo, act, before) : undefined;
      if (planned) return planned;
    }
    return undefined;
  }

  private isWilling({ standing, definition, holds }: Memo, act: NamedAct): boolean {
    const hold = holds.get(act.name) ?? NEVER;
    if (!hold.fits || hold.used || hold.done >= (act.times ?? Infinity)) return false;
    const { unit } = standing.snapshot.context;
    const posts = this.cast.posts(definition, act.by, standing);
    if (posts.some((post) => this.cast.isSilent(post.unit)) || (act.effective && this.cast.isSilent(unit)))
      return false;
    return this.dice({ instance: standing.key, act, nth: hold.nth }, 'chance') < act.chance;
  }

  private planned(memo: Memo, act: NamedAct, before: Memo['choices']): Planned | undefined {
    const { standing } = memo;
    const { calendar } = this.play;
    const hold = memo.holds.get(act.name) ?? NEVER;
    const planned = { instance: standing.key, act, nth: hold.nth };
    const entered = this.enteredAt(memo, act, hold);
    if (!Number.isFinite(entered)) return undefined;
    const day = this.day(planned, this.spanOf(memo, planned), entered, standing);
    if (day === undefined) return undefined;
    const instant = inOffice(day, this.dice(planned, 'time'));
    const sign = `${act.name}#${hold.nth}@${instant}`;
    const last = before.get(act.name);
    const after = last?.sign === sign ? last.after : Math.max(memo.heardAt, entered);
    memo.choices.set(act.name, { sign, after });
    return {
      ...planned,
      at: afterwards(instant, Math.max(after, this.awakeFrom), calendar, this.dice(planned, 'rest')),
    };
  }

  /** Since when the act has been open to do; never, where the unit goes on or has no successor. */
  private enteredAt({ unit }: Memo, { unitEnded }: NamedAct, { since }: Hold): Instant {
    if (!unitEnded) return since;
    const ceased = this.cast.ceased(unit);
    if (ceased === undefined || this.cast.successor(unit, ceased) === undefined) return Infinity;
    return Math.max(since, startOfDay(ceased));
  }

  private spanOf({ definition, standing }: Memo, planned: Omit<Planned, 'at'>): Span {
    const { act } = planned;
    if (!act.late) return act.timing;
    const unit = this.cast.posts(definition, act.by, standing)[0]?.unit ?? standing.snapshot.context.unit;
    const isLate = this.dice(planned, 'late') < this.cast.lateness(unit, this.play.lateness);
    return isLate ? act.late : act.timing;
  }

  private day(planned: Omit<Planned, 'at'>, span: Span, entered: Instant, { snapshot }: Standing): Day | undefined {
    try {
      const anchors = actAnchors(snapshot.context, { entered, now: entered });
      return dayIn(span, anchors, this.play.calendar, this.dice(planned, 'day'));
    } catch (error) {
      if (error instanceof CalendarError && error.code === 'anchor-unknown') return undefined;
      throw error;
    }
  }

  private dice({ instance, act, nth }: Omit<Planned, 'at'>, about: string): number {
    return draw(this.play.seed, instance, act.name, nth, about);
  }

  private trouble({ at, instance, act }: Planned, code: string): undefined {
    this.troubles.push({ at, instance, act: act.name, code });
    return undefined;
  }
}

/** One thing that happened, as the people of the instance take it in. */
function notice(memo: Memo, entry: Entry): void {
  const handedOver = entry.unit !== memo.unit;
  memo.unit = entry.unit;
  memo.heardAt = entry.at;
  for (const act of memo.acts) {
    const before = memo.holds.get(act.name) ?? NEVER;
    const was = told(before, act, entry);
    const now = fits(act, entry.tags);
    const anew = now && (!was.fits || (handedOver && act.unitEnded === true));
    if (anew) memo.holds.set(act.name, { ...was, since: entry.at, nth: was.nth + 1, fits: true, used: false });
    else if (was !== before || was.fits !== now) memo.holds.set(act.name, { ...was, fits: now });
  }
}

const keyOf = ({ name }: NamedAct, nth: number): string => `${name}#${nth}`;

/** Whoever hears of an act that was done knows that it was, also in another process. */
function told(hold: Hold, act: NamedAct, { kind, key }: Entry): Hold {
  return kind === 'letter' && key === keyOf(act, hold.nth) ? { ...hold, used: true, done: hold.done + 1 } : hold;
}
