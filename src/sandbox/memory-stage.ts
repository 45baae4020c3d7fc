import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { PERSON_HOP, type Actor, type Entry, type Instance } from '../core/instance.js';
import { assemble, type PlanSource } from '../core/plan/assemble.js';
import { World } from '../core/world.js';
import { sealBody } from '../engine/ledger/seal.js';
import { seriesOf } from '../plans/activate-plan.js';
import { Checks } from './checks.js';
import {
  kindOfNotice,
  type Heard,
  type News,
  type NoticeCount,
  type Said,
  type Stage,
  type Verified,
} from './stage.js';

/** Whoever activates the plan of a rehearsal. */
export const DIRECTOR: Actor = { kind: 'system', id: 'rehearsal' };

/** The pure core alone: what the durable engine is held against. */
export class MemoryStage implements Stage {
  private readonly world: World;
  private readonly seen = new Map<string, Instance>();
  private now: Instant = 0;

  constructor(
    private readonly source: PlanSource,
    private readonly calendar: Calendar,
  ) {
    this.world = new World(assemble(source).definitions, calendar, source.units.units);
  }

  begin(at: Instant): Promise<void> {
    this.now = at;
    this.world.begin(seriesOf(this.source, this.calendar, at, DIRECTOR));
    return Promise.resolve();
  }

  nextDue(upTo: Instant): Promise<Instant | undefined> {
    const due = this.world.nextDue();
    return Promise.resolve(due !== undefined && due <= upTo ? due : undefined);
  }

  moveTo(instant: Instant): Promise<void> {
    this.now = Math.max(this.now, instant);
    return Promise.resolve();
  }

  settle(upTo: Instant): Promise<void> {
    this.world.settle(upTo);
    return Promise.resolve();
  }

  send({ body, salt, enclosed: _, ...letter }: Said): Promise<Heard> {
    const seal = body === undefined ? {} : { bodyDigest: sealBody(body, salt).bodyDigest };
    const sender = letter.actor.kind === 'instance' ? letter.actor.key : letter.actor.id;
    return Promise.resolve(
      this.world.send({ ...letter, ...seal, at: this.now, hop: PERSON_HOP, sender, senderSeq: 0 }),
    );
  }

  news(): Promise<readonly News[]> {
    const news: News[] = [];
    for (const [key, instance] of this.world.instances) {
      const before = this.seen.get(key);
      if (before === instance) continue;
      this.seen.set(key, instance);
      const entries = this.entriesOf(key).slice(before === undefined ? 0 : before.seq + 1);
      if (entries.length > 0 || instance.status !== before?.status) news.push({ standing: instance, entries });
    }
    return Promise.resolve(news.sort((a, b) => (a.standing.key < b.standing.key ? -1 : 1)));
  }

  async *histories(): AsyncIterable<News> {
    for (const key of [...this.world.instances.keys()].sort()) {
      const standing = this.world.instances.get(key);
      if (standing) yield await Promise.resolve({ standing, entries: this.entriesOf(key) });
    }
  }

  notices(): Promise<readonly NoticeCount[]> {
    const counts = new Map<string, NoticeCount>();
    for (const { instance, seq, level } of this.world.notices) {
      const one = this.world.instances.get(instance);
      if (!one) continue;
      const timer = this.entriesOf(instance)[seq];
      const { kind, level: ladder } = kindOfNotice(timer?.kind === 'timer' ? timer.key : undefined);
      const { obligation, snapshot } = one;
      const about = { obligation, year: snapshot.context.period.year, kind, level: ladder || level };
      const id = Object.values(about).join(' ');
      counts.set(id, { ...about, n: (counts.get(id)?.n ?? 0) + 1 });
    }
    return Promise.resolve([...counts.values()]);
  }

  async verify(): Promise<Verified> {
    const checks = new Checks(this.world.find);
    for await (const one of this.histories()) checks.see(one);
    return checks.verified();
  }

  private entriesOf(key: string): readonly Entry[] {
    return this.world.histories.get(key) ?? [];
  }
}
