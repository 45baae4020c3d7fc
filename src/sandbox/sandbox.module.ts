import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EngineHouse } from '../engine/create-engine.js';
import { Deliver } from '../engine/deliver.js';
import { HOUSE } from '../engine/tokens.js';
import { AccountStore } from '../people/account.store.js';
import { SessionStore } from '../people/session.store.js';
import { TrailStore } from '../people/trail.store.js';
import type { Config } from '../platform/config.js';
import { HealthChecks, Preparing } from '../platform/health-checks.js';
import type { Log } from '../platform/log.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { PlanVersions } from '../plans/plan-versions.service.js';
import { PlansModule } from '../plans/plans.module.js';
import { ClockController } from './clock.controller.js';
import { FirstLife } from './first-life.service.js';
import { LivedStore } from './lived.store.js';
import { MoveClock } from './move-clock.service.js';
import { HappeningsReader } from './happenings.reader.js';
import { PlayedReader } from './played.reader.js';
import { PlayersController } from './players.controller.js';
import { PlayersReader } from './players.reader.js';
import { Players } from './players.service.js';
import { Troupes } from './troupes.js';

/** Virtual time, by command, and the people who live in it. */
@Module({
  imports: [PlansModule],
  controllers: [ClockController, PlayersController],
  providers: [
    HappeningsReader,
    PlayersReader,
    {
      provide: Players,
      inject: [HOUSE, PlayersReader, AccountStore, SessionStore, TrailStore],
      useFactory: (
        house: EngineHouse,
        reader: PlayersReader,
        accounts: AccountStore,
        sessions: SessionStore,
        trail: TrailStore,
      ) => new Players({ house, reader, accounts, sessions, trail }),
    },
    PlayedReader,
    LivedStore,
    {
      provide: Troupes,
      inject: [HOUSE, PlanVersions],
      useFactory: (house: EngineHouse, versions: PlanVersions) => new Troupes(house, versions),
    },
    {
      provide: MoveClock,
      inject: [HOUSE, PlayedReader, LOG, TrailStore, Troupes],
      useFactory: (house: EngineHouse, played: PlayedReader, log: Log, trail: TrailStore, troupes: Troupes) =>
        new MoveClock({
          ...{ house, played, trail, troupes },
          complain: (err) => log.error({ err }, 'a move of the clock failed'),
        }),
    },
    {
      provide: FirstLife,
      inject: [HOUSE, Troupes, MoveClock, LivedStore, TrailStore, Deliver],
      useFactory: (
        { clock }: EngineHouse,
        troupes: Troupes,
        moving: MoveClock,
        lived: LivedStore,
        trail: TrailStore,
        deliver: Deliver,
      ) => new FirstLife({ clock, troupes, moving, lived, trail, deliver }),
    },
  ],
})
export class SandboxModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly moving: MoveClock,
    private readonly first: FirstLife,
    private readonly health: HealthChecks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.clock === 'sandbox') this.health.add('sandbox', () => this.isLived());
  }

  async onModuleDestroy(): Promise<void> {
    this.first.stop();
    await this.moving.stop();
  }

  private async isLived(): Promise<void> {
    const { now, preparing } = await this.moving.show();
    if (preparing)
      throw new Preparing(`${now.slice(0, 10)} of ${preparing.from.slice(0, 10)} to ${preparing.to.slice(0, 10)}`);
  }
}
