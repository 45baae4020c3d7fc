import { Problem } from '../core/problem.js';
import type { EngineHouse } from '../engine/create-engine.js';
import type { SandboxClock } from '../platform/clock.js';
import type { Via } from '../platform/request-id.js';
import { DurableGround } from './durable-stage.js';
import type { Heard, News, Said } from './stage.js';

/** What the trail says of a letter that nobody real has written. */
export const REHEARSED: Via = { requestId: 'rehearsal', address: '–', agent: 'diễn tập / rehearsal' };

/** The house of a sandbox itself, where real people may act beside the synthetic ones. */
export class LivingGround extends DurableGround {
  constructor(
    private readonly home: EngineHouse,
    clock: SandboxClock,
  ) {
    super({ house: home, clock, via: { ...REHEARSED } });
  }

  override async news(): Promise<readonly News[]> {
    const news = await super.news();
    const definitions = news.map(({ standing }) => standing.definition);
    await this.home.catalogue.load(this.home.transactions, { definitions, calendars: [] });
    return news;
  }

  /** What somebody of this name has done in another way before is done. */
  override async send(said: Said): Promise<Heard> {
    try {
      return await super.send(said);
    } catch (error) {
      if (error instanceof Problem && error.code === 'key-reused') return { outcome: 'refused', code: error.code };
      throw error;
    }
  }
}
