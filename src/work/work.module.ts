import { Module } from '@nestjs/common';
import type { EngineHouse } from '../engine/create-engine.js';
import { PlanNumbers } from '../people/plan-numbers.reader.js';
import { PeopleModule } from '../people/people.module.js';
import { HOUSE } from '../engine/tokens.js';
import { FormsModule } from '../forms/forms.module.js';
import { Papers } from '../forms/papers.service.js';
import { PlansModule } from '../plans/plans.module.js';
import { PlanVersions } from '../plans/plan-versions.service.js';
import type { PlatformClock } from '../platform/clock.js';
import { CLOCK } from '../platform/tokens.js';
import { CalendarReader } from './calendar.reader.js';
import { DefinitionReader } from './definition.reader.js';
import { DescribeInstance } from './describe-instance.service.js';
import { DescribeLifecycle } from './describe-lifecycle.service.js';
import { InstancePath } from './instance-path.service.js';
import { InstanceSteps } from './instance-steps.service.js';
import { InstanceReader } from './instance.reader.js';
import { InstancesController } from './instances.controller.js';
import { LifecycleReader } from './lifecycle.reader.js';
import { LifecyclesController } from './lifecycles.controller.js';
import { LateReader } from './late.reader.js';
import { ListWork } from './list-work.service.js';
import { SearchReader } from './search.reader.js';
import { Search } from './search.service.js';
import { Remind } from './remind.service.js';
import { PlanMessagesController } from './plan-messages.controller.js';
import { PlanMessages } from './plan-messages.service.js';
import { RemindersController } from './reminders.controller.js';
import { SendEvent } from './send-event.service.js';
import { WorkController } from './work.controller.js';
import { WorkReader } from './work.reader.js';

/** What runs, as people look at it and act on it. */
@Module({
  imports: [PeopleModule, PlansModule, FormsModule],
  controllers: [WorkController, InstancesController, LifecyclesController, RemindersController, PlanMessagesController],
  providers: [
    WorkReader,
    DefinitionReader,
    CalendarReader,
    Search,
    SearchReader,
    {
      provide: ListWork,
      inject: [WorkReader, DefinitionReader, CalendarReader, CLOCK],
      useFactory: (work: WorkReader, definitions: DefinitionReader, calendars: CalendarReader, clock: PlatformClock) =>
        new ListWork({ work, definitions, calendars, clock }),
    },
    InstanceReader,
    LifecycleReader,
    {
      provide: DescribeInstance,
      inject: [HOUSE, InstanceReader, DefinitionReader, PlanNumbers],
      useFactory: (
        house: EngineHouse,
        instances: InstanceReader,
        definitions: DefinitionReader,
        numbers: PlanNumbers,
      ) => new DescribeInstance(house, instances, definitions, numbers),
    },
    {
      provide: DescribeLifecycle,
      inject: [LifecycleReader, DefinitionReader, HOUSE],
      useFactory: (lifecycles: LifecycleReader, definitions: DefinitionReader, { clock }: EngineHouse) =>
        new DescribeLifecycle(lifecycles, definitions, clock),
    },
    {
      provide: InstancePath,
      inject: [HOUSE, DescribeInstance],
      useFactory: (house: EngineHouse, instances: DescribeInstance) => new InstancePath(house, instances),
    },
    {
      provide: InstanceSteps,
      inject: [DescribeInstance, DescribeLifecycle, InstancePath, InstanceReader],
      useFactory: (
        instances: DescribeInstance,
        lifecycles: DescribeLifecycle,
        paths: InstancePath,
        reader: InstanceReader,
      ) => new InstanceSteps(instances, lifecycles, paths, reader),
    },
    {
      provide: SendEvent,
      inject: [HOUSE, DescribeInstance, Papers],
      useFactory: (house: EngineHouse, instances: DescribeInstance, papers: Papers) =>
        new SendEvent(house, instances, papers),
    },
    {
      provide: PlanMessages,
      inject: [PlanVersions, HOUSE],
      useFactory: (versions: PlanVersions, { clock }: EngineHouse) => new PlanMessages(versions, clock),
    },
    LateReader,
    {
      provide: Remind,
      inject: [DescribeInstance, LateReader, SendEvent],
      useFactory: (instances: DescribeInstance, late: LateReader, sending: SendEvent) =>
        new Remind(instances, late, sending),
    },
  ],
})
export class WorkModule {}
