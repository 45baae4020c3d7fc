import { Module } from '@nestjs/common';
import { LiveNotesModule } from '../live/live.module.js';
import { PeopleModule } from '../people/people.module.js';
import { FileStoreModule } from '../files/files.module.js';
import { AnswersReader } from './answers.reader.js';
import { DraftStore } from './draft.store.js';
import { Drafts } from './drafts.service.js';
import { FormDesk } from './form-desk.js';
import { FormPlaceReader } from './form-place.reader.js';
import { FormsController } from './forms.controller.js';
import { Forms } from './forms.service.js';
import { Papers } from './papers.service.js';
import { PresenceStore } from './presence.store.js';
import { ReceiptReader } from './receipt.reader.js';
import { SideBySide } from './side-by-side.service.js';
import { SubmissionReader } from './submission.reader.js';
import { SubmissionsController } from './submissions.controller.js';
import { Submissions } from './submissions.service.js';

/** What people fill in: forms, drafts, what was handed in. */
@Module({
  imports: [PeopleModule, FileStoreModule, LiveNotesModule],
  controllers: [FormsController, SubmissionsController],
  providers: [
    FormPlaceReader,
    FormDesk,
    Forms,
    DraftStore,
    PresenceStore,
    Drafts,
    SubmissionReader,
    ReceiptReader,
    Submissions,
    AnswersReader,
    SideBySide,
    Papers,
  ],
  exports: [Papers],
})
export class FormsModule {}
