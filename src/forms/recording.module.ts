import { Module } from '@nestjs/common';
import { FileBindings } from '../files/file-binding.store.js';
import { FileStoreModule } from '../files/files.module.js';
import { LiveNotes } from '../live/live-notes.store.js';
import { LiveNotesModule } from '../live/live.module.js';
import { TrailModule } from '../people/trail.module.js';
import { TrailStore } from '../people/trail.store.js';
import { HandOverRecorder } from './hand-over.recorder.js';
import { SubmissionRecorder } from './submission.recorder.js';

/** What the engine is given of this room. */
@Module({
  imports: [FileStoreModule, LiveNotesModule, TrailModule],
  providers: [
    {
      provide: SubmissionRecorder,
      inject: [FileBindings],
      useFactory: (files: FileBindings) => new SubmissionRecorder(files),
    },
    {
      provide: HandOverRecorder,
      inject: [FileBindings, LiveNotes, TrailStore],
      useFactory: (files: FileBindings, live: LiveNotes, trail: TrailStore) => new HandOverRecorder(files, live, trail),
    },
  ],
  exports: [SubmissionRecorder, HandOverRecorder],
})
export class RecordingModule {}
