import { Module } from '@nestjs/common';
import { InboxController } from './inbox.controller.js';
import { NotificationsModule } from './notifications.module.js';

/** What units were told, over HTTP. */
@Module({ imports: [NotificationsModule], controllers: [InboxController] })
export class InboxModule {}
