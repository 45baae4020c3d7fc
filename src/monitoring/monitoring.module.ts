import { Module } from '@nestjs/common';
import { CalendarReader } from '../work/calendar.reader.js';
import { DefinitionReader } from '../work/definition.reader.js';
import { AgeingReader } from './ageing.reader.js';
import { AgeingService } from './ageing.service.js';
import { ContactsService } from './contacts.service.js';
import { ExplanationReader } from './explanation.reader.js';
import { ExplanationsService } from './explanations.service.js';
import { QueueService } from './queue.service.js';
import { RoundReader } from './round.reader.js';
import { RoundService } from './round.service.js';
import { ScoresReader } from './scores.reader.js';
import { ScoresService } from './scores.service.js';
import { ReminderReader } from './reminder.reader.js';
import { TrendReader } from './trend.reader.js';
import { TrendService } from './trend.service.js';
import { YearReader } from './year.reader.js';
import { YearService } from './year.service.js';
import { HoldersReader } from './holders.reader.js';
import { LeadershipReader } from './leadership.reader.js';
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
    AgeingReader,
    AgeingService,
    ExplanationReader,
    ExplanationsService,
    QueueService,
    ContactsService,
    RoundReader,
    RoundService,
    ScoresReader,
    ScoresService,
    ReminderReader,
    TrendReader,
    TrendService,
    YearReader,
    YearService,
    CalendarReader,
    DefinitionReader,
    MatrixReader,
    MatrixService,
    StandingReader,
    LeadershipReader,
    StandingService,
    StandingItemsService,
    MonitoredView,
    MachinesReader,
    HoldersReader,
    UnitNamesReader,
  ],
})
export class MonitoringModule {}
