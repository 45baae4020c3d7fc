import { Module } from '@nestjs/common';
import { LiveNotesModule } from '../live/live.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PeopleModule } from '../people/people.module.js';
import { RemarkStore } from './remark.store.js';
import { TalkController } from './talk.controller.js';
import { TalkPlaceReader } from './talk-place.reader.js';
import { Talk } from './talk.service.js';

/** What is said beside work. */
@Module({
  imports: [PeopleModule, NotificationsModule, LiveNotesModule],
  controllers: [TalkController],
  providers: [TalkPlaceReader, RemarkStore, Talk],
})
export class TalkModule {}
