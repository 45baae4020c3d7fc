import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { SealingChore, SealingModule } from './audit/sealing.module.js';
import { EngineModule } from './engine/engine.module.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { FormsModule } from './forms/forms.module.js';
import { RecordingModule } from './forms/recording.module.js';
import { HandOverRecorder } from './forms/hand-over.recorder.js';
import { SubmissionRecorder } from './forms/submission.recorder.js';
import { FilesModule, FileStoreModule } from './files/files.module.js';
import { SweepFiles } from './files/sweep-files.js';
import { LiveModule, LiveNotesModule } from './live/live.module.js';
import { ForgetNotes } from './live/live-notes.store.js';
import { InAppChannel } from './notifications/in-app.channel.js';
import { InboxModule } from './notifications/inbox.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { ForgetKeys, IdempotencyModule } from './people/idempotency.module.js';
import { TellRefusals } from './people/refusals.js';
import { TrailModule } from './people/trail.module.js';
import type { Config } from './platform/config.js';
import type { Log } from './platform/log.js';
import { OperationsModule } from './operations/operations.module.js';
import { StoredRoster } from './plans/plan.store.js';
import { PlansModule } from './plans/plans.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { SandboxModule } from './sandbox/sandbox.module.js';
import { TalkModule } from './talk/talk.module.js';
import { WorkModule } from './work/work.module.js';

const engine = EngineModule.for({
  roster: (database) => new StoredRoster(database),
  imports: [
    NotificationsModule,
    SealingModule,
    TrailModule,
    IdempotencyModule,
    FileStoreModule,
    LiveNotesModule,
    RecordingModule,
  ],
  channels: [InAppChannel],
  recorders: [SubmissionRecorder, HandOverRecorder],
  chores: [SealingChore, ForgetKeys, TellRefusals, SweepFiles, ForgetNotes],
});

/** The list of rooms. */
@Module({})
export class AppModule {
  static for(config: Config, log: Log): DynamicModule {
    // A worker answers nobody but those who ask after its health.
    const answering =
      config.role === 'worker'
        ? []
        : [
            PlansModule,
            WorkModule,
            FormsModule,
            FilesModule,
            LiveModule,
            TalkModule,
            MonitoringModule,
            InboxModule,
            SandboxModule,
            AuditModule,
            OperationsModule,
          ];
    return { module: AppModule, imports: [PlatformModule.for(config, log), engine, ...answering] };
  }
}
