import { Module } from '@nestjs/common';
import { InAppChannel } from './in-app.channel.js';
import { InboxStore } from './inbox.store.js';
import { MessageReader } from './message.reader.js';
import { TemplateReader } from './template.reader.js';

/** Channels that carry messages to people. The engine's outbox decides what is said, to whom and when. */
@Module({
  providers: [InAppChannel, InboxStore, MessageReader, TemplateReader],
  exports: [InAppChannel, InboxStore],
})
export class NotificationsModule {}
