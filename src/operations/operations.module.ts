import { Module } from '@nestjs/common';
import type { EngineHouse } from '../engine/create-engine.js';
import { QueueBell } from '../engine/jobs/bell.js';
import { HOUSE } from '../engine/tokens.js';
import { PeopleModule } from '../people/people.module.js';
import { TrailStore } from '../people/trail.store.js';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { OperationsController } from './operations.controller.js';
import { OperationsReader } from './operations.reader.js';
import { Operations } from './operations.service.js';
import { OperationsStore } from './operations.store.js';

/** The machine as an administrator looks at it: queue, timers, outbox, what was set aside. */
@Module({
  imports: [PeopleModule],
  controllers: [OperationsController],
  providers: [
    OperationsReader,
    OperationsStore,
    {
      provide: Operations,
      inject: [HOUSE, QueueBell, CONFIG, OperationsReader, OperationsStore, TrailStore],
      useFactory: (
        house: EngineHouse,
        bell: QueueBell,
        { redisUrl }: Config,
        reader: OperationsReader,
        store: OperationsStore,
        trail: TrailStore,
      ) => new Operations({ house, bell, kind: redisUrl === undefined ? 'postgresql' : 'redis', reader, store, trail }),
    },
  ],
})
export class OperationsModule {}
