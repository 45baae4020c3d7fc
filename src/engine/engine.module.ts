import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type Type,
} from '@nestjs/common';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { clockFor, modeOf, type PlatformClock } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database.js';
import { HealthChecks } from '../platform/health-checks.js';
import { Jobs } from '../platform/jobs.js';
import type { Log } from '../platform/log.js';
import { CLOCK, CONFIG, LOG } from '../platform/tokens.js';
import { createEngine, type EngineHouse } from './create-engine.js';
import { DELIVER, Deliver } from './deliver.js';
import { QueueBell } from './jobs/bell.js';
import { Meters } from './jobs/meters.js';
import { Workers } from './jobs/workers.js';
import { Lag } from './lag.js';
import type { Channel, Chore, Recorder, Roster } from './ports.js';
import { HOUSE } from './tokens.js';

/** What the engine is given by whoever puts the rooms together; it imports none of them. */
export type EngineSurroundings = {
  readonly roster: (database: Database) => Roster;
  /** The modules that export the channels. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly channels: readonly Type<Channel>[];
  /** What other rooms write beside transitions. */
  readonly recorders: readonly Type<Recorder>[];
  /** What a worker does now and then for other rooms. */
  readonly chores: readonly Type<Chore>[];
};

/** The one door, its bell, and in a worker those who hear it. */
@Module({})
export class EngineModule implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Lag) private readonly lag: Lag,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(QueueBell) private readonly bell: QueueBell,
    @Inject(HealthChecks) private readonly health: HealthChecks,
    @Inject(Registry) private readonly registry: Registry,
  ) {}

  static for({ roster, imports, channels, recorders, chores }: EngineSurroundings): DynamicModule {
    return {
      module: EngineModule,
      global: true,
      imports,
      providers: [
        { provide: Meters, inject: [Registry], useFactory: (registry: Registry) => new Meters(registry) },
        { provide: Jobs, inject: [CONFIG], useFactory: (config: Config) => new Jobs(config) },
        {
          provide: CLOCK,
          inject: [DataSource, CONFIG],
          useFactory: (database: DataSource, config: Config) => clockFor(database, modeOf(config)),
        },
        {
          provide: QueueBell,
          inject: [Jobs, CLOCK, LOG, Meters],
          useFactory: (jobs: Jobs, clock: PlatformClock, log: Log, meters: Meters) =>
            new QueueBell({ jobs, clock, log, meters }),
        },
        {
          provide: HOUSE,
          inject: [DataSource, CLOCK, QueueBell, LOG, Meters, ...recorders],
          useFactory: (
            database: DataSource,
            clock: PlatformClock,
            bell: QueueBell,
            log: Log,
            meters: Meters,
            ...given: Recorder[]
          ) =>
            openHouse({
              database,
              clock,
              bell,
              roster: roster(database),
              recorders: given,
              alarm: alarmOf(log, meters),
            }),
        },
        {
          provide: Deliver,
          inject: [HOUSE, LOG, Meters, CONFIG, ...channels],
          useFactory: (house: EngineHouse, log: Log, meters: Meters, config: Config, ...given: Channel[]) => {
            const alarm = alarmOf(log, meters);
            const onDead = (id: string, error: string): void => alarm({ kind: 'message', id, error });
            const lease = config.deliveryLeaseSeconds * 1000;
            return new Deliver(house.transactions, given, onDead, { ...DELIVER, lease });
          },
        },
        {
          provide: Lag,
          inject: [HOUSE, CLOCK, CONFIG],
          useFactory: ({ transactions }: EngineHouse, clock: PlatformClock, { lagSeconds }: Config) =>
            new Lag({ transactions, clock, lagSeconds }),
        },
        {
          provide: Workers,
          inject: [HOUSE, Deliver, Lag, CLOCK, Jobs, QueueBell, LOG, Meters, CONFIG, ...chores],
          useFactory: (
            { transactions, waves }: EngineHouse,
            deliver: Deliver,
            lag: Lag,
            clock: PlatformClock,
            jobs: Jobs,
            bell: QueueBell,
            log: Log,
            meters: Meters,
            { sweepSeconds }: Config,
            ...given: Chore[]
          ) =>
            new Workers({
              transactions,
              waves,
              deliver,
              lag,
              clock,
              jobs,
              bell,
              log,
              meters,
              sweepSeconds,
              chores: given,
            }),
        },
      ],
      exports: [HOUSE, CLOCK, Deliver, QueueBell],
    };
  }

  onApplicationBootstrap(): void {
    this.lag.register(this.registry);
    this.health.add('queue', () => this.bell.check(), 'helpful');
    if (this.config.role === 'api') return;
    // Only whoever works can mend a lag by being restarted.
    this.health.add('lag', () => this.lag.check(), 'live');
    this.workers.start();
  }

  /** First the workers: what is active ends, nothing new is begun. */
  async onModuleDestroy(): Promise<void> {
    await this.workers.stop();
  }

  /** Then the bell; the database is closed after it. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.bell.close();
  }
}

type Alarm = { readonly kind: 'instance' | 'errand' | 'message'; readonly id: string; readonly error: string };
const ALARMS: Readonly<Record<Alarm['kind'], string>> = {
  instance: 'an instance was quarantined',
  errand: 'an errand was set aside',
  message: 'a message was given up',
};
const alarmOf =
  (log: Log, meters: Meters) =>
  (alarm: Alarm): void => {
    meters.alarmed(alarm.kind);
    log.error(alarm, ALARMS[alarm.kind]);
  };

/** Refuses to start where something that runs cannot be read. */
async function openHouse(settings: Parameters<typeof createEngine>[0]): Promise<EngineHouse> {
  const house = createEngine(settings);
  await house.catalogue.check(house.transactions);
  return house;
}
