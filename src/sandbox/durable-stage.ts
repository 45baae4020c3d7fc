import { setTimeout as pause } from 'node:timers/promises';
import type { Calendar, Instant } from '../core/calendar/calendar.js';
import type { Json } from '../core/canonical.js';
import type { PlanSource } from '../core/plan/assemble.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { isConnectionLost } from '../engine/ledger/transaction.js';
import { verify } from '../engine/verify.js';
import { activatePlan } from '../plans/activate-plan.js';
import { DIRECTOR } from './memory-stage.js';
import type { Ground, Heard, News, NoticeCount, Said, Stage, Verified } from './stage.js';
import { MovesReader, readHistories, readMessages } from './stage.reader.js';

export type GroundSettings = {
  readonly house: EngineHouse;
  /** The clock that the house and every worker on it read. */
  readonly clock: { moveTo(instant: Instant): Promise<unknown> };
  /** From where letters come, as the trail tells it. */
  readonly via?: NonNullable<Json>;
  /**
   * How many run waves side by side in this process; none: other processes do, and the stage waits until nothing is due.
   * The history is the same whatever is set here.
   */
  readonly runners?: number;
  /** How long a database that went away is waited for, in milliseconds. */
  readonly patience?: number;
};
export type DurableSettings = GroundSettings & { readonly source: PlanSource; readonly calendar: Calendar };

/** Between two looks at whether other processes are done. */
const LOOK_EVERY = 5;

/** The durable engine. */
export class DurableGround implements Ground {
  private readonly moves: MovesReader;

  constructor(private readonly ground: GroundSettings) {
    this.moves = new MovesReader(ground.house.transactions);
  }

  async nextDue(upTo: Instant): Promise<Instant | undefined> {
    return this.persistently(async () => (await this.ground.house.waves.next(upTo))?.at);
  }

  async moveTo(instant: Instant): Promise<void> {
    await this.persistently(() => this.ground.clock.moveTo(instant));
  }

  async settle(upTo: Instant): Promise<void> {
    const { house, runners = 1 } = this.ground;
    if (runners === 0) return this.quiet(upTo);
    const running = Array.from({ length: runners }, () => this.persistently(() => house.waves.settle(upTo)));
    await Promise.all(running);
  }

  /** Nothing is due any more: what is under way is still due until its commit, and then what it caused is. */
  private async quiet(upTo: Instant): Promise<void> {
    while ((await this.nextDue(upTo)) !== undefined) await pause(LOOK_EVERY);
  }

  async send({ body, salt, enclosed, ...letter }: Said): Promise<Heard> {
    const { house, via } = this.ground;
    const command = {
      letter,
      salt,
      ...(body !== undefined && { body }),
      ...(via !== undefined && { via }),
      ...(enclosed !== undefined && { enclosed }),
    };
    const [reply] = await this.persistently(() => house.engine.send([command]));
    if (!reply) throw new Error(`no answer to ${letter.key}`);
    return { outcome: reply.outcome, ...(reply.code !== undefined && { code: reply.code }) };
  }

  news(): Promise<readonly News[]> {
    return this.persistently(() => this.moves.news());
  }

  /** The server may be restarted under a rehearsal; every step of it can be taken twice, because keys make it happen once. */
  private async persistently<T>(step: () => Promise<T>): Promise<T> {
    const { patience = 60_000 } = this.ground;
    for (let waited = 0, wait = 50; ; waited += wait, wait = Math.min(2 * wait, 1000)) {
      try {
        return await step();
      } catch (error) {
        if (!isConnectionLost(error) || waited >= patience) throw error;
        await pause(wait);
      }
    }
  }
}

/** The durable engine, on a schema of its own. */
export class DurableStage extends DurableGround implements Stage {
  constructor(private readonly settings: DurableSettings) {
    super(settings);
  }

  async begin(at: Instant): Promise<void> {
    const { house, source, calendar } = this.settings;
    await activatePlan(house, source, { calendar, at, actor: DIRECTOR });
  }

  histories(): AsyncIterable<News> {
    return readHistories(this.settings.house.transactions);
  }

  notices(): Promise<readonly NoticeCount[]> {
    return readMessages(this.settings.house.transactions);
  }

  verify(): Promise<Verified> {
    return verify(this.settings.house);
  }
}
