import type { PlatformClock } from '../../platform/clock.js';
import { grumble } from '../../platform/grumble.js';
import type { Jobs } from '../../platform/jobs.js';
import type { Log } from '../../platform/log.js';
import { TooLong, within } from '../../platform/within.js';
import type { Deliver } from '../deliver.js';
import type { Lag } from '../lag.js';
import type { Transactions } from '../ledger/transaction.js';
import type { Chore, Statement } from '../ports.js';
import type { Waves } from '../waves.js';
import { HORIZON, type QueueBell } from './bell.js';
import { Ear } from './ear.js';
import type { Meters } from './meters.js';
import { processors } from './processors.js';
import { Rounds } from './rounds.js';
import { Turnstile } from './turnstile.js';

export type WorkersParts = {
  readonly transactions: Transactions;
  readonly waves: Pick<Waves, 'run'>;
  readonly deliver: Pick<Deliver, 'run'>;
  readonly lag: Pick<Lag, 'look'>;
  readonly clock: PlatformClock;
  readonly jobs: Jobs;
  readonly bell: QueueBell;
  readonly log: Pick<Log, 'warn'>;
  readonly meters: Meters;
  readonly sweepSeconds: number;
  readonly chores?: readonly Chore[];
};

/** Wake jobs that one look ahead loads; what is further away comes with a later one. */
const MOST_AHEAD = 500;
const FAREWELL = 10_000;
/** How often the near future is loaded again: by then the queue may have lost it. */
const LOOK_AHEAD = 60_000;

/**
 * One worker process: an ear on the queue, and rounds of its own that find what is due, whatever the queue says. Both
 * only ever look; any number of processes may.
 */
export class Workers {
  readonly ear: Ear;
  private readonly rounds: readonly Rounds[];

  constructor(private readonly parts: WorkersParts) {
    const { waves, deliver, lag, clock, jobs, bell, log, meters } = parts;
    const looks = {
      waves: new Turnstile(async () => waves.run(await clock.now())),
      outbox: new Turnstile(() => deliver.run()),
    };
    this.ear = new Ear({ jobs, processors: processors(looks), waiting: () => bell.waiting(), log, meters });
    const sweep = parts.sweepSeconds * 1000;
    // Apart from each other: a storm of deadlines must not keep messages waiting, nor whoever watches the worker.
    this.rounds = [
      this.round('waves', sweep, () => looks.waves.run()),
      this.round('outbox', sweep, () => looks.outbox.run()),
      this.round('lag', sweep, () => lag.look()),
      this.round('ear', sweep, () => this.ear.tend()),
      ...(parts.chores ?? []).map((chore) => this.round(chore.name, chore.every, () => chore.run())),
      ...(clock.mode === 'production' ? [this.round('ahead', LOOK_AHEAD, () => this.lookAhead())] : []),
    ];
  }

  start(): void {
    for (const round of this.rounds) round.start();
  }

  /** No new look is begun, and those under way end. What would take too long is left: whoever comes next goes on with it. */
  async stop(): Promise<void> {
    const ended = Promise.all([this.ear.stop(), ...this.rounds.map((round) => round.stop())]);
    await within(FAREWELL, ended).catch((error: unknown) =>
      this.parts.log.warn({ err: error }, 'a look was left unfinished'),
    );
  }

  private round(name: string, every: number, work: () => Promise<unknown>): Rounds {
    const complain = grumble(this.parts.log, `the round "${name}" failed; it goes on`);
    return new Rounds(work, {
      every,
      onDone: () => this.parts.meters.roundDone(name),
      onFailed: (error, times) => {
        this.parts.meters.roundFailed(name);
        // A busy machine may be slow once; who is slow twice in a row is worth a line.
        if (times > 1 || !(error instanceof TooLong)) complain(error);
      },
    });
  }

  /** Only the near horizon is in the queue as delayed jobs; what comes nearer is loaded here. */
  private async lookAhead(): Promise<void> {
    const now = await this.parts.clock.now();
    const rows = await this.parts.transactions.query<{ at: number }>(ahead, [now, now + HORIZON, MOST_AHEAD]);
    await this.parts.bell.ring({ wakeAt: rows.map(({ at }) => at), mail: false, errands: false, outbox: false });
  }
}

// From instant to instant along the index: 100,000 timers of one instant are one step.
const ahead: Statement = {
  name: 'dh_ahead',
  text: `with recursive step as (
      (select at from timer where at > $1 and at <= $2 order by at limit 1)
      union all
      select (select t.at from timer t where t.at > step.at and t.at <= $2 order by t.at limit 1) from step where step.at is not null
    ) select at::float8 as at from step where at is not null limit $3`,
};
