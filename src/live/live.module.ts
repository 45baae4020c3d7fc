import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { LiveHub } from './live-hub.js';
import { ForgetNotes, LiveNotes } from './live-notes.store.js';
import { LiveController } from './live.controller.js';
import { Places } from './places.js';
import { LiveReader } from './live.reader.js';

/** What rooms tell whoever looks at their rows, and a worker that forgets it again. */
@Module({ providers: [LiveNotes, ForgetNotes], exports: [LiveNotes, ForgetNotes] })
export class LiveNotesModule {}

/** What changes, told as it happens. */
@Module({
  imports: [PeopleModule, LiveNotesModule],
  controllers: [LiveController],
  providers: [LiveHub, LiveReader, Places],
})
export class LiveModule {}
