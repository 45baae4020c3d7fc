import { Module } from '@nestjs/common';
import { FileBindings } from '../files/file-binding.store.js';
import { FileStoreModule } from '../files/files.module.js';
import { SubmissionRecorder } from './submission.recorder.js';

/** What the engine is given of this room. */
@Module({
  imports: [FileStoreModule],
  providers: [
    {
      provide: SubmissionRecorder,
      inject: [FileBindings],
      useFactory: (files: FileBindings) => new SubmissionRecorder(files),
    },
  ],
  exports: [SubmissionRecorder],
})
export class RecordingModule {}
