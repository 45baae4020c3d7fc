import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InAppChannel } from './in-app.channel.js';
import { InboxMessage } from './inbox-message.entity.js';
import { InboxStore } from './inbox.store.js';
import { MessageReader } from './message.reader.js';
import { Sayings } from './sayings.js';
import { TalkNotices } from './talk-notices.js';
import { TemplateReader } from './template.reader.js';

/** Channels that carry messages to people. The engine's outbox decides what is said, to whom and when. */
@Module({
  imports: [TypeOrmModule.forFeature([InboxMessage])],
  providers: [InAppChannel, InboxStore, MessageReader, TemplateReader, Sayings, TalkNotices],
  exports: [InAppChannel, InboxStore, TalkNotices],
})
export class NotificationsModule {}
