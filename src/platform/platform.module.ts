import { type DynamicModule, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import type { Config } from './config.js';
import { databaseOptions } from './database.js';
import { HealthChecks } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { Limits } from './limits.js';
import type { Log } from './log.js';
import { createMetrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { ProblemsController } from './problems.controller.js';
import { CONFIG, LOG } from './tokens.js';

/** A worker alone works for nobody who waits. */
const isAsked = ({ role }: Config): boolean => role !== 'worker';

/** Plumbing that every room may ask for: configuration, log, database, health, metrics. */
@Module({})
export class PlatformModule implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    @Inject(HealthChecks) private readonly health: HealthChecks,
  ) {}

  static for(config: Config, log: Log): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          ...databaseOptions(config, [], { statementSeconds: isAsked(config) ? config.requestSeconds : undefined }),
          entities: undefined,
          autoLoadEntities: true,
          retryAttempts: 0,
        }),
      ],
      controllers: [HealthController, MetricsController, ProblemsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        { provide: Registry, useFactory: createMetrics },
        HealthChecks,
        Limits,
      ],
      exports: [CONFIG, LOG, Registry, HealthChecks, Limits],
    };
  }

  onModuleInit(): void {
    this.health.add('database', async () => {
      await this.source.query('select 1');
    });
  }
}
