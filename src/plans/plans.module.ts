import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { resolve } from 'node:path';
import type { EngineHouse } from '../engine/create-engine.js';
import { HOUSE } from '../engine/tokens.js';
import { ImportReader } from '../people/imports/import.reader.js';
import { ImportStore } from '../people/imports/import.store.js';
import { PeopleModule } from '../people/people.module.js';
import { TrailStore } from '../people/trail.store.js';
import type { Config } from '../platform/config.js';
import type { Log } from '../platform/log.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { ActivatePlan } from './activate-plan.service.js';
import { ComparePlans } from './compare-plans.service.js';
import { EditPlan } from './edit-plan.service.js';
import { ImportPlan } from './import-plan.service.js';
import { PlanCalendarController } from './plan-calendar.controller.js';
import { PlanCalendar } from './plan-calendar.service.js';
import { PlanUnitsController } from './plan-units.controller.js';
import { PlanUnits } from './plan-units.service.js';
import { PlanEditorController } from './plan-editor.controller.js';
import { PlanEditor } from './plan-editor.service.js';
import { PlanVersion } from './plan-version.entity.js';
import { PlanReader } from './plan.reader.js';
import { PlansApi } from './plans-api.service.js';
import { PlansController } from './plans.controller.js';
import { PlanVersions } from './plan-versions.service.js';
import { StartupPlan } from './startup-plan.service.js';
import { UnitImportController } from './unit-import.controller.js';
import { UnitImport } from './unit-import.service.js';

/** Import, versions, preview, comparison and activation of plans. */
@Module({
  imports: [PeopleModule, TypeOrmModule.forFeature([PlanVersion])],
  controllers: [
    PlansController,
    PlanEditorController,
    PlanCalendarController,
    PlanUnitsController,
    UnitImportController,
  ],
  providers: [
    PlanReader,
    { provide: PlanVersions, inject: [PlanReader], useFactory: (reader: PlanReader) => new PlanVersions(reader) },
    {
      provide: ImportPlan,
      inject: [HOUSE, PlanVersions, CONFIG, TrailStore],
      useFactory: (house: EngineHouse, versions: PlanVersions, config: Config, trail: TrailStore) =>
        new ImportPlan(house.transactions, versions, resolve(config.planDir, '..', '..'), trail),
    },
    {
      provide: ComparePlans,
      inject: [HOUSE, PlanVersions],
      useFactory: (house: EngineHouse, versions: PlanVersions) => new ComparePlans(versions, house.clock),
    },
    {
      provide: ActivatePlan,
      inject: [HOUSE, PlanVersions, ComparePlans, TrailStore],
      useFactory: (house: EngineHouse, versions: PlanVersions, comparing: ComparePlans, trail: TrailStore) =>
        new ActivatePlan(house, versions, comparing, trail),
    },
    {
      provide: PlansApi,
      inject: [PlanVersions, ImportPlan, ComparePlans, ActivatePlan],
      useFactory: (versions: PlanVersions, imports: ImportPlan, comparing: ComparePlans, activating: ActivatePlan) =>
        new PlansApi({ versions, imports, comparing, activating }),
    },
    {
      provide: EditPlan,
      inject: [PlanVersions, TrailStore],
      useFactory: (versions: PlanVersions, trail: TrailStore) => new EditPlan(versions, trail),
    },
    {
      provide: PlanEditor,
      inject: [HOUSE, PlanVersions, EditPlan],
      useFactory: (house: EngineHouse, versions: PlanVersions, editing: EditPlan) =>
        new PlanEditor(versions, editing, house.clock),
    },
    ...[PlanCalendar, PlanUnits].map((Service) => ({
      provide: Service,
      inject: [PlanVersions, EditPlan],
      useFactory: (versions: PlanVersions, editing: EditPlan) => new Service(versions, editing),
    })),
    {
      provide: UnitImport,
      inject: [PlanVersions, ImportReader, ImportStore, TrailStore],
      useFactory: (versions: PlanVersions, reader: ImportReader, store: ImportStore, trail: TrailStore) =>
        new UnitImport(versions, reader, store, trail),
    },
    {
      provide: StartupPlan,
      inject: [ImportPlan, PlanVersions, ActivatePlan, LOG],
      useFactory: (imports: ImportPlan, versions: PlanVersions, activating: ActivatePlan, log: Log) =>
        new StartupPlan(imports, versions, activating, log),
    },
  ],
  exports: [PlanVersions, ImportPlan, ActivatePlan],
})
export class PlansModule implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly startup: StartupPlan,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.clock === 'sandbox' && this.config.role !== 'worker') await this.startup.begin(this.config.planDir);
  }
}
