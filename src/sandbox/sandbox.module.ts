import { Module, type OnModuleDestroy } from '@nestjs/common';
import type { EngineHouse } from '../engine/create-engine.js';
import type { Log } from '../platform/log.js';
import { TrailStore } from '../people/trail.store.js';
import { LOG } from '../platform/tokens.js';
import { HOUSE } from '../engine/tokens.js';
import { PlansModule } from '../plans/plans.module.js';
import { ClockController } from './clock.controller.js';
import { MoveClock } from './move-clock.service.js';
import { PlayedReader } from './played.reader.js';

/** Virtual time, by command. */
@Module({
  imports: [PlansModule],
  controllers: [ClockController],
  providers: [
    PlayedReader,
    {
      provide: MoveClock,
      inject: [HOUSE, PlayedReader, LOG, TrailStore],
      useFactory: (house: EngineHouse, played: PlayedReader, log: Log, trail: TrailStore) =>
        new MoveClock(house, played, (err) => log.error({ err }, 'a move of the clock failed'), trail),
    },
  ],
})
export class SandboxModule implements OnModuleDestroy {
  constructor(private readonly moving: MoveClock) {}

  async onModuleDestroy(): Promise<void> {
    await this.moving.stop();
  }
}
