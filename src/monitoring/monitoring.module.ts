import { Module } from '@nestjs/common';
import { CalendarReader } from '../work/calendar.reader.js';
import { DefinitionReader } from '../work/definition.reader.js';
import { HoldersReader } from './holders.reader.js';
import { MachinesReader } from './machines.reader.js';
import { MatrixController } from './matrix.controller.js';
import { MatrixReader } from './matrix.reader.js';
import { MatrixService } from './matrix.service.js';
import { MonitoredView } from './monitored-view.service.js';
import { MonitoringController } from './monitoring.controller.js';
import { StandingReader } from './standing.reader.js';
import { StandingItemsService } from './standing-items.service.js';
import { StandingService } from './standing.service.js';
import { UnitNamesReader } from './unit-names.reader.js';

/** What leadership and the secretariat look at: read by SQL from what the engine's transactions wrote. */
@Module({
  controllers: [MonitoringController, MatrixController],
  providers: [
    CalendarReader,
    DefinitionReader,
    MatrixReader,
    MatrixService,
    StandingReader,
    StandingService,
    StandingItemsService,
    MonitoredView,
    MachinesReader,
    HoldersReader,
    UnitNamesReader,
  ],
})
export class MonitoringModule {}
